package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// OrderAct is something that can be asked for of many orders at once.
type OrderAct string

// What can be asked for.
const (
	Refilling  OrderAct = "refill"
	Cancelling OrderAct = "cancel"
)

// CanRefill tells whether a refill of an order may be asked for: the service
// has it, something was delivered, and none is under way.
func CanRefill(o storage.Order) bool {
	delivered := o.Status.State == resale.OrderCompleted || o.Status.State == resale.OrderPartial
	return o.Refillable && delivered && !o.Refill.Running()
}

// CanCancel tells whether the cancellation of an order may be asked for. What
// was asked for once may be asked for again after an hour: panels forget.
func CanCancel(o storage.Order, now time.Time) bool {
	return o.Cancelable && !o.Status.State.Final() && now.Sub(o.Cancel) > time.Hour
}

// How far a listing of orders for an act reads.
const (
	actStep = 100
	actMost = 2000
)

// OrdersFor lists those of a chat's orders at its present panel of which an act
// may be asked for, the newest first. It reads at most 2,000 orders: a page may
// be empty and still go on.
func (o *Ops) OrdersFor(ctx context.Context, chat int64, act OrderAct, before string, limit int) (page OrderPage, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		page, err = o.ordersFor(tx, chat, act, before, limit)
		return err
	})
	if err != nil {
		return OrderPage{}, fmt.Errorf("list orders: %w", err)
	}
	return page, nil
}

func (o *Ops) ordersFor(tx *storage.Tx, chat int64, act OrderAct, before string, limit int) (page OrderPage, err error) {
	if chat, err = tx.NowChat(chat); err != nil {
		return page, err
	}
	panel, err := tx.PanelIn(chat, SMM)
	if err != nil {
		return page, err
	}
	page.Next = before
	for range actMost / actStep {
		q := storage.OrderQuery{Before: page.Next, Limit: actStep, Open: act == Cancelling}
		orders, next, err := tx.OrdersOf(chat, q)
		if err != nil {
			return page, err
		}
		for _, order := range orders {
			if order.Panel != panel || !act.fits(order, o.Now()) {
				continue
			}
			if len(page.Orders) == limit {
				page.Next = page.Orders[limit-1].Cursor()
				return page, nil
			}
			page.Orders = append(page.Orders, order)
		}
		if page.Next = next; next == "" {
			return page, nil
		}
	}
	return page, nil
}

func (act OrderAct) fits(o storage.Order, now time.Time) bool {
	if act == Cancelling {
		return CanCancel(o, now)
	}
	return CanRefill(o) && o.Status.State == resale.OrderCompleted // most panels refill no others
}
