package ops_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestNewsThatKeepComing: each is told, in ever fewer messages.
func TestNewsThatKeepComing(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		const orders = 40
		var n []int
		for range orders {
			n = append(n, w.buys(ourChat))
		}
		for i := range orders {
			w.panel.Advance(n[i], sandbox.SMMCompleted)
			w.follow(2*time.Minute, 20*time.Second)
		}
		w.follow(time.Hour, time.Minute)
		all := w.heard(ourChat)
		if lines := len(strings.Split(strings.Join(all, ", "), ", ")); lines != orders || len(all) > 15 || len(all) < 5 {
			t.Errorf("%d ends in %d messages", lines, len(all))
		}
		one := w.buys(ourChat)
		w.panel.Advance(one, sandbox.SMMCompleted)
		w.follow(90*time.Second, 10*time.Second)
		if now := w.heard(ourChat); len(now) != len(all)+1 {
			t.Errorf("after a calm hour one more end is %d messages", len(now)-len(all))
		}
	})
}

// TestQuietHours: what happens in the chat's quiet hours is told after them.
func TestQuietHours(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.SaveAlertRule(storage.AlertRule{Chat: ourChat, Provider: ops.Servex, On: true, QuietFrom: 11, QuietTo: 14})
		}))
		n := w.buys(ourChat)
		w.panel.Advance(n, sandbox.SMMCompleted)
		w.follow(119*time.Minute, time.Minute)
		w.wants(ourChat)
		w.restart()
		w.follow(3*time.Minute, time.Minute)
		w.wants(ourChat, fmt.Sprintf("%d state completed", n))
	})
}

// TestAChatThatCannotBeReached hears it when it can be again.
func TestAChatThatCannotBeReached(t *testing.T) {
	w := newCounter(t)
	reachable := func(yes bool) {
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.SaveChat(storage.Chat{ID: ourChat, Unreachable: !yes})
		}))
	}
	reachable(false)
	n := w.buys(ourChat)
	w.panel.Advance(n, sandbox.SMMCompleted)
	w.settle()
	w.wants(ourChat)
	reachable(true)
	w.settle()
	w.wants(ourChat, fmt.Sprintf("%d state completed", n))
}

// TestANewKeyOpensTheOldOrders: they are followed on, those of others are left
// alone.
func TestANewKeyOpensTheOldOrders(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		const newKey = "the-new-key-of-the-tests"
		w.connects(otherChat, ourKey)
		a, b, theirs := w.buys(ourChat), w.buys(ourChat), w.buys(otherChat)
		w.panel.Advance(a, sandbox.SMMCompleted)
		w.panel.Advance(b, sandbox.SMMInProgress)
		w.settle()
		told := fmt.Sprintf("%d state completed", a)
		w.wants(ourChat, told)
		w.panel.RevokeKey(ourKey)
		w.panel.AddKey(newKey, "10")
		for _, n := range []int{a, b, theirs} {
			w.panel.SetOrder(n, func(o *sandbox.SMMOrder) { o.Key = newKey })
		}
		w.must(w.Disconnect(t.Context(), ourChat, ops.SMM))
		w.connects(ourChat, newKey)
		w.panel.Advance(b, sandbox.SMMCompleted)
		w.panel.Advance(theirs, sandbox.SMMCompleted)
		w.follow(2*time.Hour, time.Minute)
		w.wants(ourChat, told, fmt.Sprintf("%d state completed", b))
		if o, err := w.RefreshOrder(t.Context(), ourChat, fmt.Sprint(a)); err != nil || o.Status.State != resale.OrderCompleted {
			t.Errorf("the one that had ended: %v, %v", o.Status, err)
		}
		w.connects(otherChat, newKey)
		w.follow(2*time.Hour, time.Minute)
		if all := w.heard(otherChat); len(all) != 2 || all[1] != fmt.Sprintf("%d state completed", theirs) {
			t.Errorf("the other chat hears %q", all)
		}
	})
}
