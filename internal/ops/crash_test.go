package ops_test

import (
	"context"
	"fmt"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// TestEveryCrash ends the process at each request that an act makes, before it
// is sent or once it was answered. A new process over the same file, asked for
// the same key or left to the reconciler, brings the act to one true end.
func TestEveryCrash(t *testing.T) {
	for _, sent := range []bool{false, true} {
		for _, again := range []bool{false, true} {
			t.Run(fmt.Sprintf("sent %v, again %v", sent, again), func(t *testing.T) {
				t.Parallel()
				for _, d := range deeds() {
					n := 1
					for ; crash(t, d, n, sent, again); n++ {
					}
					if n < 3 {
						t.Errorf("%s makes only %d requests", d.name, n-1)
					}
				}
			})
		}
	}
}

// crash tells whether the act came to its nth request.
func crash(t *testing.T, d deed, nth int, sent, again bool) (reached bool) {
	t.Helper()
	w := newWorldFor(t, d)
	at := fmt.Sprintf("request %d", nth)
	reached = w.interrupted(d, nth, sent)
	w.restart()
	if !again {
		w.reconcile()
	}
	out, err := d.do(t.Context(), w, "k")
	if err != nil {
		t.Fatalf("%s, %s: %v", d.name, at, err)
	}
	if out.State == storage.Unknown {
		w.reconcile()
		if len(w.told) != 1 {
			t.Errorf("%s, %s: told %v", d.name, at, w.told)
		}
		out, err = d.do(t.Context(), w, "k")
	}
	w.wantDone(d, out, err)
	if n := w.writes(); n > 2 {
		t.Errorf("%s, %s: %d writes", d.name, at, n)
	}
	return reached
}

func (w *world) interrupted(d deed, nth int, sent bool) (reached bool) {
	return w.cutOff(d.name, func(ctx context.Context) (ops.Outcome, error) { return d.do(ctx, w, "k") }, nth, sent)
}

// TestAnotherActInBetween crashes before the call, lets another renewal come
// first, and then loses the call of the one that crashed.
func TestAnotherActInBetween(t *testing.T) {
	w, renew := newWorld(t), deeds()[1]
	if !w.interrupted(renew, 1, false) {
		t.Fatal("no request")
	}
	w.restart()
	if out, err := renew.do(t.Context(), w, "other"); err != nil || out.State != storage.Done {
		t.Fatal(out, err)
	}
	w.fail(renew, sandbox.ServexCutBefore)
	w.reconcile()
	out, err := renew.do(t.Context(), w, "k")
	if err != nil || out.State != storage.Done || w.panel.Renewals(w.ana.ID) != 2 {
		t.Errorf("%q, %v, %d renewals", out.State, err, w.panel.Renewals(w.ana.ID))
	}
}

// TestDisconnectedMeanwhile keeps an open act until the account is back.
func TestDisconnectedMeanwhile(t *testing.T) {
	w, renew := newWorld(t), deeds()[1]
	w.fail(renew, sandbox.ServexCutBefore)
	if out, err := renew.do(t.Context(), w, "k"); err != nil || out.State != storage.Unknown {
		t.Fatal(out, err)
	}
	account := storage.Account{Chat: ourChat, Provider: ops.Servex, By: 1}
	w.must(w.Disconnect(t.Context(), ourChat, ops.Servex))
	w.pass(ops.New(ops.Config{}).SettleAfter)
	due, err := w.Unsettled(t.Context(), 50)
	if err != nil || len(due) != 1 {
		t.Fatalf("%d due, %v", len(due), err)
	}
	w.must(w.Reconcile(t.Context(), due[0], w.tell))
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.Connect(tx, account, secret.New(ourKey)) }))
	w.reconcile()
	out, err := renew.do(t.Context(), w, "k")
	w.wantDone(renew, out, err)
}
