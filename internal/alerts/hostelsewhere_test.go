package alerts_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

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

// A panel that is left while its webhook is being registered keeps none.
func TestDisconnectWhileAWebhookIsMade(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.panel.Fail(sandbox.WHFault{Method: "GET", Path: "webhooks", Kind: sandbox.WHSlow, Delay: 200 * time.Millisecond})
	var turning sync.WaitGroup
	turning.Go(func() {
		_, _ = w.TurnOnHostAlerts(t.Context(), ops.Act{Key: "on", Place: place(), Person: 1, Lang: "en"}) // it is left meanwhile
	})
	ctx, done := context.WithTimeout(t.Context(), patient)
	defer done()
	w.must(w.panel.Wait(ctx, func(p *sandbox.WHPanel) bool { return p.Count("GET webhooks").Asked == 1 }))
	w.must(w.Disconnect(t.Context(), ourChat, ops.WHMDC))
	turning.Wait()
	if n := w.hooked(); n != 0 {
		t.Errorf("%d webhooks are left", n)
	}
}
