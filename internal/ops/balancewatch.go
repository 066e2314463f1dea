package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	samplesEvery = 10 * time.Minute // a panel's balance is read so often
	ordersLately = 30 * spentDay    // of chats that ordered within so much time
)

// BalanceNews says that a chat's balance fell below what it chose.
type BalanceNews struct {
	Shop    storage.Shop
	Balance resale.Balance
	Spent   Spending
}

// Days is about how many days the balance lasts, and whether that can be told.
func (n BalanceNews) Days() (int, bool) { return n.Spent.lasts(n.Balance.Amount) }

// TellBalance puts news into the outbox. It runs in the transaction that notes
// that they were told, and may run more than once.
type TellBalance func(*storage.Tx, BalanceNews) error

// DueBalances gives the panels whose balance is to be read now: each every ten
// minutes, if a chat wants to hear when it is low or ordered lately.
func (o *Ops) DueBalances(ctx context.Context) (due []string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due = nil
		panels, err := tx.Panels(SMM)
		if err != nil {
			return err
		}
		for _, panel := range o.samples.due(panels, o.Now()) {
			if wanted, err := o.balanceWanted(tx, panel); err != nil {
				return err
			} else if wanted {
				due = append(due, panel)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list due balances: %w", err)
	}
	return due, nil
}

func (o *Ops) balanceWanted(tx *storage.Tx, panel string) (bool, error) {
	chats, err := tx.ChatsWith(SMM, panel)
	if err != nil {
		return false, err
	}
	for _, chat := range chats {
		shop, _, err := tx.Shop(chat)
		if err != nil || shop.LowBalance != nil {
			return err == nil, err
		}
		orders, _, err := tx.OrdersOf(chat, storage.OrderQuery{Limit: 1})
		if err != nil {
			return false, err
		}
		if len(orders) > 0 && o.Now().Sub(orders[0].At) < ordersLately {
			return true, nil
		}
	}
	return false, nil
}

// WatchBalance reads a panel's balance, notes it, and tells each chat once when
// it is below what the chat chose; again only after it was not. A panel that
// does not answer is no error: its turn comes again.
func (o *Ops) WatchBalance(ctx context.Context, panel string, tell TellBalance) error {
	c, chats, err := o.anyConnection(ctx, panel)
	if err != nil || len(chats) == 0 {
		return err
	}
	now, err := c.smm.Balance(ctx)
	if err != nil {
		return onlyInternal(err)
	}
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if err := tx.AddBalance(o.sample(panel, now)); err != nil {
			return err
		}
		spent, err := spendingOf(tx, panel, o.Now())
		if err != nil {
			return err
		}
		chats, err := tx.ChatsWith(SMM, panel)
		if err != nil {
			return err
		}
		for _, chat := range chats {
			if err := tellLow(tx, chat, BalanceNews{Balance: now, Spent: spent}, tell); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("watch balance: %w", err)
	}
	return nil
}

func tellLow(tx *storage.Tx, chat int64, news BalanceNews, tell TellBalance) error {
	shop, _, err := tx.Shop(chat)
	if err != nil || shop.LowBalance == nil {
		return err
	}
	low := news.Balance.Amount.Less(*shop.LowBalance)
	if low == shop.LowTold {
		return nil
	}
	if low {
		place, _, err := tx.Chat(chat)
		if err != nil || place.Unreachable {
			return err // it is told when the chat is back
		}
		news.Shop = shop
		if err := tell(tx, news); err != nil {
			return err
		}
	}
	shop.LowTold = low
	return tx.SaveShop(shop)
}
