package ops_test

import (
	"testing"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// A panel charges what it rounds, and shows what it likes: who is told that an
// order did not go through orders it again.
func TestWhatTheBalanceSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before, after, cost string
		early               bool
		want                ops.Sign
		reckoned            bool
	}{
		"exactly":          {"100", "98.00", "2", false, ops.SignPaid, false},
		"rounded down":     {"100.00", "99.88", "0.123", false, ops.SignPaid, false},
		"rounded up":       {"100.00", "99.87", "0.123", false, ops.SignPaid, false},
		"more":             {"100", "90", "2", true, ops.SignPaid, false},
		"nothing":          {"100", "100.00", "2", false, ops.SignUnpaid, false},
		"nothing yet":      {"100", "100.00", "2", true, ops.SignEarly, false},
		"a little":         {"100", "99.90", "2", false, ops.SignUnpaid, false},
		"topped up":        {"100", "198", "2", false, ops.SignUnpaid, false},
		"less than a cent": {"98.10", "98.10", "0.0058", false, ops.SignHidden, false},
		"digits enough":    {"98.1000", "98.0942", "0.0058", false, ops.SignPaid, false},
		"for nothing":      {"100", "100", "0", false, ops.SignHidden, false},
		"not read":         {"", "100", "2", false, ops.SignUnknown, false},
		"reckoned":         {"100", "100.00", "2", false, ops.SignMixed, true},
		"reckoned, fell":   {"100", "98", "2", false, ops.SignPaid, true},
	} {
		o := ops.OrderOutcome{Cost: decimal.MustParse(c.cost), Early: c.early, Reckoned: c.reckoned}
		if before, err := decimal.Parse(c.before); err == nil {
			o.Before = &before
		}
		after := decimal.MustParse(c.after)
		o.After = &after
		if got := o.Sign(); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := (ops.OrderOutcome{Service: resale.Service{Kind: resale.KindSubscriptions}}).Sign(); got != ops.SignNone {
		t.Errorf("a subscription: %s", got)
	}
}

// A panel that was too slow to answer may take the order after the balance was
// looked at first.
func TestTheBalanceIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	for charged, want := range map[string]ops.Sign{"98": ops.SignPaid, "100": ops.SignUnpaid} {
		w := newCounter(t)
		w.panel.Fail(sandbox.SMMFault{Action: "add", Times: 1, Kind: sandbox.SMMCutBefore})
		out, err := w.order("k", ourLink)
		w.must(err)
		if out.Order.Sign() != ops.SignEarly {
			t.Errorf("at once: %s", out.Order.Sign())
		}
		w.panel.SetBalance(ourKey, charged)
		w.pass(2 * time.Minute)
		for range 2 { // what is seen then stays
			if out, err = w.LookAgain(t.Context(), ourChat, "k"); err != nil || out.Order.Sign() != want {
				t.Errorf("%s: %s, %v", charged, out.Order.Sign(), err)
			}
			w.panel.SetBalance(ourKey, "50")
		}
	}
}

// After other orders the balance is reckoned, and panels charge what they round:
// such a one does not show that an order was not taken.
func TestAReckonedBalanceProvesLittle(t *testing.T) {
	t.Parallel()
	for rest, want := range map[time.Duration]ops.Sign{0: ops.SignMixed, ops.FundsLife: ops.SignUnpaid} {
		w := newCounter(t)
		_, err := w.order("first", ourLink+"1")
		w.must(err)
		w.pass(rest)
		w.panel.Fail(sandbox.SMMFault{Action: "add", Times: 1, Kind: sandbox.SMMCutBefore})
		_, err = w.order("k", ourLink)
		w.must(err)
		w.pass(2 * time.Minute)
		if out, err := w.LookAgain(t.Context(), ourChat, "k"); err != nil || out.Order.Sign() != want {
			t.Errorf("after %v: %s, %v", rest, out.Order.Sign(), err)
		}
	}
}
