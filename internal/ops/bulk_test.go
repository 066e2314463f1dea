package ops_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// bulkWorld is a world with a bulk on three clients that was just asked for.
type bulkWorld struct {
	*world
	id    string
	names []string
	ids   []int64
	shown []storage.Bulk
}

func newBulkWorld(t *testing.T, act string) *bulkWorld {
	t.Helper()
	w := &bulkWorld{world: newWorld(t), id: storage.NewID()}
	b := storage.Bulk{ID: w.id, Chat: ourChat, Person: 1, Lang: "en", Act: act, Days: 30}
	for _, name := range []string{"bia", "caio", "davi"} {
		id := w.panel.AddClient(sandbox.ServexClient{Username: name, CategoryID: w.place, OwnerID: 42, Expires: w.now.AddDate(0, 0, 10)})
		w.names, w.ids = append(w.names, name), append(w.ids, id)
		b.Items = append(b.Items, storage.BulkItem{ID: id, Username: name})
	}
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, b) }))
	return w
}

func (w *bulkWorld) show(_ *storage.Tx, b storage.Bulk) error {
	w.shown = append(w.shown, b)
	return nil
}

func (w *bulkWorld) turn() storage.Bulk {
	w.t.Helper()
	w.must(w.RunBulk(w.t.Context(), w.id, w.show))
	return w.bulk()
}

func (w *bulkWorld) bulk() storage.Bulk {
	w.t.Helper()
	b, found, err := w.Bulk(w.t.Context(), ourChat, w.id)
	if err != nil || !found {
		w.t.Fatalf("found %v, %v", found, err)
	}
	return b
}

// finish lets the bulk have turns until it is ended.
func (w *bulkWorld) finish() storage.Bulk {
	w.t.Helper()
	for range 100 {
		b := w.turn()
		if b.State.Ended() {
			return b
		}
		w.pass(max(b.NotBefore.Sub(w.Now()), 0))
	}
	w.t.Fatal("the bulk does not come to an end")
	return storage.Bulk{}
}

// story is the bulk's state and those of its items, in words.
func story(b storage.Bulk) string {
	parts := []string{strings.TrimSpace(string(b.State) + " " + b.Why)}
	for _, i := range b.Items {
		parts = append(parts, strings.TrimSpace(string(i.State)+" "+i.Code))
	}
	return strings.Join(parts, ", ")
}

func (w *bulkWorld) want(b storage.Bulk, want string) {
	w.t.Helper()
	if got := story(b); got != want {
		w.t.Errorf("%s\nwant %s", got, want)
	}
}

func (w *bulkWorld) renewals() (n []int) {
	for _, id := range w.ids {
		n = append(n, w.panel.Renewals(id))
	}
	return n
}

func (w *bulkWorld) wantRenewals(want ...int) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.renewals()); diff != "" {
		w.t.Errorf("renewals:\n%s", diff)
	}
}

func TestBulkDoesAll(t *testing.T) {
	for _, act := range []string{storage.BulkRenew, storage.BulkSuspend, storage.BulkReactivate} {
		w := newBulkWorld(t, act)
		w.want(w.finish(), "done, done, done, done")
		for _, id := range w.ids {
			c, _ := w.client(id)
			if c.Suspended != (act == storage.BulkSuspend) || w.panel.Renewals(id) != count(act == storage.BulkRenew) {
				t.Errorf("%s: %+v, %d renewals", act, c, w.panel.Renewals(id))
			}
		}
		if n := len(w.shown); n != 2 || w.shown[n-1].State != storage.BulkDone {
			t.Errorf("shown %d times, want the begin and the end, while no time passes", n)
		}
	}
}

func TestBulkGoesOnAfterARefusal(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	if out, err := w.DeleteClient(t.Context(), w.act("first"), w.ids[0], "bia"); err != nil || out.State != storage.Done {
		t.Fatal(out, err)
	}
	w.want(w.finish(), "done, refused "+string(resale.NotFound)+", done, done")
	w.wantRenewals(0, 1, 1)
}

// TestBulkStopButton is tapped while the first client is renewed.
func TestBulkStopButton(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost {
			if stopped, err := w.StopBulk(t.Context(), w.id, ourChat+1); stopped || err != nil {
				t.Errorf("another chat stops it: %v, %v", stopped, err)
			}
			if stopped, err := w.StopBulk(t.Context(), w.id, ourChat); !stopped || err != nil {
				t.Errorf("stopped %v, %v", stopped, err)
			}
		}
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.turn(), "stopped, done, , ")
	w.wantRenewals(1, 0, 0)
	if stopped, err := w.StopBulk(t.Context(), w.id, ourChat); stopped || err != nil {
		t.Errorf("stopped again: %v, %v", stopped, err)
	}
}

// TestBulkThatWaitsCanBeStopped at once, without the wait.
func TestBulkThatWaitsCanBeStopped(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.panel.Fail(sandbox.ServexFault{Kind: sandbox.Servex429, RetryAfter: "3600"})
	w.turn()
	if stopped, err := w.StopBulk(t.Context(), w.id, ourChat); !stopped || err != nil {
		t.Errorf("stopped %v, %v", stopped, err)
	}
	if due, err := w.DueBulks(t.Context()); err != nil || len(due) != 1 {
		t.Errorf("%d due, %v", len(due), err)
	}
	w.want(w.turn(), "stopped, , , ")
}

// TestBulkGivesOthersTheirTurn when its time is up, and shows itself meanwhile.
func TestBulkGivesOthersTheirTurn(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost {
			w.pass(6 * time.Second)
		}
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.turn(), "running, done, done, ")
	w.want(w.turn(), "done, done, done, done")
	var seen []string
	for _, b := range w.shown {
		seen = append(seen, story(b))
	}
	want := []string{"running, , , ", "running, done, , ", "running, done, done, ", "done, done, done, done"}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error(diff)
	}
}

// TestBulkIsBegunOnce, however many tap the button.
func TestBulkIsBegunOnce(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
		batch, err := tx.SaveClientBatch(storage.ClientBatch{Chat: ourChat})
		if err != nil {
			return err
		}
		for _, b := range []storage.Bulk{{From: w.id}, {From: w.id}, {Batch: batch}, {Batch: batch}} {
			b.ID, b.Chat = storage.NewID(), ourChat
			if err := w.StartBulk(tx, b); err != nil {
				return err
			}
		}
		return nil
	}))
	if due, err := w.DueBulks(t.Context()); err != nil || len(due) != 3 {
		t.Errorf("%d bulks, %v, want the first, one that tries it again, and one of the batch", len(due), err)
	}
}
