package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"resellerbot/internal/sandbox"
)

// The bot dies right after each commit that an order makes, one commit a world,
// and comes back on what the disk held. The panel is never asked twice by
// itself, nobody is told that an order failed which did not, and what nobody can
// know is decided by a person: in the end there is one order.
func TestEveryCommitOfAnOrderMayBeTheLast(t *testing.T) {
	t.Parallel()
	points, held := 0, 0
	for n := int64(1); ; n++ {
		died, unknown := dieOrdering(t, n)
		if !died {
			break
		}
		points++
		if unknown {
			held++
		}
	}
	if points < 15 || held == 0 {
		t.Errorf("%d commits, %d of them left nobody knowing: too few for an order", points, held)
	}
	t.Logf("%d commits, each the last one once; after %d of them a person decided", points, held)
}

func dieOrdering(t *testing.T, n int64) (died, unknown bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close(); _ = w.shop.Close() }()
	w.happens("smm connected")
	w.killAt = w.commits.Load() + n
	for _, step := range []string{"/order 1", "@ana", "[1,000]", "[Repeat the delivery]", "[2 times]", "[10 minutes]", "[Place the order]"} {
		w.person(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	if asked := w.shop.Count("add").Asked; asked > 1 {
		t.Errorf("commit %d: the panel was asked %d times", n, asked)
	}
	if unknown = strings.Contains(w.screen(), "I don't know whether the panel took this order"); unknown {
		w.decideTruly()
	}
	if len(w.shop.Orders()) != 1 || w.shop.Count("add").Applied != 1 {
		t.Errorf("commit %d: the panel has %d orders", n, len(w.shop.Orders()))
	}
	if want := "Order " + strconv.Itoa(w.shop.Orders()[0].ID) + " is placed"; !strings.Contains(w.screen(), want) {
		t.Errorf("commit %d: the person does not see %q, but:\n%s", n, want, w.screen())
	}
	return died, unknown
}

// decideTruly says what a person sees on the panel's own pages.
func (w *world) decideTruly() {
	w.t.Helper()
	if orders := w.shop.Orders(); len(orders) > 0 {
		w.person("[It went through]")
		w.person(strconv.Itoa(orders[0].ID))
		w.person("[Yes, this one]")
		return
	}
	w.person("[It did not]")
	w.person("[Yes, it is not there]")
	w.person("[Order again]")
	w.person("[Place the order]")
}

// The same for a refill and for a cancellation: neither is asked for twice, and
// whoever asked sees its end or that it is open.
func TestEveryCommitOfARefillMayBeTheLast(t *testing.T) {
	t.Parallel()
	for action, state := range map[string]sandbox.SMMState{"refill": sandbox.SMMCompleted, "cancel": sandbox.SMMInProgress} {
		points := 0
		for n := int64(1); dieAsking(t, action, state, n); n++ {
			points++
		}
		if points < 5 {
			t.Errorf("%d commits are too few for a %s", points, action)
		}
	}
}

func dieAsking(t *testing.T, action string, state sandbox.SMMState, n int64) (died bool) {
	t.Helper()
	w := newWorld(t)
	defer func() { _ = w.store.Close(); _ = w.panel.Close(); _ = w.shop.Close() }()
	w.happens("smm connected")
	w.happens("smm ordered 1")
	w.happens("smm order 23501 " + strings.ReplaceAll(string(state), " ", "_") + " 0")
	w.wait("25h")
	w.happens("smm looked")
	w.person("/orders")
	w.person("[23501]")
	steps := []string{"[Refill]"}
	if action == "cancel" {
		steps = []string{"[Cancel the order]", "[Yes, ask to cancel]"}
	}
	w.killAt = w.commits.Load() + n
	for _, step := range steps {
		w.person(step)
		if w.dead.Load() {
			died = true
			w.revive()
			w.settle()
		}
	}
	if count := w.shop.Count(action); count.Asked > 1 {
		t.Errorf("commit %d: the panel was asked for a %s %d times", n, action, count.Asked)
	}
	told := strings.Contains(w.screen(), "asked for: № 23501")
	open := strings.Contains(w.screen(), "I don't know yet whether it was done")
	if told == open || told && w.shop.Count(action).Applied != 1 {
		t.Errorf("commit %d of a %s that was applied %d times: the person sees\n%s", n, action, w.shop.Count(action).Applied, w.screen())
	}
	return died
}
