package ops_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// TestAPanelThatIsDownForADay is asked now and then. Its chats hear of it after
// an hour, once, also over restarts, and of the end with what changed.
func TestAPanelThatIsDownForADay(t *testing.T) {
	for kind, most := range map[sandbox.SMMFaultKind]int{sandbox.SMM500: 3 * 110, sandbox.SMMHTML: 110, sandbox.SMMCutBefore: 3 * 110, sandbox.SMMEmptyBody: 110} {
		inside(t, func(t *testing.T, w *counter) {
			w.panel.SetBalance(ourKey, "10")
			a, b := w.buys(ourChat), w.buys(ourChat)
			w.fail(kind)
			asked := w.panel.Count("status").Asked
			w.follow(59*time.Minute, time.Minute)
			w.wants(ourChat)
			w.follow(5*time.Hour, time.Minute)
			w.wants(ourChat, "unseen since 12:01")
			w.panel.Heal()
			w.restart()
			w.fail(kind)
			w.follow(18*time.Hour, time.Minute)
			w.wants(ourChat, "unseen since 12:01")
			if n := w.panel.Count("status").Asked - asked; n > most {
				t.Errorf("%s: asked %d times in a day", kind, n)
			}
			w.panel.Heal()
			w.panel.Advance(a, sandbox.SMMInProgress)
			w.panel.Advance(b, sandbox.SMMInProgress)
			w.follow(time.Hour, time.Minute)
			w.panel.Advance(a, sandbox.SMMCompleted)
			w.follow(6*time.Hour, time.Minute)
			w.wants(ourChat, "unseen since 12:01", fmt.Sprintf("back, %d state completed", a))
			w.panel.Advance(b, sandbox.SMMCompleted)
			w.follow(6*time.Hour, time.Minute)
			w.wants(ourChat, "unseen since 12:01", fmt.Sprintf("back, %d state completed", a), fmt.Sprintf("%d state completed", b))
		})
	}
}

// TestAShortDowntimeIsNotTold, and the next hour begins anew.
func TestAShortDowntimeIsNotTold(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		n := w.buys(ourChat)
		w.panel.Advance(n, sandbox.SMMInProgress)
		for range 3 {
			w.fail(sandbox.SMM500)
			w.follow(45*time.Minute, time.Minute)
			w.panel.Heal()
			w.follow(45*time.Minute, time.Minute)
		}
		w.wants(ourChat)
	})
}

// TestARefusedKeyIsToldOnce to each chat that has open orders there, at once.
func TestARefusedKeyIsToldOnce(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		w.connects(otherChat, ourKey)
		w.connects(otherChat+1, ourKey)
		a, b := w.buys(ourChat), w.buys(otherChat)
		w.panel.BlockKey(ourKey, string(sandbox.SMMSuspended))
		w.follow(10*time.Minute, time.Minute)
		w.restart()
		asked := w.panel.Count("status").Asked
		w.follow(24*time.Hour, time.Minute)
		for _, id := range []int64{ourChat, otherChat} {
			w.wants(id, "refused since 12:01")
		}
		w.wants(otherChat + 1)
		if n := w.panel.Count("status").Asked - asked; n > 30 {
			t.Errorf("asked %d times in a day", n)
		}
		w.panel.BlockKey(ourKey, "")
		w.panel.Advance(a, sandbox.SMMCompleted)
		w.panel.Advance(b, sandbox.SMMCompleted)
		w.follow(2*time.Hour, time.Minute)
		w.wants(ourChat, "refused since 12:01", fmt.Sprintf("back, %d state completed", a))
		w.wants(otherChat, "refused since 12:01", fmt.Sprintf("back, %d state completed", b))
	})
}

// TestTooManyRequests: the panel is left alone for as long as it says.
func TestTooManyRequests(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		n := w.buys(ourChat)
		w.panel.Fail(sandbox.SMMFault{Kind: sandbox.SMM429, RetryAfter: "600", Times: 1})
		w.pass(aWhile)
		w.track()
		w.panel.Advance(n, sandbox.SMMCompleted)
		w.follow(9*time.Minute, aWhile)
		if n := len(w.looks()); n != 1 {
			t.Errorf("asked %d times within the wait", n)
		}
		w.follow(3*time.Minute, aWhile)
		w.wants(ourChat, fmt.Sprintf("%d state completed", n))
	})
}

// TestAKeysMinuteIsKept: however many orders are due, tracking takes less than
// half of what a key may call in a minute.
func TestAKeysMinuteIsKept(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		w.panel.Quirk(sandbox.SMMLaravel()) // one by one: the most calls
		w.panel.SetBalance(ourKey, "1000")
		for range 300 {
			w.buys(ourChat)
		}
		w.pass(time.Hour)
		begun := len(w.looks())
		for range 60 / 5 {
			panels, err := w.DueOrderPanels(t.Context())
			w.must(err)
			for _, p := range panels {
				w.must(w.TrackOrders(t.Context(), p, w.tellOrders))
			}
			w.pass(5 * time.Second)
		}
		if n := len(w.looks()) - begun; n > 135 || n < 100 {
			t.Errorf("%d calls in a minute", n)
		}
	})
}

// TestAnAddressIsDownForAllItsKeys: nobody waits for it once for each key.
func TestAnAddressIsDownForAllItsKeys(t *testing.T) {
	inside(t, func(t *testing.T, w *counter) {
		const keys = 20
		for i := range keys {
			key := fmt.Sprintf("key-%d-of-the-tests", i)
			w.panel.AddKey(key, "10")
			w.connects(100+int64(i), key)
			w.buys(100 + int64(i))
		}
		w.panel.Fail(sandbox.SMMFault{Kind: sandbox.SMM500})
		asked := w.panel.Count("status").Asked
		w.pass(aWhile)
		w.track()
		if n := w.panel.Count("status").Asked - asked; n > 3 {
			t.Errorf("%d calls for %d keys", n, keys)
		}
		w.follow(2*time.Hour, aWhile)
		for i := range keys {
			w.wants(100+int64(i), "unseen since 12:00")
		}
		w.panel.Heal()
		w.follow(time.Hour, aWhile)
		if n := len(w.looks()); n < keys {
			t.Errorf("%d looks at %d orders", n, keys)
		}
	})
}

// TestATurnEndsInTime: a panel that never answers holds nobody up for long.
func TestATurnEndsInTime(t *testing.T) {
	w := newCounter(t)
	w.timeout = 200 * time.Millisecond
	w.restart()
	w.buys(ourChat)
	w.pass(aWhile)
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	begun := time.Now()
	w.track()
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
