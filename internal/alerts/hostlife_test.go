package alerts_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
)

// mend puts the webhook right, as far as that is due.
func (w *hostWorld) mend() {
	w.t.Helper()
	due, err := w.DueHostHooks(w.t.Context(), 5)
	w.must(err)
	for _, id := range due {
		w.must(w.MendHostHook(w.t.Context(), id))
	}
}

// hooked tells how many webhooks of ours the panel has, and whether what it
// posts is told once.
func (w *hostWorld) hooked() int {
	w.t.Helper()
	n := 0
	for _, row := range w.panel.Rows(sandbox.WHWebhooks) {
		if strings.Contains(row.Text("url"), "/hooks/whmdc/") {
			n++
		}
	}
	return n
}

func (w *hostWorld) expectHeard(when string) {
	w.t.Helper()
	id := w.invoice()
	w.pay(id)
	w.work()
	w.expect(when, fmt.Sprint("invoice.paid ", id))
}

func TestWebhookWhoseAnswerWasLost(t *testing.T) {
	for _, kind := range []sandbox.WHFaultKind{
		sandbox.WHCutBefore, sandbox.WH502, sandbox.WHCutAfter, sandbox.WHTruncated, sandbox.WHEmptyBody, sandbox.WHNoID, sandbox.WHHTMLAfter, sandbox.WHHangAfter,
	} {
		t.Run(string(kind), func(t *testing.T) {
			w := newHostWorld(t, true, sandbox.WHQuirks{})
			w.panel.Fail(sandbox.WHFault{Method: "POST", Path: "webhooks", Kind: kind, Times: 1})
			a := w.turnOn()
			if a.Watch.Hook.Since.IsZero() == false || a.Watch.Hook.Code == "" || !a.Watch.On {
				t.Fatalf("%+v", a.Watch.Hook)
			}
			w.restart()
			w.pass(2 * time.Minute)
			w.mend()
			if a := w.alerts(); w.hooked() != 1 || a.Watch.Hook.Since.IsZero() || a.Watch.Hook.Code != "" {
				t.Fatalf("%d webhooks, %+v", w.hooked(), a.Watch.Hook)
			}
			w.sweep()
			w.expectHeard("after the second try")
		})
	}
}

func TestWebhookIsKeptRight(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.turnOn()
	w.sweep()
	for name, harm := range map[string]func(){
		"deleted": func() {
			for _, row := range w.panel.Rows(sandbox.WHWebhooks) {
				w.panel.Drop(sandbox.WHWebhooks, row.ID())
			}
		},
		"doubled": func() {
			url := w.alerts().Watch.Hook.URL
			w.panel.Add(sandbox.WHWebhooks, sandbox.WHRow{"name": "x", "url": url, "events": []string{"invoice.paid"}})
		},
		"switched off": func() { // as panels do after some that could not be delivered
			for _, row := range w.panel.Rows(sandbox.WHWebhooks) {
				w.panel.Set(sandbox.WHWebhooks, row.ID(), sandbox.WHRow{"status": "inactive"})
			}
		},
		"well": func() {},
	} {
		harm()
		w.pass(25 * time.Hour)
		w.mend()
		if n := w.hooked(); n != 1 {
			t.Errorf("%s: %d webhooks", name, n)
		}
		w.expectHeard(name)
	}
}

// TestWebhookThatWasLeftBehind, since the panel was down when its key was
// forgotten, goes when alerts are turned on again; those of others stay.
func TestWebhookThatWasLeftBehind(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.panel.Fail(sandbox.WHFault{Kind: sandbox.WH502})
	w.must(w.Disconnect(t.Context(), ourChat, ops.WHMDC))
	w.panel.Heal()
	others := w.panel.Add(sandbox.WHWebhooks, sandbox.WHRow{"name": "shop", "url": "https://shop.example/hooks/whmdc/x", "events": []string{"invoice.paid"}})
	if n := w.hooked(); n != 2 {
		t.Fatalf("%d webhooks", n)
	}
	w.connect(w.base, ourKey)
	w.turnOn()
	if _, stays := w.panel.Row(sandbox.WHWebhooks, others); w.hooked() != 2 || !stays {
		t.Errorf("%d webhooks; another's stays: %v", w.hooked(), stays)
	}
	w.sweep()
	w.panel.Drop(sandbox.WHWebhooks, others) // nobody answers it
	w.expectHeard("with the one that is new")
}

func TestWebhookGoes(t *testing.T) {
	for name, end := range map[string]func(*hostWorld){
		"turned off": (*hostWorld).turnOff,
		"turned off while the panel is down": func(w *hostWorld) {
			w.panel.Fail(sandbox.WHFault{Kind: sandbox.WH502})
			w.turnOff()
			w.invoice()
			w.work()
			w.panel.Heal()
			w.pass(2 * time.Minute)
			w.mend()
			if a := w.alerts(); a.Watch.Hook.Token != "" {
				w.t.Error("its token is still good")
			}
		},
		"disconnected": func(w *hostWorld) { w.must(w.Disconnect(w.t.Context(), ourChat, ops.WHMDC)) },
	} {
		w := newHostWorld(t, true, sandbox.WHQuirks{})
		w.turnOn()
		w.sweep()
		w.invoice()
		end(w)
		if n := w.hooked(); n != 0 {
			t.Errorf("%s: %d webhooks are left", name, n)
		}
		w.pay(w.invoice())
		w.work()
		w.sweep()
		w.work()
		w.expect(name, "")
	}
}
