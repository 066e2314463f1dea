package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// OrderPage is a part of a chat's orders, the newest first.
type OrderPage struct {
	Orders []storage.Order
	Next   string // where the list goes on, for OrderQuery.Before; "" at its end
}

// Orders lists what a chat ordered, at whatever panels.
func (o *Ops) Orders(ctx context.Context, chat int64, q storage.OrderQuery) (page OrderPage, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		page.Orders, page.Next, err = tx.OrdersOf(chat, q)
		return err
	})
	if err != nil {
		return OrderPage{}, fmt.Errorf("list orders: %w", err)
	}
	return page, nil
}

// OrderCount counts a chat's orders.
func (o *Ops) OrderCount(ctx context.Context, chat int64) (n storage.OrderCounts, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		n, err = tx.OrderCount(chat)
		return err
	})
	return n, err
}

// Order gives a chat's order by its number. here tells whether it is at the
// panel that is connected now: only there something can be done with it.
// NotFound: the chat has no such order.
func (o *Ops) Order(ctx context.Context, chat int64, number string) (order storage.Order, here bool, err error) {
	found := false
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		panel, err := tx.PanelIn(chat, SMM)
		if err != nil {
			return err
		}
		if panel != "" {
			order, found, err = tx.Order(panel, number)
			here = found && order.Chat == chat
		}
		if err != nil || here {
			return err
		}
		order, found, err = orderElsewhere(tx, chat, number)
		return err
	})
	switch {
	case err != nil:
		return storage.Order{}, false, fmt.Errorf("read order: %w", err)
	case !found:
		return storage.Order{}, false, &resale.Error{Act: "read order", Code: resale.NotFound}
	}
	return order, here, nil
}

// orderElsewhere finds an order at a panel that the chat had before.
func orderElsewhere(tx *storage.Tx, chat int64, number string) (storage.Order, bool, error) {
	orders, _, err := tx.OrdersOf(chat, storage.OrderQuery{Search: number})
	for _, order := range orders {
		if order.ID == number {
			return order, true, err
		}
	}
	return storage.Order{}, false, err
}

// LinkOrders are the orders for one link that have not come to their end.
type LinkOrders struct {
	Own     []storage.Order
	Others  int      // of other chats with the same panel: nothing else is theirs to know
	Numbers []string // of all of them, for a Confirmation: nobody is shown those of others
}

// OnLink gives the orders for a link that are still running at a chat's panel.
func (o *Ops) OnLink(ctx context.Context, chat int64, link string) (running LinkOrders, err error) {
	var all []storage.Order
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		panel, err := tx.PanelIn(chat, SMM)
		if err != nil {
			return err
		}
		all, err = tx.OrdersOnLink(panel, link)
		return err
	})
	if err != nil {
		return LinkOrders{}, fmt.Errorf("list orders on a link: %w", err)
	}
	for _, order := range all {
		running.Numbers = append(running.Numbers, order.ID)
		if order.Chat == chat {
			running.Own = append(running.Own, order)
		} else {
			running.Others++
		}
	}
	return running, nil
}
