package ops_test

import (
	"context"
	"net/http"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// cutShort ends the process in the middle of the first client's renewal, which
// the panel makes.
func (w *bulkWorld) cutShort() {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost {
			w.wire.lose(r)
			cancel()
			return nil, errCut
		}
		return w.wire.to.RoundTrip(r)
	})
	w.must(w.RunBulk(ctx, w.id, w.show))
	w.restart()
}

// rest begins a bulk on what another one left undone, as the button does.
func (w *bulkWorld) rest() {
	w.t.Helper()
	old := w.bulk()
	b := storage.Bulk{ID: storage.NewID(), Chat: ourChat, Person: 1, Lang: "en", Act: old.Act, Days: old.Days, From: old.ID}
	for _, i := range old.Items {
		if i.State == "" || i.State == storage.Refused {
			b.Items = append(b.Items, storage.BulkItem{ID: i.ID, Username: i.Username})
		}
	}
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, b) }))
	w.id = b.ID
}

// TestBulkStopAfterACrash: the client that was begun is not left to a next one.
func TestBulkStopAfterACrash(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.cutShort()
	if stopped, err := w.StopBulk(t.Context(), w.id, ourChat); !stopped || err != nil {
		t.Fatalf("stopped %v, %v", stopped, err)
	}
	w.want(w.turn(), "stopped, done, , ")
	w.rest()
	w.want(w.finish(), "done, done, done")
	w.reconcile()
	w.wantRenewals(1, 1, 1)
}

// TestBulkWithoutAPanelAfterACrash says of the client that was begun that it is
// not clear, and tells its end when the panel is back.
func TestBulkWithoutAPanelAfterACrash(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.cutShort()
	w.must(w.Disconnect(t.Context(), ourChat, ops.Servex))
	w.want(w.turn(), "stopped not_connected, unknown, , ")
	w.connect(ourChat, ourKey)
	w.reconcile()
	if len(w.told) != 1 || w.told[0].State != storage.Done {
		t.Errorf("told %+v", w.told)
	}
	w.rest()
	w.want(w.finish(), "done, done, done")
	w.wantRenewals(1, 1, 1)
}
