package ops

import (
	"context"
	"fmt"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const readBalanceAct = "read balance"

// BalanceView is what a chat's account with a provider has, and how long that
// lasts.
type BalanceView struct {
	resale.Balance
	At       time.Time // UTC
	Stale    bool      // the panel does not answer, this is the last that is known
	Spent    Spending
	Open     int             // orders of this chat that have not come to their end
	OpenCost decimal.Decimal // of them, in the account's currency
	OpenMore bool            // there are more than were counted
	Shop     storage.Shop
	Alert    storage.LowAlert // of this account
}

// Days is about how many days the balance lasts, and whether that can be told.
func (v BalanceView) Days() (int, bool) { return v.Spent.lasts(v.Amount) }

// Balance reads what a chat's account at its SMM panel has. While the panel
// does not answer, the last balance that was seen is given, as Stale.
func (o *Ops) Balance(ctx context.Context, chat int64) (BalanceView, error) {
	c, err := o.connection(ctx, readBalanceAct, SMM, chat)
	if err != nil {
		return BalanceView{}, err
	}
	return o.balanceOf(ctx, c, SMM, chat)
}

func (o *Ops) balanceOf(ctx context.Context, c connection, provider string, chat int64) (v BalanceView, err error) {
	v = BalanceView{At: o.Now().UTC()}
	v.Balance, err = o.sampledFunds(ctx, c)
	if err != nil && !passing(resale.CodeOf(err)) {
		return BalanceView{}, err
	}
	failed := err
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if failed != nil {
			last, found, err := tx.LastBalance(c.panel)
			if err != nil || !found {
				return err
			}
			v.Balance, v.At, v.Stale = resale.Balance{Amount: last.Amount, Currency: last.Currency}, last.At, true
		}
		return v.read(tx, provider, c.panel, chat, o.Now())
	})
	if err != nil {
		return BalanceView{}, fmt.Errorf("%s: %w", readBalanceAct, err)
	}
	if failed != nil && !v.Stale {
		return BalanceView{}, failed
	}
	return v, nil
}

// sampledFunds gives the balance, and notes it when it was read just now and
// not reckoned. Orders do not reckon with it: one that is under way may have
// changed it since.
func (o *Ops) sampledFunds(ctx context.Context, c connection) (resale.Balance, error) {
	if known, ok := o.balances.fresh(c.panel, o.Now()); ok {
		return known.Balance, nil
	}
	now, err := c.balance(ctx)
	if err != nil {
		return now, err
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error { return tx.AddBalance(o.sample(c.panel, now)) })
	if err != nil {
		return now, fmt.Errorf("note balance: %w", err)
	}
	return now, nil
}

func (o *Ops) sample(panel string, b resale.Balance) storage.BalanceSample {
	return storage.BalanceSample{Panel: panel, At: o.Now().UTC(), Amount: b.Amount, Currency: b.Currency}
}

// read fills in what is stored.
func (v *BalanceView) read(tx *storage.Tx, provider, panel string, chat int64, now time.Time) (err error) {
	if chat, err = tx.NowChat(chat); err != nil {
		return err
	}
	if v.Shop, _, err = tx.Shop(chat); err != nil {
		return err
	}
	v.Alert = v.Shop.Alert(provider)
	if v.Spent, err = spendingOf(tx, panel, now); err != nil {
		return err
	}
	if provider != SMM {
		return nil
	}
	return v.readOpen(tx, panel, chat)
}

// openCounted is how many open orders a balance is shown with at most.
const openCounted = 2000

func (v *BalanceView) readOpen(tx *storage.Tx, panel string, chat int64) error {
	v.Open, v.OpenCost, v.OpenMore = 0, decimal.Decimal{}, false
	orders, next, err := tx.OrdersOf(chat, storage.OrderQuery{Open: true, Limit: openCounted})
	if err != nil {
		return err
	}
	v.OpenMore = next != ""
	for _, order := range orders {
		if order.Panel != panel {
			continue
		}
		sum, err := v.OpenCost.Add(order.Cost)
		if err != nil {
			return fmt.Errorf("add costs: %w", err)
		}
		v.Open, v.OpenCost = v.Open+1, sum
	}
	return nil
}
