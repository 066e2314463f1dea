package ops_test

import (
	"fmt"
	"net/http"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

func TestMassOrderPlacesAll(t *testing.T) {
	w := newMass(t, threeLinks()...)
	b := w.finish()
	w.want(b, "done, done, done, done")
	w.wantOrders(threeLinks()...)
	for n, o := range w.panel.Orders() {
		if line := b.Items[n].Order; line.Number != fmt.Sprint(o.ID) || line.Cost.String() != "0.20" {
			t.Errorf("line %d: %+v", n+1, line)
		}
	}
	if all := w.rows(); len(all) != 3 {
		t.Errorf("%d orders are followed", len(all))
	}
	// The balance: once for the list's currency, once for the money.
	if counts := w.panel.Counts(); counts["balance"].Asked > 2 || counts["services"].Asked > 2 {
		t.Errorf("asked %+v", counts)
	}
	if left := w.panel.Balance(ourKey); left != "99.40" {
		t.Errorf("%s left", left)
	}
}

// TestMassOrderIsBegunOnce, however often it is confirmed.
func TestMassOrderIsBegunOnce(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.start(threeLinks()...)
	w.want(w.turn(), "done, done, done, done")
	w.start(threeLinks()...)
	w.want(w.turn(), "done, done, done, done")
	w.wantOrders(threeLinks()...)
}

// TestMassOrderStopButton is tapped while the first order is on its way.
func TestMassOrderStopButton(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.at(1, func(r *http.Request) (*http.Response, error) {
		if stopped, err := w.StopBulk(t.Context(), w.id, ourChat); !stopped || err != nil {
			t.Errorf("stopped %v, %v", stopped, err)
		}
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.turn(), "stopped, done, , ")
	w.wantOrders(threeLinks()[0])
}

// TestMassOrderWithoutMoney stops, and what is left is ordered after a top-up.
func TestMassOrderWithoutMoney(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.panel.SetBalance(ourKey, "0.30")
	w.want(w.finish(), "stopped no_funds, done, , ")
	w.panel.SetBalance(ourKey, "10")
	w.pass(ops.FundsLife)
	rest := storage.Bulk{ID: storage.NewID(), Chat: ourChat, Person: 1, Act: storage.BulkOrder, Currency: "USD", From: w.id, Items: w.bulk().Items[1:]}
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, rest) }))
	w.id = rest.ID
	w.want(w.finish(), "done, done, done")
	w.wantOrders(threeLinks()...)
}
