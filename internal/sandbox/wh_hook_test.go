package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// whEar hears webhooks; those that it does not believe it answers with 401.
type whEar struct {
	t      *testing.T
	secret string
	heard  chan string // the event, "forged" or "broken"
	bodies chan string // of those that it believes
}

func (e *whEar) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	mac := hmac.New(sha256.New, []byte(e.secret))
	mac.Write(body)
	var said struct{ Event string }
	switch {
	case err != nil:
		e.heard <- "broken"
		return
	case strings.TrimPrefix(r.Header.Get("X-Webhook-Signature"), "sha256=") != hex.EncodeToString(mac.Sum(nil)):
		w.WriteHeader(http.StatusUnauthorized)
		e.heard <- "forged"
		return
	case json.Unmarshal(body, &said) != nil:
		said.Event = "nonsense"
	}
	e.bodies <- string(body)
	e.heard <- said.Event
}

// hears gives the next so many events, sorted, and wants no more than those.
func (e *whEar) hears(n int) []string {
	e.t.Helper()
	var all []string
	deadline := time.After(30 * time.Second)
	for len(all) < n {
		select {
		case event := <-e.heard:
			all = append(all, event)
		case <-deadline:
			e.t.Fatalf("only %q came", all)
		}
	}
	if len(e.heard) > 0 {
		e.t.Errorf("%q came too", <-e.heard)
	}
	slices.Sort(all)
	return all
}

// listens registers an ear for every event.
func (x *whTest) listens() *whEar {
	x.t.Helper()
	ear := &whEar{t: x.t, heard: make(chan string, 100), bodies: make(chan string, 100)}
	server := httptest.NewServer(ear)
	x.t.Cleanup(server.Close)
	made := x.gets(201, `POST webhooks {"name":"Bot","url":"`+server.URL+`/hook","events":["`+strings.Join(whEvents(), `","`)+`"]}`, `"secret":"whsec_`)
	var answer struct{ Data struct{ Secret string } }
	if err := json.Unmarshal([]byte(made), &answer); err != nil {
		x.t.Fatal(err)
	}
	ear.secret = answer.Data.Secret
	return ear
}

// posted waits until every webhook is posted.
func (x *whTest) posted() {
	x.t.Helper()
	if err := x.p.Wait(x.t.Context(), func(p *WHPanel) bool { return p.Waiting() == 0 }); err != nil {
		x.t.Fatal(err)
	}
}

func TestWHWebhooks(t *testing.T) {
	x := startWH(t, WHOptions{})
	ear := x.listens()
	if text := x.gets(200, "GET webhooks", `"events":["invoice.created"`); strings.Contains(text, ear.secret) {
		t.Errorf("the secret is shown again: %s", text)
	}
	service, invoice := x.p.Order()
	x.posted()
	x.p.Quirk(WHQuirks{WebhookPrefix: true, WebhookShape: 2, NoZoneTimes: true})
	x.p.Pay(invoice, "card", "ch_1")
	x.posted()
	x.gets(200, "POST services/2/suspend")
	x.posted()
	want := []string{"invoice.created", "invoice.paid", "service.created", "service.provisioned", "service.suspended"}
	if got := ear.hears(5); !slices.Equal(got, want) {
		t.Errorf("service %d: %v", service, got)
	}
	for range 5 {
		body := <-ear.bodies
		if strings.Contains(body, "invoice.created") && !strings.HasPrefix(body, `{"event":"invoice.created","data":{"invoice_id":2,"uuid":"`) ||
			strings.Contains(body, "invoice.paid") && body != `{"event":"invoice.paid","data":{"invoice_number":"INV-00002","client_id":1,"amount":29.99,"currency":"USD"},"timestamp":"2026-05-22T12:00:00"}` {
			t.Error(body)
		}
	}
	x.gets(200, `PUT webhooks/1 {"events":["invoice.paid"]}`)
	x.p.Order()
	x.gets(200, "DELETE webhooks/1")
	x.p.PayOldest()
	x.posted()
	ear.hears(0)
}

func TestWHWebhookFaults(t *testing.T) {
	for kind, want := range map[WHHookFaultKind][]string{
		WHHookLost:     nil,
		WHHookForged:   {"forged"},
		WHHookUnsigned: {"forged"},
		WHHookHalf:     {"forged"},
		WHHookTwice:    {"invoice.created", "invoice.created"},
		WHHookLate:     {"invoice.created"},
		WHHookOld:      {"invoice.created"},
		WHHookHuge:     {"invoice.created"},
		WHHookCut:      {"broken"},
		WHHookNoJSON:   {"nonsense"},
		WHHookUnknown:  {"invoice.reminded"},
	} {
		t.Run(string(kind), func(t *testing.T) {
			x := startWH(t, WHOptions{})
			ear := x.listens()
			x.p.FailHook(WHHookFault{Event: "invoice.created", Times: 1, Kind: kind, Delay: time.Millisecond})
			x.p.Add(WHInvoices, WHRow{"client_id": 1, "total": "5"})
			x.posted()
			if got := ear.hears(len(want)); !slices.Equal(got, want) {
				t.Errorf("%v", got)
			}
		})
	}
}

func TestWHWebhooksReversedAndReplayed(t *testing.T) {
	x := startWH(t, WHOptions{})
	ear := x.listens()
	x.p.FailHook(WHHookFault{Kind: WHHookReverse})
	_, invoice := x.p.Order()
	x.p.Pay(invoice, "card", "ch_1")
	x.posted()
	ear.hears(0)
	x.p.Heal()
	x.posted()
	ear.hears(4)
	sent := x.p.Sent()
	x.p.Replay(sent[0])
	x.posted()
	if got := x.p.Sent(); len(got) != 5 || string(got[4].Body) != string(sent[0].Body) || got[4].Status != 200 || got[4].Signature != sent[0].Signature {
		t.Errorf("%+v", got)
	}
}
