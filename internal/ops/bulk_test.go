package ops_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
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

// TestBulkSurvivesEveryCrash ends the process at each request that a bulk
// makes. A new process over the same file goes on, and every client is renewed
// exactly once.
func TestBulkSurvivesEveryCrash(t *testing.T) {
	for _, sent := range []bool{false, true} {
		t.Run(fmt.Sprintf("sent %v", sent), func(t *testing.T) {
			t.Parallel()
			n := 1
			for ; crashBulk(t, n, sent); n++ {
			}
			if n < 10 {
				t.Errorf("a bulk on three clients makes only %d requests", n-1)
			}
		})
	}
}

func crashBulk(t *testing.T, nth int, sent bool) (reached bool) {
	t.Helper()
	w := newBulkWorld(t, storage.BulkRenew)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.wire.set(func(n int, r *http.Request) (*http.Response, error) {
		if n < nth {
			return w.wire.to.RoundTrip(r)
		}
		reached = true
		if sent && n == nth {
			w.wire.lose(r)
		}
		cancel()
		return nil, errCut
	})
	w.must(w.RunBulk(ctx, w.id, w.show))
	w.restart()
	b := w.finish()
	w.reconcile()
	w.wantRenewals(1, 1, 1)
	unknown := 0
	for _, i := range b.Items {
		switch i.State {
		case storage.Done:
		case storage.Unknown:
			unknown++
		default:
			t.Errorf("request %d: %s is %q", nth, i.Username, i.State)
		}
	}
	if unknown > 1 || unknown != len(w.told) || b.State != storage.BulkDone {
		t.Errorf("request %d: %s, and told %d ends", nth, story(b), len(w.told))
	}
	return reached
}

func TestBulkStopsAtAWrongKey(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.wire.set(func(n int, r *http.Request) (*http.Response, error) {
		if strings.Contains(r.URL.RawQuery, "caio") {
			w.panel.RevokeKey(ourKey)
		}
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.finish(), "stopped unauthorized, done, , ")
	w.wantRenewals(1, 0, 0)
	w.want(w.turn(), "stopped unauthorized, done, , ")
}

func TestBulkStopsWithoutAPanel(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.must(w.Disconnect(t.Context(), ourChat, ops.Servex))
	w.want(w.finish(), "stopped not_connected, , , ")
}

// TestBulkWaitsWhenAskedTo is sent away at the second client, twice, and goes
// on with that one.
func TestBulkWaitsWhenAskedTo(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	tooOften := func(retryAfter string) {
		w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: fmt.Sprint("/", w.ids[1], "/"), Times: 1, Kind: sandbox.Servex429, RetryAfter: retryAfter})
	}
	tooOften("90")
	tooOften("")
	for _, wait := range []time.Duration{90 * time.Second, 30 * time.Second} {
		b := w.turn()
		w.want(b, "waiting rate_limited, done, , ")
		if got := b.NotBefore.Sub(w.Now()); got != wait {
			t.Errorf("it waits %v, want %v", got, wait)
		}
		w.pass(wait - time.Second)
		w.restart()
		w.want(w.turn(), "waiting rate_limited, done, , ")
		w.pass(time.Second)
	}
	w.want(w.turn(), "done, done, done, done")
	w.wantRenewals(1, 1, 1)
	if n := w.writes(); n != 5 {
		t.Errorf("%d writes", n)
	}
}

// TestBulkWhilePanelIsDown tries a client five times more, then the next.
func TestBulkWhilePanelIsDown(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if strings.Contains(r.URL.RawQuery, "bia") {
			return nil, &net.OpError{Op: "dial", Err: errCut}
		}
		return w.wire.to.RoundTrip(r)
	})
	turns := 0
	for b := w.turn(); !b.State.Ended(); b = w.turn() {
		w.want(b, "waiting unavailable, , , ")
		w.pass(30 * time.Second)
		turns++
	}
	w.want(w.bulk(), "done, refused unavailable, done, done")
	w.wantRenewals(0, 1, 1)
	if turns != 5 {
		t.Errorf("%d waits, want 5", turns)
	}
}

// TestBulkWithLostAnswers never does a thing twice: what the panel shows is
// adopted, of the rest the person is told later.
func TestBulkWithLostAnswers(t *testing.T) {
	for kind, want := range map[sandbox.ServexFaultKind]string{
		sandbox.ServexCutAfter:  "done, done, done, done",
		sandbox.ServexCutBefore: "done, done, unknown, done",
	} {
		w := newBulkWorld(t, storage.BulkRenew)
		w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: fmt.Sprint("/", w.ids[1], "/"), Times: 1, Kind: kind})
		w.want(w.finish(), want)
		w.reconcile()
		w.wantRenewals(1, 1, 1)
		if len(w.told) != strings.Count(want, "unknown") {
			t.Errorf("%s: told %d ends", kind, len(w.told))
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

func TestBulkIsTriedAgainOnce(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	for _, id := range []string{storage.NewID(), storage.NewID()} {
		again := w.bulk()
		again.ID, again.From = id, w.id
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, again) }))
	}
	if due, err := w.DueBulks(t.Context()); err != nil || len(due) != 2 {
		t.Errorf("%d bulks, %v, want the first and one that tries it again", len(due), err)
	}
}
