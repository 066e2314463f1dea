package ops_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

const aWhile = 30 * time.Second

// TestOrderChangesAreToldOnce: what ended within the same minute is one
// message, the worst first; that an order goes on is none; nothing is told
// again, whatever is restarted.
func TestOrderChangesAreToldOnce(t *testing.T) {
	w := newCounter(t)
	a, b, c, d := w.buys(ourChat), w.buys(ourChat), w.buys(ourChat), w.buys(ourChat)
	w.panel.Advance(a, sandbox.SMMProcessing, sandbox.SMMInProgress)
	w.panel.Advance(d, sandbox.SMMInProgress)
	w.settle()
	w.wants(ourChat)
	w.panel.Advance(a, sandbox.SMMCompleted)
	w.panel.Advance(b, sandbox.SMMCanceled)
	w.panel.Advance(c, sandbox.SMMPartial)
	w.settle()
	message := fmt.Sprintf("%d partial 1.00, %d state canceled, %d state completed", c, b, a)
	w.wants(ourChat, message)
	w.restart()
	w.follow(24*time.Hour, time.Hour)
	w.wants(ourChat, message)
	w.panel.Advance(d, sandbox.SMMCompleted)
	w.follow(12*time.Hour, time.Hour)
	w.wants(ourChat, message, fmt.Sprintf("%d state completed", d))
	for _, n := range []int{a, b, c, d} {
		if o := w.row(n); !o.Next.IsZero() || len(o.News) > 0 {
			t.Errorf("order %d is looked at again %v, news %v", n, o.Next, o.News)
		}
	}
}

// TestATurnThatIsCutShort: the process ends after an answer and before it was
// noted, or before what was noted was told.
func TestATurnThatIsCutShort(t *testing.T) {
	w := newCounter(t)
	n := w.buys(ourChat)
	w.panel.Advance(n, sandbox.SMMCompleted)
	w.pass(aWhile)
	panels, err := w.DueOrderPanels(t.Context())
	w.must(err)
	ctx, cancel := context.WithCancel(t.Context())
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		w.wire.lose(r)
		cancel()
		return nil, errCut
	})
	w.must(w.TrackOrders(ctx, panels[0], w.tellOrders))
	w.restart()
	if o := w.row(n); o.Status.State.Final() {
		t.Fatal("the answer was not lost")
	}
	w.must(w.TrackOrders(t.Context(), panels[0], w.tellOrders))
	w.restart()
	broken := errors.New("the outbox is full")
	for range 2 {
		w.pass(aWhile)
		err = w.TellOrderNews(t.Context(), func(*storage.Tx, ops.OrderNews) error { return broken })
	}
	if !errors.Is(err, broken) {
		t.Errorf("tell: %v", err)
	}
	w.restart()
	w.settle()
	w.wants(ourChat, fmt.Sprintf("%d state completed", n))
}

// TestChatsThatShareAKeyShareTheCalls, and nothing else.
func TestChatsThatShareAKeyShareTheCalls(t *testing.T) {
	w := newCounter(t)
	w.connects(otherChat, ourKey)
	ours, theirs := []int{w.buys(ourChat), w.buys(ourChat)}, []int{w.buys(otherChat), w.buys(otherChat), w.buys(otherChat)}
	w.pass(aWhile)
	w.track()
	if looks := w.looks(); len(looks) != 1 || len(looks[0]) != 5 {
		t.Errorf("asked for %v, want the five in one call", looks)
	}
	w.panel.Advance(ours[1], sandbox.SMMCompleted)
	w.panel.Advance(theirs[0], sandbox.SMMCanceled)
	w.settle()
	w.wants(ourChat, fmt.Sprintf("%d state completed", ours[1]))
	w.wants(otherChat, fmt.Sprintf("%d state canceled", theirs[0]))

	// The orders of a chat without the key are followed by the other's.
	w.must(w.Disconnect(t.Context(), otherChat, ops.SMM))
	w.panel.Advance(theirs[1], sandbox.SMMCompleted)
	w.settle()
	w.wants(otherChat, fmt.Sprintf("%d state canceled", theirs[0]), fmt.Sprintf("%d state completed", theirs[1]))
	w.must(w.Disconnect(t.Context(), ourChat, ops.SMM))
	calls := len(w.looks())
	w.follow(time.Hour, time.Minute)
	if n := len(w.looks()); n != calls {
		t.Errorf("%d calls without an account", n-calls)
	}
}

// TestOrdersAge: the longer nothing happens, the rarer an order is looked at,
// and it is never given up.
func TestOrdersAge(t *testing.T) {
	w := newCounter(t)
	n := w.buys(ourChat)
	w.panel.Advance(n, sandbox.SMMInProgress)
	begun := w.Now()
	var last time.Duration
	seen := map[string]int{}
	for w.Now().Sub(begun) < 100*24*time.Hour {
		rest := w.row(n).Next.Sub(w.Now())
		w.pass(rest)
		w.track()
		switch age := w.Now().Sub(begun); {
		case rest < last || rest < 0:
			t.Fatalf("after %v it rests %v, after %v before", age, rest, last)
		case age <= time.Hour:
			seen["the first hour"]++
		case age <= 24*time.Hour:
			seen["the first day"]++
		case age <= 7*24*time.Hour:
			seen["the first week"]++
		case age > 91*24*time.Hour && rest != 24*time.Hour:
			t.Errorf("after %v it rests %v", age, rest)
		}
		last = rest
	}
	for when, most := range map[string]int{"the first hour": 40, "the first day": 40, "the first week": 40} {
		if n := seen[when]; n > most || n < most/4 {
			t.Errorf("%d looks in %s", n, when)
		}
	}
	w.wants(ourChat)
}

// TestBusyOrdersAge: an order that goes on at every look is not looked at every
// half minute for a week.
func TestBusyOrdersAge(t *testing.T) {
	w := newCounter(t)
	n := w.buys(ourChat)
	w.panel.Advance(n, sandbox.SMMInProgress)
	begun, looks := w.Now(), 0
	for ; w.Now().Sub(begun) < 7*24*time.Hour; looks++ {
		w.panel.SetOrder(n, func(o *sandbox.SMMOrder) { o.Remains-- })
		w.pass(w.row(n).Next.Sub(w.Now()))
		w.track()
	}
	if looks > 700 {
		t.Errorf("%d looks in a week", looks)
	}
	if rest := w.row(n).Next.Sub(w.Now()); rest != time.Hour {
		t.Errorf("after a week it rests %v", rest)
	}
}

// TestCallsAreFull: orders that are due soon fill the call of one that is due.
func TestCallsAreFull(t *testing.T) {
	w := newCounter(t)
	var orders []int
	for i := range 8 {
		orders = append(orders, w.buys(ourChat))
		w.panel.Advance(orders[i], sandbox.SMMInProgress)
		w.pass(time.Second)
	}
	w.follow(6*time.Hour, 10*time.Second)
	looks := w.looks()
	if last := looks[len(looks)-1]; len(last) != len(orders) {
		t.Errorf("the last call was for %d orders of %d, though all are of the same age", len(last), len(orders))
	}
}
