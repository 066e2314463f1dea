package ops

import (
	"context"
	"fmt"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	samplesEvery = 10 * time.Minute // a panel's balance is read so often
	ordersLately = 30 * spentDay    // of chats that ordered within so much time
)

// BalanceNews says that a chat's balance fell below what it chose.
type BalanceNews struct {
	Provider string
	Shop     storage.Shop
	Below    decimal.Decimal // what it chose
	Balance  resale.Balance
	Spent    Spending
}

// Days is about how many days the balance lasts, and whether that can be told.
func (n BalanceNews) Days() (int, bool) { return n.Spent.lasts(n.Balance.Amount) }

// TellBalance puts news into the outbox. It runs in the transaction that notes
// that they were told, and may run more than once.
type TellBalance func(*storage.Tx, BalanceNews) error

// prepaid are the providers whose accounts are paid in advance.
func prepaid() []string { return []string{SMM, VPNResellers} }

// DueBalances gives the panels whose balance is to be read now: each every ten
// minutes, if a chat wants to hear when it is low, ordered lately, or has
// accounts that are billed every day.
func (o *Ops) DueBalances(ctx context.Context) (due []string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due = nil
		of, panels := map[string]string{}, []string(nil)
		for _, provider := range prepaid() {
			its, err := tx.Panels(provider)
			if err != nil {
				return err
			}
			for _, panel := range its {
				of[panel] = provider
			}
			panels = append(panels, its...)
		}
		for _, panel := range o.samples.due(panels, o.Now()) {
			if wanted, err := o.balanceWanted(tx, of[panel], panel); err != nil {
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

func (o *Ops) balanceWanted(tx *storage.Tx, provider, panel string) (bool, error) {
	if provider != SMM {
		return true, nil
	}
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
	c, provider, err := o.prepaidPanel(ctx, panel)
	if err != nil || provider == "" {
		return err
	}
	now, err := c.balance(ctx)
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
		chats, err := tx.ChatsWith(provider, panel)
		if err != nil {
			return err
		}
		for _, chat := range chats {
			if err := tellLow(tx, chat, BalanceNews{Provider: provider, Balance: now, Spent: spent}, tell); err != nil {
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

// prepaidPanel gives the way to a panel and its provider, "" when no chat has
// it any more.
func (o *Ops) prepaidPanel(ctx context.Context, panel string) (c connection, provider string, err error) {
	for _, provider := range prepaid() {
		c, found, err := o.through(ctx, readBalanceAct, provider, panel)
		if err != nil || found {
			return c, provider, err
		}
	}
	return connection{}, "", nil
}

func tellLow(tx *storage.Tx, chat int64, news BalanceNews, tell TellBalance) error {
	shop, _, err := tx.Shop(chat)
	alert := shop.Alert(news.Provider)
	if err != nil || alert.Below == nil {
		return err
	}
	low := news.Balance.Amount.Less(*alert.Below)
	if low == alert.Told {
		return nil
	}
	if low {
		place, _, err := tx.Chat(chat)
		if err != nil || place.Unreachable {
			return err // it is told when the chat is back
		}
		news.Shop, news.Below = shop, *alert.Below
		if err := tell(tx, news); err != nil {
			return err
		}
	}
	alert.Told = low
	shop.SetAlert(news.Provider, alert)
	return tx.SaveShop(shop)
}
