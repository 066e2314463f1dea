package ops_test

import (
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const neighbour = 4242 // a chat that shares our key

func (w *counter) share(place int64, address, key string) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: place, Provider: ops.SMM, BaseURL: address, By: 1}, secret.New(key))
	}))
}

// Whoever shares a key learns that a link is busy, and nothing else.
func TestOrdersOfOthersStayTheirs(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	w.share(neighbour, "", ourKey)
	ours, err := w.order("ours", ourLink)
	w.must(err)
	theirs := w.act("theirs")
	theirs.Place = chat.Place{Chat: neighbour}
	out, err := w.PlaceOrder(t.Context(), theirs, w.wish(ourLink))
	w.must(err)

	running, err := w.OnLink(t.Context(), ourChat, ourLink)
	w.must(err)
	if len(running.Own) != 1 || running.Own[0].ID != ours.Order.Number || running.Others != 1 {
		t.Errorf("%+v", running)
	}
	if _, _, err := w.Ops.Order(t.Context(), ourChat, out.Order.Number); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("our chat opens the neighbour's order: %v", err)
	}
	page, err := w.Orders(t.Context(), ourChat, storage.OrderQuery{Search: out.Order.Number})
	w.must(err)
	if len(page.Orders) != 0 {
		t.Errorf("our chat finds the neighbour's order: %v", page.Orders)
	}
	for act, want := range map[ops.OrderAct]int{ops.Cancelling: 1, ops.Refilling: 0} {
		page, err := w.OrdersFor(t.Context(), ourChat, act, "", 8)
		w.must(err)
		if len(page.Orders) != want {
			t.Errorf("%s: %d orders", act, len(page.Orders))
		}
	}
}

// An order at a panel that the chat had before is shown, and nothing is done
// with it at another one.
func TestAnOrderOfAFormerPanel(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	out, err := w.order("k", ourLink)
	w.must(err)
	number := out.Order.Number
	if _, here, err := w.Ops.Order(t.Context(), ourChat, number); !here || err != nil {
		t.Errorf("here %v, %v", here, err)
	}
	w.share(ourChat, "https://other.example.com/api/v2", ourKey)
	order, here, err := w.Ops.Order(t.Context(), ourChat, number)
	w.must(err)
	if here || order.ID != number {
		t.Errorf("here %v, %+v", here, order)
	}
	page, err := w.OrdersFor(t.Context(), ourChat, ops.Cancelling, "", 8)
	w.must(err)
	if len(page.Orders) != 0 {
		t.Error("it may be cancelled at the other panel")
	}
}

// A list for an act goes on where it ended, and leaves nothing out.
func TestOrdersForAnActPageByPage(t *testing.T) {
	t.Parallel()
	w := newCounter(t)
	for i := range 25 {
		w.pass(time.Second)
		out, err := w.order(fmt.Sprint("k", i), fmt.Sprint(ourLink, i))
		w.must(err)
		if i%2 == 0 {
			continue
		}
		var id int
		_, _ = fmt.Sscan(out.Order.Number, &id)
		w.panel.SetOrder(id, func(o *sandbox.SMMOrder) { o.State = sandbox.SMMCompleted })
		_, err = w.RefreshOrder(t.Context(), ourChat, out.Order.Number)
		w.must(err)
	}
	for act, want := range map[ops.OrderAct]int{ops.Cancelling: 13, ops.Refilling: 12} {
		seen := map[string]bool{}
		for before, pages := "", 0; ; pages++ {
			page, err := w.OrdersFor(t.Context(), ourChat, act, before, 8)
			w.must(err)
			for _, o := range page.Orders {
				seen[o.ID] = true
			}
			if before = page.Next; before == "" || pages > 5 {
				break
			}
		}
		if len(seen) != want {
			t.Errorf("%s: %d orders, want %d", act, len(seen), want)
		}
	}
}
