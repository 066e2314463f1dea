package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// onOrders asks for something to be done with a chat's own orders at the panel
// that it has now: a number means another order elsewhere.
func (o *Ops) onOrders(ctx context.Context, a Act, e effect, numbers []string) (Outcome, error) {
	in := intent{Order: &orderIntent{Numbers: numbers}}
	in.Username = in.Order.thing()
	own := true
	err := o.Store.View(ctx, func(tx *storage.Tx) error {
		if _, begun, err := tx.Entry(a.Key); begun || err != nil {
			return err
		}
		chat, err := tx.NowChat(a.Place.Chat)
		if err != nil {
			return err
		}
		if in.Order.Panel, err = tx.PanelIn(chat, SMM); err != nil || in.Order.Panel == "" {
			return err // not connected, as is said elsewhere
		}
		own, err = ownOrders(tx, chat, in.Order)
		return err
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", e.name, err)
	}
	if !own {
		return Outcome{Act: e.name, State: storage.Refused, Code: resale.NotFound, Name: in.Username, Order: &OrderOutcome{Numbers: numbers}}, nil
	}
	return o.perform(ctx, a, e, in)
}

func ownOrders(tx *storage.Tx, chat int64, in *orderIntent) (bool, error) {
	for _, n := range in.Numbers {
		order, found, err := tx.Order(in.Panel, n)
		if err != nil || !found || order.Chat != chat {
			return false, err
		}
	}
	return true, nil
}

// samePanel refuses what was meant for another panel than the chat has by now.
func samePanel(_ context.Context, c connection, in *intent) error {
	if in.Order.Panel != "" && in.Order.Panel != c.panel {
		return &resale.Error{Act: "act on orders", Code: resale.NotConnected}
	}
	return nil
}
