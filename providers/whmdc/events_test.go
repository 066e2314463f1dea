package whmdc

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

func TestWH38Events(t *testing.T) {
	for file, want := range map[string]string{
		"event_invoice_1.json": "invoice.paid invoices 31 2026-05-22T10:00:00Z true 31, #31, 5.99",
		"event_invoice_2.json": "invoice.paid invoices INV-00031 2026-05-22T12:00:00Z false , INV-00031, 5.99 USD, of customer 7",
		"event_service.json":   "service.suspended services 21 2026-05-22T12:00:00Z false 21, lima.example, suspended, of customer 7",
	} {
		e, err := ReadEvent([]byte(recorded(t, file).body))
		same(t, want, fmt.Sprint(e.Name, " ", e.Kind, " ", e.Object, " ", e.At.Format(time.RFC3339), " ", e.Zoned, " ", brief(e.Record)), err)
	}
	const tail = `,"timestamp":"2026-05-22T12:00:00Z"}`
	for body, want := range map[string]string{
		`{"event":"invoice.reminded","data":{"invoice":{"id":5}}` + tail:              "invoices 5",
		`{"event":"invoice.paid","data":{"invoice_number":1007,"client_id":5}` + tail: "invoices #1007",
		`{"event":"client.created","data":{"client_id":5}` + tail:                     "clients 5",
		"\xef\xbb\xbf" + `{"event":"client.created","data":{"id":5}` + tail:           "clients 5",
		`{"event":"order.made","data":{"id":5}` + tail:                                " 5",
		`{"event":"invoice.paid","data":[{"invoice_id":5}]` + tail:                    "invoices 5",
		`{"event":"invoice.paid","data":{"invoice_id":5},"timestamp":1779451200}`:     "invoices 5",
		`{"event":"invoice.paid","data":{"invoice_id":5}}`:                            "bad_answer",
		`{"event":"invoice.paid","data":{"amount":5}` + tail:                          "bad_answer",
		`{"event":"invoice.paid","data":{}` + tail:                                    "bad_answer",
		`{"event":"invoice.paid"` + tail:                                              "bad_answer",
		`{"event":"<b>","data":{"invoice_id":5}` + tail:                               "bad_answer",
		`{"data":{"invoice_id":5}` + tail:                                             "bad_answer",
		`[]`:                                                                          "bad_answer", `null`: "bad_answer", ``: "bad_answer", `event=invoice.paid`: "bad_answer",
		strings.Repeat("[", 30_000): "bad_answer",
		`{"event":"invoice.paid","data":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + tail: "bad_answer",
	} {
		e, err := ReadEvent([]byte(body))
		got := outcome(err)
		if err == nil {
			got = fmt.Sprint(e.Kind, " ", e.Object)
		}
		if got != want {
			t.Errorf("%.80s: %q, want %q", body, got, want)
		}
	}
}

func TestWH38Signatures(t *testing.T) {
	key, body := secret.New("whsec_1"), []byte(recorded(t, "event_invoice_1.json").body)
	mac := hmac.New(sha256.New, []byte("whsec_1"))
	mac.Write(body)
	good := hex.EncodeToString(mac.Sum(nil))
	for _, header := range []string{good, "sha256=" + good, strings.ToUpper(good), "SHA256=" + strings.ToUpper(good), " " + good + "\t"} {
		if !Verify(key, header, body) {
			t.Errorf("%q is refused", header)
		}
	}
	for _, header := range []string{"", "sha256=", good[:62], good + "00", "sha1=" + good, "sha256=sha256=" + good, "=" + good, strings.Repeat("0", 64), "zz" + good[2:]} {
		if Verify(key, header, body) {
			t.Errorf("%q is taken", header)
		}
	}
	spoilt := bytes.Replace(body, []byte("5.99"), []byte("0.99"), 1)
	if Verify(key, good, spoilt) || Verify(secret.New("whsec_2"), good, body) || Verify(key, good, bytes.TrimSpace(body)) {
		t.Error("another body or secret is taken")
	}
	none := hmac.New(sha256.New, nil)
	none.Write(body)
	if Verify(secret.String{}, hex.EncodeToString(none.Sum(nil)), body) {
		t.Error("without a secret anybody can sign")
	}
}

func TestEventsAreAboutSomething(t *testing.T) {
	for _, name := range Events() {
		if kind := kindNamed(name); kind != resale.HostInvoices && kind != resale.HostServices || !eventName.MatchString(name) {
			t.Errorf("%s is about %q", name, kind)
		}
	}
}
