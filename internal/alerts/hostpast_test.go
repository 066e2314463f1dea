package alerts_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// sights counts the things that are known of the panel.
func (w *hostWorld) sights() (n int) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		n, err = tx.HostSights(ourChat)
		return err
	}))
	return n
}

// What was over for half a year is not kept for ever, and is not told again by
// whoever sees it then.
func TestWhatIsLongPastIsForgotten(t *testing.T) {
	for name, q := range panels() {
		t.Run(name, func(t *testing.T) {
			w := newHostWorld(t, true, q)
			w.turnOn()
			w.want(func(h *storage.HostWatch) { h.Kinds = ops.HostEvents() })
			w.sweep()
			waits, before := w.invoice(), w.sights()
			var paid []int64
			for range 3 {
				paid = append(paid, w.invoice())
				w.pay(paid[len(paid)-1])
			}
			w.work()
			w.sweep()
			if n := w.sights(); n != before+4 {
				t.Fatalf("%d things are known, and %d before", n, before)
			}
			w.told()
			w.pass(100 * 24 * time.Hour)
			w.sweep()
			if n := w.sights(); n != before+4 {
				t.Fatalf("%d things are known after 100 days", n)
			}
			w.pass(100 * 24 * time.Hour)
			w.sweep()
			if n := w.sights(); n > before+1 {
				t.Errorf("%d things are known after 200 days", n)
			}
			w.sweep()
			w.work()
			w.expect("seen after it was forgotten", "")
			w.panel.Announce("invoice.created", paid[0])
			w.panel.Announce("invoice.paid", paid[1])
			w.work()
			w.sweep()
			w.work()
			w.expect("a late webhook", "")
			w.pay(waits)
			w.work()
			w.sweep()
			w.work()
			if told := w.noted; len(told) != 1 || !strings.HasPrefix(told[0], "invoice.paid ") {
				t.Errorf("what waited all the time: told %v", told)
			}
		})
	}
}

// Two things that bear one number are two.
func TestTwoInvoicesOfOneNumber(t *testing.T) {
	for _, q := range []sandbox.WHQuirks{{}, {UUIDOnly: true}} {
		w := newHostWorld(t, false, q)
		w.turnOn()
		w.sweep()
		first, second := w.invoice(), w.invoice()
		for _, id := range []int64{first, second} {
			w.panel.Set(sandbox.WHInvoices, id, sandbox.WHRow{"invoice_number": "2026-1"})
		}
		w.sweep()
		for _, id := range []int64{first, second} {
			w.pay(id)
			w.sweep()
			w.work()
			if told := w.noted; len(told) != 1 || !strings.HasPrefix(told[0], "invoice.paid ") {
				t.Errorf("%+v: told %v of the payment of %d", q, told, id)
			}
			w.noted = nil
		}
	}
}

// through changes each request to the panel on its way.
type through struct {
	http.RoundTripper
	change func(*http.Request)
}

func (x through) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	x.change(r)
	return x.RoundTripper.RoundTrip(r)
}

// A panel that gives all it has as one page is read in pieces, so that others
// get their turn in between.
func TestAPageOfThousands(t *testing.T) {
	w := newHostWorld(t, false, sandbox.WHQuirks{MaxPerPage: 10_000})
	w.http.Transport = through{w.http.Transport, func(r *http.Request) {
		query := r.URL.Query()
		query.Set("per_page", "10000")
		r.URL.RawQuery = query.Encode()
	}}
	w.turnOn()
	w.sweep()
	var want []string
	for range 1200 {
		id := w.invoice()
		w.pay(id)
		want = append(want, "invoice.paid "+strconv.FormatInt(id, 10))
	}
	begun := w.committed.Load()
	w.sweep()
	if n := w.committed.Load() - begun; n < 3 {
		t.Errorf("%d commits", n)
	}
	var got []string
	w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
		items, err := tx.HostNews(ourChat)
		for _, i := range items {
			got = append(got, i.Event+" "+i.ID)
		}
		return err
	}))
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%d are told, want %d", len(got), len(want))
	}
}

// A slow panel's turn ends after a minute, with what was read of it.
func TestASlowPanelLeavesOthersTheirTurn(t *testing.T) {
	w := newHostWorld(t, false, sandbox.WHQuirks{MaxPerPage: 1})
	w.turnOn()
	w.http.Transport = through{w.http.Transport, func(*http.Request) { w.pass(25 * time.Second) }}
	w.sweepTurn()
	n, watch := w.panel.Count("GET invoices").Asked, w.alerts().Watch
	if n != 4 || !watch.Sweep.Next.After(w.Now()) || watch.Sweep.Pages["invoices"] != n {
		t.Errorf("%d pages are read, noted %v, next %v at %v", n, watch.Sweep.Pages, watch.Sweep.Next, w.Now())
	}
}
