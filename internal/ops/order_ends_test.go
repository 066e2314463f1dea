package ops_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestALostOrder: what the panel does not know any more is told after a day,
// once, and that it does again.
func TestALostOrder(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		n := w.buys(ourChat)
		w.panel.Advance(n, sandbox.SMMInProgress)
		w.settle()
		w.panel.Quirk(sandbox.SMMQuirks{Statuses: sandbox.SMMStatusTexts})
		order, _ := w.panel.Order(n)
		w.panel.SetOrder(n, func(o *sandbox.SMMOrder) { o.Key = "somebody else's" })
		w.follow(23*time.Hour, 10*time.Minute)
		w.wants(ourChat)
		w.follow(5*time.Hour, 10*time.Minute)
		lost := fmt.Sprintf("%d lost", n)
		w.wants(ourChat, lost)
		calls := len(w.looks())
		w.restart()
		w.follow(10*24*time.Hour, time.Hour)
		w.wants(ourChat, lost)
		if n := len(w.looks()) - calls; n < 9 || n > 11 {
			t.Errorf("%d looks in ten days", n)
		}
		w.panel.SetOrder(n, func(o *sandbox.SMMOrder) { o.Key = order.Key })
		w.follow(25*time.Hour, time.Hour)
		found := fmt.Sprintf("%d found in_progress", n)
		w.wants(ourChat, lost, found)
		w.panel.Advance(n, sandbox.SMMCompleted)
		w.follow(12*time.Hour, time.Hour)
		w.wants(ourChat, lost, found, fmt.Sprintf("%d state completed", n))
	})
}

// TestARefillIsFollowedToItsEnd, also where only one can be asked for.
func TestARefillIsFollowedToItsEnd(t *testing.T) {
	for name, quirks := range map[string]sandbox.SMMQuirks{"many": {}, "one": {SingleRefills: true}, "keyed": {Refills: sandbox.SMMRowKeyed}} {
		inside(t, func(t *testing.T, w *counter) {
			w.panel.Quirk(quirks)
			numbers := w.placed(3, sandbox.SMMCompleted)
			w.settle()
			told := len(w.heard(ourChat))
			w.pass(25 * time.Hour)
			for i, n := range numbers {
				out, err := w.RefillOrders(t.Context(), w.act("refill"+strconv.Itoa(i)), []string{n})
				if w.must(err); out.State != storage.Done {
					t.Fatalf("%s: %s %s", name, out.State, out.Code)
				}
			}
			w.settle()
			refills := w.panel.Refills()
			w.panel.AdvanceRefill(refills[0].ID, sandbox.SMMCompleted)
			w.panel.AdvanceRefill(refills[1].ID, sandbox.SMMRejected)
			w.panel.AdvanceRefill(refills[2].ID, sandbox.SMMInProgress)
			w.follow(time.Hour, time.Minute)
			w.panel.AdvanceRefill(refills[2].ID, sandbox.SMMCompleted)
			w.follow(6*time.Hour, time.Minute)
			want := []string{fmt.Sprintf("%s refill rejected, %s refill completed", numbers[1], numbers[0]), numbers[2] + " refill completed"}
			if all := w.heard(ourChat)[told:]; !slices.Equal(all, want) {
				t.Errorf("%s: hears %q, want %q", name, all, want)
			}
		})
	}
}

// TestARefreshIsNotToldAgain: what a person saw is no news; what was not their
// chat's they do not see.
func TestARefreshIsNotToldAgain(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		n := w.buys(ourChat)
		w.panel.Advance(n, sandbox.SMMCompleted)
		o, err := w.RefreshOrder(t.Context(), ourChat, strconv.Itoa(n))
		if w.must(err); o.Status.State != resale.OrderCompleted || o.Status.StartCount == nil {
			t.Errorf("reads %+v", o.Status)
		}
		w.follow(time.Hour, time.Minute)
		w.wants(ourChat)
		w.connects(otherChat, ourKey)
		if _, err := w.RefreshOrder(t.Context(), otherChat, strconv.Itoa(n)); resale.CodeOf(err) != resale.NotFound {
			t.Errorf("another chat: %v", err)
		}
		w.fail(sandbox.SMMHTML)
		if o, err := w.RefreshOrder(t.Context(), ourChat, strconv.Itoa(n)); resale.CodeOf(err) != resale.Blocked || o.Status.State != resale.OrderCompleted {
			t.Errorf("a panel that is down: %v, %+v", err, o.Status)
		}
		w.must(w.Disconnect(t.Context(), ourChat, ops.SMM))
		w.must(w.Disconnect(t.Context(), otherChat, ops.SMM))
		if _, err := w.RefreshOrder(t.Context(), ourChat, strconv.Itoa(n)); resale.CodeOf(err) != resale.NotConnected {
			t.Errorf("without an account: %v", err)
		}
	})
}

// TestASubscription: that it stands still for want of money is told, and that
// it goes on; the orders that it became are counted.
func TestASubscription(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		w.panel.AddService(sandbox.SMMService{ID: 2, Name: "Likes for posts", Type: "Subscriptions", Category: "Net", Rate: "0.10", Min: 10, Max: 100})
		services, err := w.client().Services(t.Context())
		w.must(err)
		out, err := w.PlaceOrder(t.Context(), w.act("k"), ops.NewOrder{Service: services[1], Currency: "USD", Values: resale.OrderValues{
			resale.FieldUsername: "ana", resale.FieldMin: "10", resale.FieldMax: "20", resale.FieldDelay: "0",
		}})
		if w.must(err); out.State != storage.Done {
			t.Fatal(out.State, out.Code)
		}
		n := number(out.Order.Number)
		w.follow(2*24*time.Hour, time.Hour)
		w.panel.Advance(n)
		w.panel.Advance(n)
		w.follow(12*time.Hour, time.Hour)
		w.wants(ourChat)
		if o := w.row(n); len(o.Status.Orders) != 2 || o.Status.Posts != 2 || o.Status.State != resale.OrderActive {
			t.Errorf("%+v", o.Status)
		}
		id := strconv.Itoa(n)
		for _, state := range []sandbox.SMMState{sandbox.SMMPaused, sandbox.SMMActive, sandbox.SMMPaused, sandbox.SMMExpired} {
			w.panel.Advance(n, state)
			w.follow(12*time.Hour, time.Hour)
		}
		w.wants(ourChat, id+" state paused", id+" state active", id+" state paused", id+" state expired")
	})
}
