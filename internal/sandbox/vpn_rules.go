package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// vpnBody is what was sent.
type vpnBody map[string]json.RawMessage

// vpnForm reads fields, and keeps what is wrong with them.
type vpnForm struct {
	body   vpnBody
	prefix string // of names: "customer."
	errors map[string][]string
}

func newVPNForm(body vpnBody) *vpnForm { return &vpnForm{body: body, errors: map[string][]string{}} }

// wrong adds an error, in which %s is the field as it is called in texts.
func (f *vpnForm) wrong(name, format string, args ...any) {
	name = f.prefix + name
	called := strings.ReplaceAll(name, "_", " ")
	f.errors[name] = append(f.errors[name], fmt.Sprintf(format, append([]any{called}, args...)...))
}

// sent gives a field that is neither missing nor null or "".
func (f *vpnForm) sent(name string) (json.RawMessage, bool) {
	raw, ok := f.body[name]
	return raw, ok && string(raw) != "null" && string(raw) != `""`
}

// text reads a field that must be there, in least to most characters.
func (f *vpnForm) text(name string, least, most int) string {
	raw, ok := f.sent(name)
	if !ok {
		f.wrong(name, "The %s field is required.")
		return ""
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		f.wrong(name, "The %s must be a string.")
		return ""
	}
	if name != "password" {
		text = strings.TrimSpace(text)
	}
	switch n := utf8.RuneCountInString(text); {
	case n < least:
		f.wrong(name, "The %s must be at least %d characters.", least)
	case n > most:
		f.wrong(name, "The %s may not be greater than %d characters.", most)
	}
	return text
}

// number reads an id that must be there, as a number or as its digits.
func (f *vpnForm) number(name string) int64 {
	raw, ok := f.sent(name)
	if !ok {
		f.wrong(name, "The %s field is required.")
		return 0
	}
	n, err := strconv.ParseInt(strings.Trim(string(raw), `"`), 10, 64)
	if err != nil {
		f.wrong(name, "The %s must be an integer.")
	}
	return n
}

// refused tells whether anything is wrong, in the words of most operations.
func (f *vpnForm) refused() (vpnReply, bool) {
	return vpnInvalid("The given data was invalid.", f.errors), len(f.errors) > 0
}

func vpnInvalid(message string, errors map[string][]string) vpnReply {
	const status = http.StatusUnprocessableEntity
	return vpnReply{status: status, body: vpnObject{"message": message, "errors": errors, "code": status}}
}

// vpnSays is what is wrong with one field, said twice.
func vpnSays(name, message string) vpnReply {
	return vpnInvalid(message, map[string][]string{name: {message}})
}

var vpnUsername = regexp.MustCompile(`^[A-Za-z0-9_.@-]*$`)

// username reads a name that nobody has.
func (p *VPNPanel) username(f *vpnForm) string {
	name := f.text("username", 3, 50)
	switch {
	case !vpnUsername.MatchString(name):
		f.wrong("username", "The %s format is invalid.")
	case p.state.named[strings.ToLower(name)] != nil:
		f.wrong("username", "The %s has already been taken.")
	}
	return name
}

// vpnNested reads an object within a body.
func vpnNested(raw json.RawMessage) (body vpnBody, ok bool) {
	ok = json.Unmarshal(raw, &body) == nil
	return body, ok
}

// vpnJSON is a text of a query as it would stand in a body.
func vpnJSON(text string) json.RawMessage {
	raw, _ := json.Marshal(text) // a string always can
	return raw
}
