package ops_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// The program may be stopped while a panel takes an order: it waits for the
// answer, so that nobody has to look for it.
func TestTheEndWaitsForAnOrder(t *testing.T) {
	t.Parallel()
	for state, balance := range map[storage.State]string{storage.Done: "100", storage.Refused: "1"} {
		w := newCounter(t)
		ctx, cancel := context.WithCancel(t.Context())
		w.wire.set(func(n int, r *http.Request) (*http.Response, error) {
			if n > 1 {
				w.panel.SetBalance(ourKey, balance)
				cancel()
			}
			return w.wire.to.RoundTrip(r)
		})
		if out, err := w.PlaceOrder(ctx, w.act("k"), w.wish(ourLink)); err != nil || out.State != state {
			t.Errorf("%q, %v", out.State, err)
		}
		w.restart()
		out, err := w.order("k", ourLink)
		if err != nil || out.State != state || w.panel.Count("add").Asked != 1 || state == storage.Refused && out.Code != resale.NoFunds {
			t.Errorf("after a restart: %q %s, %v", out.State, out.Code, err)
		}
		cancel()
	}
}

// An order that was never sent is not sent days later, when the panel is
// connected again: its person does not expect it any more.
func TestAnOldWishIsNotOrdered(t *testing.T) {
	t.Parallel()
	for wait, want := range map[time.Duration]int{30 * time.Minute: 1, 48 * time.Hour: 0} {
		w := newCounter(t)
		ctx, cancel := context.WithCancel(t.Context())
		w.wire.set(func(int, *http.Request) (*http.Response, error) { cancel(); return nil, errCut })
		if _, err := w.PlaceOrder(ctx, w.act("k"), w.wish(ourLink)); err == nil {
			t.Error("no error at the end of everything")
		}
		w.restart()
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return tx.DropAccount(ourChat, ops.SMM) }))
		w.pass(wait)
		w.share(ourChat, "", ourKey)
		w.reconcile()
		if n := w.panel.Added(ourKey); n != want || len(w.told) != 1 || (w.told[0].State == storage.Done) != (want == 1) {
			t.Errorf("after %v: %d orders, told %+v", wait, n, w.told)
		}
	}
}
