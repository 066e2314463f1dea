package ops_test

import (
	"context"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// TestAnOrphanIsTold: the program died in the middle and nobody came back to
// ask, for the update was given up. The person hears the end, once.
func TestAnOrphanIsTold(t *testing.T) {
	for _, d := range clientDeeds() {
		w := newWorld(t)
		w.interrupted(d, 2, true)
		w.restart()
		w.reconcile()
		if len(w.told) != 1 || w.told[0].State != storage.Done {
			t.Errorf("%s: told %+v", d.name, w.told)
		}
	}
}

// TestAnOrphanOfABulkIsNotTold: its report says it.
func TestAnOrphanOfABulkIsNotTold(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.cutShort()
	w.reconcile()
	w.want(w.finish(), "done, done, done, done")
	if len(w.told) != 0 {
		t.Errorf("told %+v", w.told)
	}
	w.wantRenewals(1, 1, 1)
}

// TestAnOrphanOfARequest ends the request, and its customer hears it once,
// though the reseller taps again.
func TestAnOrphanOfARequest(t *testing.T) {
	w := newWorld(t)
	r := w.request(33)
	ctx, cancel := context.WithCancel(t.Context())
	w.loseRenewal(true, cancel)
	if _, _, err := w.RenewRequest(ctx, w.act("tap"), r.ID, ops.RequestDays, news); err == nil {
		t.Fatal("no error")
	}
	w.restart()
	for range 3 {
		w.pass(15 * time.Minute)
		due, err := w.Unsettled(t.Context(), 50)
		w.must(err)
		for _, row := range due {
			w.must(w.Reconcile(t.Context(), row, func(tx *storage.Tx, row storage.Entry, out ops.Outcome) error {
				w.told = append(w.told, out)
				return w.EndRequest(tx, row.Key, row.Person, out, news)
			}))
		}
	}
	out, _, err := w.RenewRequest(t.Context(), w.act("tap again"), r.ID, ops.RequestDays, news)
	w.wantState("the renewal", storage.Done, out, err)
	c, _ := w.client(w.ana.ID)
	w.heard(t, "renewed "+c.Expires.Format(time.DateOnly))
	if len(w.told) != 1 || w.panel.Renewals(w.ana.ID) != 1 {
		t.Errorf("told %+v, %d renewals", w.told, w.panel.Renewals(w.ana.ID))
	}
}
