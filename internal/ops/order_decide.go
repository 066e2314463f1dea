package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// OrderNumbered reads the order that a panel has under a number, for a person
// who says that it is the one whose answer was lost. Taken: it is another
// order of this bot.
func (o *Ops) OrderNumbered(ctx context.Context, chat int64, number string) (resale.OrderStatus, error) {
	c, err := o.connection(ctx, "read order", SMM, chat)
	if err != nil {
		return resale.OrderStatus{}, err
	}
	var taken bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		_, taken, err = tx.Order(c.panel, number)
		return err
	})
	if err != nil {
		return resale.OrderStatus{}, fmt.Errorf("read order: %w", err)
	}
	if taken {
		return resale.OrderStatus{}, &resale.Error{Act: "read order", Code: resale.Taken}
	}
	return c.smm.Status(ctx, number)
}

// DecideOrder settles an open order by the word of a person who looked at the
// panel: it went through, and has this number. One that was settled meanwhile
// stays as it is. Taken: the number is another order's.
func (o *Ops) DecideOrder(ctx context.Context, chat int64, key, number string) (Outcome, error) {
	row, err := o.openRow(ctx, chat, key)
	if err != nil {
		return Outcome{}, err
	}
	c, err := o.connection(ctx, "decide order", SMM, row.Chat)
	if err != nil {
		return Outcome{}, err
	}
	if c.panel != row.Panel && c.base != row.BaseURL { // another panel's orders have numbers too
		return Outcome{}, &resale.Error{Act: "decide order", Code: resale.NotConnected}
	}
	release, err := o.lock(ctx, row)
	if err != nil {
		return Outcome{}, err
	}
	defer release()
	p := o.newPursuit(c, o.placeOrder(), row, true, nil)
	if err := json.Unmarshal(row.Intent, &p.in); err != nil {
		return Outcome{}, fmt.Errorf("decide order: read journal: %w", err)
	}
	if p.in.Order == nil || !p.in.Order.places() || number == "" {
		return Outcome{}, &resale.Error{Act: "decide order", Code: resale.Invalid}
	}
	var out Outcome
	err = o.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		out, err = p.numbered(tx, number)
		return err
	})
	if errors.Is(err, storage.ErrTaken) {
		return Outcome{}, &resale.Error{Act: "decide order", Code: resale.Taken}
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("decide order: %w", err)
	}
	return out, nil
}

// numbered settles an open order as done, under its number, and at the panel
// that showed it: the account may have a new key since, see GoOnWith.
func (p *pursuit) numbered(tx *storage.Tx, number string) (Outcome, error) {
	row, found, err := tx.Entry(p.row.Key)
	if err != nil {
		return Outcome{}, err
	}
	if !found || row.State.Settled() {
		return outcomeOf(row)
	}
	row.Panel = p.panel.panel
	if _, taken, err := tx.Order(row.Panel, number); err != nil || taken {
		return Outcome{}, errors.Join(err, storage.ErrTaken)
	}
	r := result{Adopted: true, Order: &orderResult{Number: number}}
	if row.Result, err = json.Marshal(r); err != nil {
		return Outcome{}, err
	}
	row.State, row.Code, row.Settled = storage.Done, "", p.Now().UTC()
	if err := tx.SaveEntry(row); err != nil {
		return Outcome{}, err
	}
	if err := p.followOrders(tx, row, r); err != nil {
		return Outcome{}, err
	}
	return outcomeOf(row)
}

// HeldOrder gives how an order of a chat stands by the key of the act that
// places it. NotFound: the chat has none.
func (o *Ops) HeldOrder(ctx context.Context, chat int64, key string) (Outcome, error) {
	row, err := o.openRow(ctx, chat, key)
	if err != nil {
		return Outcome{}, err
	}
	out, err := outcomeOf(row)
	if err == nil && (out.Act != placeAct || out.Order == nil) {
		err = &resale.Error{Act: "read journal", Code: resale.NotFound}
	}
	return out, err
}

// BalanceNow reads what is on the account of a chat's SMM panel, for a person
// who looks for an order there.
func (o *Ops) BalanceNow(ctx context.Context, chat int64) (resale.Balance, error) {
	c, err := o.connection(ctx, "read balance", SMM, chat)
	if err != nil {
		return resale.Balance{}, err
	}
	return c.smm.Balance(ctx)
}
