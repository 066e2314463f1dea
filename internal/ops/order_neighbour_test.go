package ops_test

import (
	"context"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func (w *counter) neighbour(key string) ops.Act {
	a := w.act(key)
	a.Place = chat.Place{Chat: neighbour}
	return a
}

// Who was told that an order of another chat runs for the link may order all
// the same; one that came meanwhile is told first.
func TestAnOrderOfANeighbourIsKnown(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	w.share(neighbour, "", ourKey)
	wish := w.wish(ourLink)
	for _, act := range []ops.Act{w.neighbour("theirs"), w.act("ours")} {
		q, err := w.Quote(t.Context(), act.Place.Chat, "1", wish.Values)
		w.must(err)
		wish.Confirmed = &ops.Confirmation{Running: q.Running.Numbers}
		out, err := w.PlaceOrder(t.Context(), act, wish)
		if err != nil || out.State != storage.Done {
			t.Errorf("%s: %q %s, %v", act.Key, out.State, out.Code, err)
		}
	}
	if out, err := w.PlaceOrder(t.Context(), w.neighbour("late"), wish); err != nil || out.Code != resale.Changed {
		t.Errorf("who does not know of the second one: %q %s, %v", out.State, out.Code, err)
	}
}

// An order without a clear end is its own chat's to see and to decide.
func TestAHeldOrderIsTheChatsOwn(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	w.share(neighbour, "", ourKey)
	w.panel.Fail(sandbox.SMMFault{Action: "add", Times: 1, Kind: sandbox.SMMCutAfter})
	out, err := w.PlaceOrder(t.Context(), w.neighbour("theirs"), w.wish(ourLink))
	if err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	for place, want := range map[int64]int{neighbour: 1, ourChat: 0} {
		if open, err := w.OpenActs(t.Context(), place); err != nil || len(open) != want {
			t.Errorf("chat %d sees %d, %v", place, len(open), err)
		}
	}
	for name, try := range map[string]func() (ops.Outcome, error){
		"see":    func() (ops.Outcome, error) { return w.HeldOrder(t.Context(), ourChat, "theirs") },
		"look":   func() (ops.Outcome, error) { return w.LookAgain(t.Context(), ourChat, "theirs") },
		"refuse": func() (ops.Outcome, error) { return w.Decide(t.Context(), ourChat, "theirs", false) },
		"number": func() (ops.Outcome, error) { return w.DecideOrder(t.Context(), ourChat, "theirs", "23501") },
	} {
		if out, err := try(); resale.CodeOf(err) != resale.NotFound {
			t.Errorf("%s: %+v, %v", name, out, err)
		}
	}
	for place, theirs := range map[int64]bool{neighbour: false, ourChat: true} {
		if q, err := w.Quote(t.Context(), place, "1", w.wish(ourLink).Values); err != nil || !q.Unclear || q.Theirs != theirs {
			t.Errorf("chat %d: unclear %v, theirs %v, %v", place, q.Unclear, q.Theirs, err)
		}
	}
}

// A number is an order of the chat at its present panel, or nothing is done: a
// button may be older than the account.
func TestNobodyElsesOrderIsCancelled(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	w.share(neighbour, "", ourKey)
	numbers := w.placed(1, sandbox.SMMInProgress)
	refused := func(name string, act ops.Act) {
		t.Helper()
		for _, ask := range []func(context.Context, ops.Act, []string) (ops.Outcome, error){w.CancelOrders, w.RefillOrders} {
			if out, err := ask(t.Context(), act, numbers); err != nil || out.State != storage.Refused || out.Code != resale.NotFound {
				t.Errorf("%s: %q %s, %v", name, out.State, out.Code, err)
			}
		}
	}
	refused("a neighbour's", w.neighbour("c"))
	w.panel.AddKey("another", "5")
	w.share(ourChat, "", "another")
	refused("at the panel before", w.act("c"))
	if n := w.panel.Count("cancel").Asked + w.panel.Count("refill").Asked; n != 0 {
		t.Errorf("the panel was asked %d times", n)
	}
}
