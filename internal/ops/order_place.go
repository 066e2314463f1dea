package ops

import (
	"context"
	"errors"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const placeAct = "place order"

// chargedWithin is how long after its call an order may still be charged for: a
// panel that is too slow to answer is often only slow.
const chargedWithin = 2 * time.Minute

// NewOrder is what is ordered, checked and confirmed.
type NewOrder struct {
	Service  resale.Service
	Values   resale.OrderValues
	Currency string // of the account
	Panel    string // where it is to be ordered, see storage.PanelOf; "": wherever the chat's account is

	Confirmed *Confirmation // nil: what changed since is not looked at
}

// PlaceOrder orders once. There is no list of orders at these panels: when the
// answer is lost nobody can look whether the order was placed. It stays open
// then, with the balance before and after, until a person says what became of
// it (see DecideOrder); it is never sent again.
func (o *Ops) PlaceOrder(ctx context.Context, a Act, n NewOrder) (Outcome, error) {
	if err := errors.Join(n.Service.Check(n.Values), n.Values.CheckExpiry(o.Now())); err != nil {
		return Outcome{Act: placeAct, State: storage.Refused, Code: resale.CodeOf(err), Name: n.Service.Name}, nil
	}
	n.Service.Note = "" // it may be long, and every order's row would keep it
	cost, err := n.Service.Cost(n.Values)
	if err != nil {
		return Outcome{}, err
	}
	in := intent{Order: &orderIntent{Service: n.Service, Values: n.Values, Quantity: n.Service.Quantity(n.Values), Cost: cost, Currency: n.Currency, Panel: n.Panel, Confirmed: n.Confirmed}}
	in.Username = in.Order.thing()
	return o.perform(ctx, a, o.placeOrder(), in)
}

func (o *Ops) placeOrder() effect {
	return effect{
		name:     placeAct,
		provider: SMM,
		within:   wantedFor,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			if err := samePanel(ctx, c, in); err != nil {
				return err
			}
			if err := o.stillSo(ctx, c, in.Order); err != nil {
				return err
			}
			before, err := o.funds(ctx, c)
			if err != nil {
				return err
			}
			if before.Amount.Less(in.Order.atOnce()) {
				return &resale.Error{Act: placeAct, Code: resale.NoFunds}
			}
			in.Order.Before, in.Order.Reckoned = &before.Amount, before.reckoned
			return c.smm.Ready(ctx)
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			number, err := c.smm.Add(ctx, in.Order.Service.ID, in.Order.Values)
			if err != nil {
				return result{}, err
			}
			o.balances.spend(c.panel, in.Order.atOnce())
			return result{Order: &orderResult{Number: number}}, nil
		},
		look: func(ctx context.Context, c connection, in intent, called time.Time) (verdict, result, error) {
			if in.Order.After != nil && !in.Order.Early {
				return unclear, result{}, nil
			}
			o.balances.forget(c.panel)
			now, err := c.smm.Balance(ctx)
			if err != nil {
				return unclear, result{}, err
			}
			o.balances.keep(c.panel, now, o.Now())
			early := o.Now().Sub(called) < chargedWithin && !in.Order.paid(now.Amount)
			return unclear, result{Order: &orderResult{After: &now.Amount, Early: early}}, nil
		},
	}
}
