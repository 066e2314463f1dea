package ops_test

import (
	"context"
	"net/http"
	"testing"

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
