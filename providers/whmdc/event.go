package whmdc

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"regexp"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// SignatureHeader is the header that a webhook's signature comes in.
const SignatureHeader = "X-Webhook-Signature"

var eventName = regexp.MustCompile(`^[a-z][a-z0-9._-]{0,63}$`)

// Events gives the names of the events that the panel tells.
func Events() []string {
	return []string{"invoice.created", "invoice.paid", "service.created", "service.provisioned", "service.suspended"}
}

// Verify tells whether a webhook's body was signed with the secret: HMAC-SHA256
// of the bytes as they came, in hex, bare or after "sha256=" (WH38). The panel's
// pages show both.
func Verify(secret secret.String, header string, body []byte) bool {
	if secret.IsZero() {
		return false
	}
	header = strings.TrimSpace(header)
	if i := strings.IndexByte(header, '='); i >= 0 && strings.EqualFold(header[:i], "sha256") {
		header = header[i+1:]
	}
	given, err := hex.DecodeString(header)
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret.Reveal()))
	mac.Write(body)
	return hmac.Equal(given, mac.Sum(nil))
}

// ReadEvent reads the body of a webhook in both shapes that the panel's pages
// show (WH38). A time without a zone is taken as UTC. Errors are BadAnswer:
// without a name, an object or a time an event can't be told from its repeat.
func ReadEvent(body []byte) (resale.HostEvent, error) {
	var a answer
	if json.Unmarshal(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), &a) != nil || a.Fields == nil {
		return resale.HostEvent{}, badEvent("no object")
	}
	event := resale.HostEvent{Name: strings.ToLower(a.text("event", "type", "event_type"))}
	if !eventName.MatchString(event.Name) {
		return resale.HostEvent{}, badEvent("no name")
	}
	var ok bool
	event.At, event.Zoned, ok = resale.ReadTime(a.text("timestamp", "created_at", "sent_at", "time", "occurred_at"))
	if !ok {
		return resale.HostEvent{}, badEvent("no time")
	}
	event.Kind = kindNamed(event.Name)
	raw, ok := oneOf(read(a.Fields["data"]), kinds()[event.Kind].within, wrappers-1)
	if !ok {
		return resale.HostEvent{}, badEvent("no data")
	}
	event.Record, _ = resale.ReadRecordHiding(event.Kind, raw, secret.Keyed)
	event.Object = event.Record.ID
	if event.Object == "" {
		event.Object = calledBy(event.Record)
	}
	if event.Object == "" || len(event.Object) > 128 {
		return resale.HostEvent{}, badEvent("no object's id")
	}
	return event, nil
}

// calledBy is what Get takes for an invoice of which the number alone is known.
// Digits would pass for an id, of another invoice.
func calledBy(r resale.Record) string {
	number := numberOf(r)
	if digits(number) {
		return "#" + number
	}
	if number == "" {
		return r.Text("domain", "hostname")
	}
	return number
}

// kindNamed tells what an event is about by the word before its point.
func kindNamed(name string) resale.RecordKind {
	about, _, _ := strings.Cut(name, ".")
	for _, kind := range resale.RecordKinds() {
		if kinds()[kind].within[0] == about {
			return kind
		}
	}
	return ""
}

func badEvent(why string) error {
	return &resale.Error{Act: "read event", Code: resale.BadAnswer, Err: errors.New(why)}
}
