package ops_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// ending gives the account caio, which has an end.
func (w *tunnels) ending() int64 {
	if a := w.account("caio"); a.ID != 0 {
		return a.ID
	}
	return w.panel.AddAccount(sandbox.VPNAccount{User: w.account("ana").User, Username: "caio", Password: "old-password", Expires: saleEnd()})
}

// TestARenewalCountsFrom the end that is there, or from now when that is past.
func TestARenewalCountsFrom(t *testing.T) {
	for name, c := range map[string]struct {
		wait time.Duration
		want time.Time
	}{
		"its end": {0, saleEnd().AddDate(0, 0, 30)},
		"now":     {40 * 24 * time.Hour, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)}, // 1 July at noon, and 30 days, rounded up
	} {
		t.Run(name, func(t *testing.T) {
			w := newTunnels(t)
			id := w.ending()
			w.pass(c.wait)
			out, err := w.RenewVPN(t.Context(), w.act("k"), id, "caio", 30)
			if err != nil || out.State != storage.Done || out.Days != 30 || !out.Before.Equal(saleEnd()) || !out.After.Equal(c.want) {
				t.Errorf("%q %q, %d days, from %v to %v, %v", out.State, out.Code, out.Days, out.Before, out.After, err)
			}
			if until := w.account("caio").Expires; !until.Equal(c.want) {
				t.Errorf("it ends %v, want %v", until, c.want)
			}
		})
	}
}

// TestRenewalsAddUp: two of them are two, but while one is open no other begins,
// for nobody knows what it would add to.
func TestRenewalsAddUp(t *testing.T) {
	w := newTunnels(t)
	id := w.ending()
	renew := func(key string) ops.Outcome {
		out, err := w.RenewVPN(t.Context(), w.act(key), id, "caio", 30)
		w.must(err)
		return out
	}
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPut {
			w.wire.lose(r)
		}
		return nil, errCut
	})
	if out := renew("begins badly"); out.State != storage.Refused {
		t.Fatalf("%q, though nothing could be read", out.State)
	}
	w.wire.set(func(n int, r *http.Request) (*http.Response, error) {
		if n == 1 {
			return w.wire.to.RoundTrip(r)
		}
		if n == 2 {
			w.wire.lose(r)
		}
		return nil, errCut
	})
	if out := renew("lost"); out.State != storage.Unknown {
		t.Fatalf("%q, want unknown", out.State)
	}
	w.wire.heal()
	if out := renew("second"); out.State != storage.Refused || out.Code != resale.Busy {
		t.Errorf("%q %q, want busy", out.State, out.Code)
	}
	w.reconcile()
	if out := renew("lost"); out.State != storage.Done {
		t.Errorf("%q", out.State)
	}
	if out := renew("third"); out.State != storage.Done {
		t.Errorf("%q", out.State)
	}
	if until, want := w.account("caio").Expires, saleEnd().AddDate(0, 0, 60); !until.Equal(want) {
		t.Errorf("it ends %v, want %v", until, want)
	}
}

// TestAnEndThatWasNeverSet does not come after a renewal, which would shorten
// what was paid for.
func TestAnEndThatWasNeverSet(t *testing.T) {
	w := newTunnels(t)
	id := w.ending()
	d := vpnDeed{do: func(ctx context.Context, w *tunnels, key string) (ops.Outcome, error) {
		return w.SetVPNExpiry(ctx, w.act(key), id, "caio", saleEnd().AddDate(0, 0, -5))
	}}
	if !w.interrupted(d, 1, false) {
		t.Fatal("no request")
	}
	w.restart()
	if out, err := w.RenewVPN(t.Context(), w.act("renewal"), id, "caio", 30); err != nil || out.State != storage.Done {
		t.Fatal(out.State, err)
	}
	w.reconcile()
	if until, want := w.account("caio").Expires, saleEnd().AddDate(0, 0, 30); !until.Equal(want) {
		t.Errorf("it ends %v, want %v", until, want)
	}
}

// TestWhatRenewsItselfIsNotRenewed: that would end it.
func TestWhatRenewsItselfIsNotRenewed(t *testing.T) {
	w := newTunnels(t)
	out, err := w.RenewVPN(t.Context(), w.act("k"), w.ana, "ana", 30)
	if err != nil || out.State != storage.Refused || out.Code != resale.Changed || w.writes() != 0 {
		t.Errorf("%q %q, %v, %d writes", out.State, out.Code, err, w.writes())
	}
	for _, days := range []int{0, -1, 5000} {
		out, err := w.RenewVPN(t.Context(), w.act("k"), w.ending(), "caio", days)
		if err != nil || out.Code != resale.Invalid || w.writes() != 0 {
			t.Errorf("%d days: %q, %v, %d writes", days, out.Code, err, w.writes())
		}
	}
}
