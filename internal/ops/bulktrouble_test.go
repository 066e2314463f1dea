package ops_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

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
	w.wire.die(nth, sent, func() { reached = true; cancel() })
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
