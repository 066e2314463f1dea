package alerts_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
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

func TestPollingAlone(t *testing.T) {
	t.Run("no public address", func(t *testing.T) {
		w := newHostWorld(t, false, sandbox.WHQuirks{})
		if a := w.turnOn(); a.Public || w.hooked() != 0 || !a.Watch.On {
			t.Fatalf("%+v", a)
		}
		w.sweep()
		id := w.invoice()
		w.pay(id)
		w.sweep()
		w.sweep()
		w.work()
		w.expect("by lists", fmt.Sprint("invoice.paid ", id))
	})
	t.Run("the key may not", func(t *testing.T) {
		w := newHostWorld(t, true, sandbox.WHQuirks{})
		w.panel.AddKey("weak", "invoices.read", "services.read")
		w.connect(w.base, "weak")
		if a := w.turnOn(); !a.Public || w.hooked() != 0 || a.Watch.Hook.Code != resale.Forbidden {
			t.Fatalf("%+v", a)
		}
		w.sweep()
		id := w.invoice()
		w.pay(id)
		w.sweep()
		w.work()
		w.expect("by lists", fmt.Sprint("invoice.paid ", id))
	})
	t.Run("the key may see one kind", func(t *testing.T) {
		w := newHostWorld(t, false, sandbox.WHQuirks{})
		w.panel.AddKey("weak", "services.read")
		w.connect(w.base, "weak")
		w.turnOn()
		w.sweep()
		w.do(2, "suspend")
		w.sweep()
		w.work()
		w.expect("by lists", "service.suspended 2")
		if trouble := w.alerts().Watch.Trouble; trouble.Kind != "" {
			t.Errorf("in trouble: %+v", trouble)
		}
	})
}

func TestAnotherKeyOrPanel(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	id := w.invoice()
	w.work()
	w.panel.AddKey("new")
	w.connect(w.base, "new")
	w.panel.RevokeKey(ourKey)
	w.mend()
	w.pay(id)
	w.work()
	w.sweep()
	w.work()
	w.expect("a new key of the panel", fmt.Sprint("invoice.paid ", id))
	if n := w.hooked(); n != 1 {
		t.Errorf("%d webhooks", n)
	}

	w.connect("http://127.0.0.1:1", "new")
	w.pay(w.invoice())
	w.work()
	w.expect("another panel", "")
	last := w.news[len(w.news)-1]
	if last.Trouble != storage.HostMoved || len(last.Items) != 0 || last.Watch.On {
		t.Errorf("told: %+v", last)
	}
	count := len(w.news)
	w.pass(time.Hour)
	w.work()
	if len(w.news) != count {
		t.Error("told again")
	}
}

func TestChatMovesWhileWebhooksWait(t *testing.T) {
	const became = -1007
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	first, second := w.invoice(), w.invoice()
	w.pay(first)
	w.posted()
	w.update(func(tx *storage.Tx) error { return tx.MigrateChat(ourChat, became) })
	w.pay(second)
	w.posted()
	for _, id := range []int64{ourChat, became} {
		for more := true; more; {
			var err error
			more, err = w.TakeHostCalls(t.Context(), id)
			w.must(err)
		}
	}
	w.pass(time.Minute)
	w.tell()
	w.expect("after the move", fmt.Sprintf("invoice.paid %d, invoice.paid %d", first, second))
	if chat := w.news[0].Watch.Chat; chat != became {
		t.Errorf("told in %d", chat)
	}
}

func TestForgottenChatHearsNothing(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.sweep()
	w.pay(w.invoice())
	w.posted()
	w.takeCalls()
	w.pay(w.invoice())
	w.posted()
	w.update(func(tx *storage.Tx) error { return tx.Forget(ourChat, ourChat) })
	w.work()
	w.expect("forgotten", "")
	w.invoice()
	w.posted()
	if sent := w.panel.Sent(); sent[len(sent)-1].Status != 404 {
		t.Errorf("a webhook is answered %d", sent[len(sent)-1].Status)
	}
}

func TestSecretIsNotShown(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	hook := w.turnOn().Watch.Hook
	row, _ := w.panel.Row(sandbox.WHWebhooks, w.panel.Rows(sandbox.WHWebhooks)[0].ID())
	if hook.Secret == "" || hook.Secret != row.Text("secret") || hook.URL != row.Text("url") {
		t.Fatalf("%q is not what the panel signs with", secret.New(hook.Secret))
	}
}
