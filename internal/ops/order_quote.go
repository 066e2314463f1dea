package ops

import (
	"context"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// Quote is what an order would cost and meet now.
type Quote struct {
	Service  resale.Service // read anew; it may have changed since it was chosen
	Currency string         // of the account
	Cost     decimal.Decimal
	Balance  decimal.Decimal
	After    decimal.Decimal // the balance less what is charged at once; below 0 it is short of so much
	Running  LinkOrders      // for the same target
	Unclear  bool            // one for the same has no clear end: another one is refused until then
	Theirs   bool            // it is another chat's, which has to say what became of it
}

// Quote reads what a person must know before they confirm an order. NotFound:
// the service is not sold any more. Answers that do not fit the service any
// more are not looked at, see resale.Service.Check.
func (o *Ops) Quote(ctx context.Context, chat int64, service string, v resale.OrderValues) (q Quote, err error) {
	if q.Service, q.Currency, err = o.FreshService(ctx, chat, service); err != nil {
		return Quote{}, err
	}
	if q.Cost, err = q.Service.Cost(v); err != nil {
		return Quote{}, err
	}
	c, err := o.connection(ctx, "quote order", SMM, chat)
	if err != nil {
		return Quote{}, err
	}
	funds, err := o.shownFunds(ctx, c)
	if err != nil {
		return Quote{}, err
	}
	if q.Balance = funds.Amount; funds.Currency != "" {
		q.Currency = funds.Currency
	}
	in := &orderIntent{Service: q.Service, Values: v, Cost: q.Cost}
	if q.After, err = q.Balance.Sub(in.atOnce()); err != nil {
		return Quote{}, &resale.Error{Act: "quote order", Code: resale.Internal, Err: err}
	}
	if q.Running, err = o.OnLink(ctx, chat, v.Target()); err != nil {
		return Quote{}, err
	}
	return q, o.readUnclear(ctx, chat, c, in, &q)
}

// readUnclear looks for an open order for the same thing.
func (o *Ops) readUnclear(ctx context.Context, chat int64, c connection, in *orderIntent, q *Quote) error {
	p := o.newPursuit(c, effect{}, storage.Entry{Provider: SMM, Panel: c.panel}, false, nil)
	p.in = intent{Order: in}
	return o.Store.View(ctx, func(tx *storage.Tx) error {
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		all, err := p.rivals(tx)
		q.Unclear, q.Theirs = false, false
		for _, other := range all {
			if other.row.Calls > 0 {
				q.Unclear, q.Theirs = true, q.Theirs || other.row.Chat != now
			}
		}
		return err
	})
}
