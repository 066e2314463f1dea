package ops_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func (w *world) renew(key string) (ops.Outcome, error) {
	return w.RenewClient(w.t.Context(), w.act(key), w.ana.ID, "ana", 30)
}

// wantState fails unless an act is as it should be.
func (w *world) wantState(what string, want storage.State, out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != want {
		w.t.Fatalf("%s is %q %q, %v, want %q", what, out.State, out.Code, err, want)
	}
}

// loseRenewal lets the next renewal through, or not, and cuts the wire.
func (w *world) loseRenewal(made bool, also func()) {
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method != http.MethodPost {
			return w.wire.to.RoundTrip(r)
		}
		also()
		if made {
			w.wire.lose(r)
		}
		w.wire.set(func(int, *http.Request) (*http.Response, error) { return nil, errCut })
		return nil, errCut
	})
}

// later lets hours pass, in which what is due is looked at.
func (w *world) later(hours int) {
	w.t.Helper()
	for range hours {
		w.pass(time.Hour)
		due, err := w.Unsettled(w.t.Context(), 2000)
		w.must(err)
		for _, row := range due {
			w.must(w.Reconcile(w.t.Context(), row, w.tell))
		}
	}
}

// TestOpenInEveryChatOfThePanel: what keeps a client busy in a chat is seen
// there, and can be decided there; nowhere else.
func TestOpenInEveryChatOfThePanel(t *testing.T) {
	w := newWorld(t)
	w.connect(otherChat, ourKey)
	w.loseRenewal(false, func() {})
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	w.must(w.Disconnect(t.Context(), ourChat, ops.Servex))
	if open, err := w.OpenActs(t.Context(), otherChat); err != nil || len(open) != 1 || open[0].Key != "k" {
		t.Fatalf("open there: %+v, %v", open, err)
	}
	if _, err := w.Decide(t.Context(), otherChat+1, "k", true); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("decided by strangers: %v", err)
	}
	out, err = w.Decide(t.Context(), otherChat, "k", true)
	w.wantState("the decided renewal", storage.Done, out, err)
}

// TestReconcileByAnotherChat that was given the same key, when the first one
// gave it back.
func TestReconcileByAnotherChat(t *testing.T) {
	w := newWorld(t)
	w.connect(otherChat, ourKey)
	w.loseRenewal(true, func() {})
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	w.must(w.Disconnect(t.Context(), ourChat, ops.Servex))
	w.wire.heal()
	w.reconcile()
	if len(w.told) != 1 || w.told[0].State != storage.Done || w.panel.Renewals(w.ana.ID) != 1 {
		t.Errorf("told %+v, %d renewals", w.told, w.panel.Renewals(w.ana.ID))
	}
}

// TestANewKeyOfTheSameAccount keeps the client busy, and lets what was done be
// seen.
func TestANewKeyOfTheSameAccount(t *testing.T) {
	w := newWorld(t)
	w.loseRenewal(true, func() {})
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	w.wire.heal()
	const rotated = "a-rotated-key-of-the-tests"
	w.panel.AddKey(rotated, false, 42)
	w.panel.RevokeKey(ourKey)
	w.connect(ourChat, rotated)
	if out, err := w.renew("k2"); err != nil || out.Code != resale.Busy {
		t.Errorf("meanwhile: %q %q, %v", out.State, out.Code, err)
	}
	w.reconcile()
	if len(w.told) != 1 || w.told[0].State != storage.Done || !w.told[0].Adopted {
		t.Errorf("told %+v", w.told)
	}
	out, err = w.renew("k3")
	w.wantState("the next renewal", storage.Done, out, err)
	if n := w.panel.Renewals(w.ana.ID); n != 2 {
		t.Errorf("%d renewals", n)
	}
}

// TestANewKeyCallsNothing: what was not done is left for a person to decide.
func TestANewKeyCallsNothing(t *testing.T) {
	w := newWorld(t)
	w.loseRenewal(false, func() {})
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	w.wire.heal()
	const rotated = "a-rotated-key-of-the-tests"
	w.panel.AddKey(rotated, false, 42)
	w.connect(ourChat, rotated)
	w.later(48)
	if n := w.panel.Renewals(w.ana.ID); n != 0 || w.state("k").State != storage.Unknown {
		t.Errorf("%d renewals, %q", n, w.state("k").State)
	}
	if open, err := w.OpenActs(t.Context(), ourChat); err != nil || len(open) != 1 {
		t.Errorf("open: %+v, %v", open, err)
	}
}

// TestAPendingActOfAnotherPanel is one whose program died in the middle; its
// person came back with another key.
func TestAPendingActOfAnotherPanel(t *testing.T) {
	w := newWorld(t)
	w.interrupted(clientDeeds()[1], 2, true)
	w.restart()
	if s := w.state("k").State; s != storage.Pending {
		t.Fatalf("%q", s)
	}
	const other = "another-key-of-the-tests"
	w.panel.AddKey(other, false, 43)
	w.connect(ourChat, other)
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	if open, err := w.OpenActs(t.Context(), ourChat); err != nil || len(open) != 1 {
		t.Errorf("open: %+v, %v", open, err)
	}
	w.connect(ourChat, ourKey)
	w.reconcile()
	if len(w.told) != 1 || w.told[0].State != storage.Done {
		t.Errorf("told %+v", w.told)
	}
}

// TestBusyAmongManyOpenActs, of which all the others come first.
func TestBusyAmongManyOpenActs(t *testing.T) {
	w := newWorld(t)
	w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: "/renew", Times: 1, Kind: sandbox.Servex500})
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	mine := w.state("k")
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
		for n := range 1000 {
			x := mine
			x.Key, x.Chat, x.Panel, x.Next = fmt.Sprint("x", n), 999, "p", mine.Next.Add(-time.Minute)
			x.Intent = []byte(fmt.Sprintf(`{"id":%d,"username":"x%d"}`, 100_000+n, n))
			if err := tx.SaveEntry(x); err != nil {
				return err
			}
		}
		return nil
	}))
	if out, err := w.renew("k2"); err != nil || out.Code != resale.Busy {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
}
