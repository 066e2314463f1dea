package ops_test

import (
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// TestEveryDialectIsFollowed: the same end is told in the same way, whatever the
// panel's answers look like.
func TestEveryDialectIsFollowed(t *testing.T) {
	for name, quirks := range map[string]sandbox.SMMQuirks{
		"documented": {}, "smartpanel": sandbox.SMMSmartPanel(), "laravel": sandbox.SMMLaravel(), "egf": sandbox.SMMEGF(),
		"texts": {Statuses: sandbox.SMMStatusTexts}, "array": {Statuses: sandbox.SMMStatusArray}, "rows": {Statuses: sandbox.SMMStatusRows},
		"numbers": {Counts: sandbox.SMMNumber, Rates: sandbox.SMMNumber}, "blank": {Unset: sandbox.SMMBlank, NoCharge: sandbox.SMMNull},
		"multi only": {Names: sandbox.SMMNamesMulti},
		"words": {Words: map[sandbox.SMMState]string{
			sandbox.SMMCompleted: "Complete", sandbox.SMMPartial: "Partially completed", sandbox.SMMCanceled: "Cancelled", sandbox.SMMInProgress: "In_progress",
		}},
	} {
		inside(t, func(t *testing.T, w *counter) {
			w.panel.Quirk(quirks)
			var n []int
			for range 5 {
				n = append(n, w.buys(ourChat))
			}
			w.panel.Advance(n[0], sandbox.SMMCompleted)
			w.panel.Advance(n[1], sandbox.SMMPartial)
			w.panel.Advance(n[2], sandbox.SMMCanceled)
			w.panel.Advance(n[3], sandbox.SMMInProgress)
			w.panel.DropOrder(n[4])
			w.settle()
			w.wants(ourChat, fmt.Sprintf("%d partial 1.00, %d state canceled, %d state completed", n[1], n[2], n[0]))
			w.panel.Advance(n[3], sandbox.SMMCompleted)
			w.follow(6*time.Hour, 10*time.Minute)
			want := fmt.Sprintf("%d state completed", n[3])
			if all := w.heard(ourChat); len(all) != 2 || all[1] != want {
				t.Errorf("%s: hears %q", name, all)
			}
		})
	}
}

// TestAnArrayIsReadOneByOne, after it was seen twice that it cannot be read.
func TestAnArrayIsReadOneByOne(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		w.panel.Quirk(sandbox.SMMQuirks{Statuses: sandbox.SMMStatusArray})
		for range 3 {
			w.buys(ourChat)
		}
		w.follow(12*time.Hour, time.Minute)
		many := func() (n int) {
			for _, look := range w.looks() {
				if len(look) > 1 {
					n++
				}
			}
			return n
		}
		if n := many(); n != 2 {
			t.Errorf("asked %d times for all of them", n)
		}
		w.panel.Quirk(sandbox.SMMQuirks{})
		w.follow(24*time.Hour, time.Minute)
		if n := many(); n < 3 {
			t.Error("never asked for all again")
		}
	})
}

// TestAnUnknownWordIsKept and is no end.
func TestAnUnknownWordIsKept(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		n := w.buys(ourChat)
		w.panel.Advance(n, "On hold")
		w.follow(3*24*time.Hour, time.Hour)
		o := w.row(n)
		if o.Status.State != "On hold" || o.Status.Word != "On hold" || o.Next.IsZero() {
			t.Errorf("%+v, next look %v", o.Status, o.Next)
		}
		w.wants(ourChat)
		w.panel.Advance(n, sandbox.SMMCompleted)
		w.follow(12*time.Hour, time.Hour)
		w.wants(ourChat, fmt.Sprintf("%d state completed", n))
	})
}

// TestAnOrderThatWaitsForADay is pointed out once, and is to be looked at until
// it moves.
func TestAnOrderThatWaitsForADay(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		w.panel.Quirk(sandbox.SMMQuirks{UnknownPending: true})
		n, moves := w.buys(ourChat), w.buys(ourChat)
		w.panel.Advance(n, sandbox.SMMFailed)
		w.follow(23*time.Hour, 10*time.Minute)
		w.panel.Advance(moves, sandbox.SMMInProgress)
		w.follow(50*time.Minute, 10*time.Minute)
		w.wants(ourChat)
		w.follow(30*time.Minute, 10*time.Minute)
		stuck := fmt.Sprintf("%d stuck", n)
		w.wants(ourChat, stuck)
		w.restart()
		w.follow(3*24*time.Hour, time.Hour)
		w.wants(ourChat, stuck)
		if !w.row(n).NeedsAttention() {
			t.Error("nobody needs to look at it")
		}
		w.panel.Advance(n, sandbox.SMMInProgress)
		w.follow(12*time.Hour, time.Hour)
		if w.row(n).NeedsAttention() {
			t.Error("it moves, and somebody needs to look at it")
		}
		w.wants(ourChat, stuck)
	})
}

// TestWhatIsOwed of an order that ended partial, by what the panel says.
func TestWhatIsOwed(t *testing.T) {
	for name, c := range map[string]struct {
		quirks  sandbox.SMMQuirks
		remains int
		want    string
	}{
		"charge as it was":   {sandbox.SMMQuirks{}, 250, "0.50"},
		"reduced charge":     {sandbox.SMMQuirks{ReducedCharge: true}, 250, "0.50 given back"},
		"over-delivered":     {sandbox.SMMQuirks{}, -20, "0"},
		"without the charge": {sandbox.SMMQuirks{Rates: sandbox.SMMNull}, 250, "0.50"},
	} {
		inside(t, func(t *testing.T, w *counter) {
			n := w.buys(ourChat)
			w.panel.Quirk(c.quirks)
			w.panel.SetOrder(n, func(o *sandbox.SMMOrder) { o.Remains = c.remains })
			w.panel.Advance(n, sandbox.SMMPartial)
			w.panel.SetOrder(n, func(o *sandbox.SMMOrder) { o.Remains = c.remains })
			w.settle()
			if all, want := w.heard(ourChat), fmt.Sprintf("%d partial %s", n, c.want); len(all) != 1 || all[0] != want {
				t.Errorf("%s: hears %q, want %q", name, all, want)
			}
		})
	}
}

// TestTooMuchDelivered: remains below zero are kept as they are.
func TestTooMuchDelivered(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		n := w.buys(ourChat)
		w.panel.SetOrder(n, func(o *sandbox.SMMOrder) { o.Begun, o.Remains, o.State = true, -17, sandbox.SMMCompleted })
		w.settle()
		if o := w.row(n); o.Status.Remains == nil || *o.Status.Remains != -17 {
			t.Errorf("remains %v", o.Status.Remains)
		}
		w.wants(ourChat, fmt.Sprintf("%d state completed", n))
	})
}
