package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// OrderTerms is what a list of orders is checked against.
type OrderTerms struct {
	Panel    string                    // see storage.PanelOf
	Services map[string]resale.Service // by number
	Currency string                    // of the account
	Balance  resale.Balance
	Shop     storage.Shop
}

// OrderTerms reads anew what a chat's SMM panel sells, and its balance, both at
// most once in ten seconds. It fails when either cannot be read.
func (o *Ops) OrderTerms(ctx context.Context, chat int64) (OrderTerms, error) {
	const act = "read order terms"
	c, err := o.connection(ctx, act, SMM, chat)
	if err != nil {
		return OrderTerms{}, err
	}
	list, err := o.services(ctx, c, servicesRest)
	switch {
	case err != nil:
		return OrderTerms{}, err
	case list.Stale:
		return OrderTerms{}, &resale.Error{Act: act, Code: resale.Unavailable}
	}
	t := OrderTerms{Services: make(map[string]resale.Service, len(list.Services)), Panel: list.Panel, Currency: list.Currency}
	for _, s := range list.Services {
		t.Services[s.ID] = s
	}
	if t.Balance, err = o.shownFunds(ctx, c); err != nil {
		return OrderTerms{}, err
	}
	if t.Balance.Currency != "" {
		t.Currency = t.Balance.Currency
	}
	if t.Shop, err = o.Shop(ctx, chat); err != nil {
		return OrderTerms{}, fmt.Errorf("%s: %w", act, err)
	}
	return t, nil
}

// LinksRunning tells which of the links have an order of this bot at the chat's
// panel that has not come to its end.
func (o *Ops) LinksRunning(ctx context.Context, chat int64, links []string) (map[string]bool, error) {
	running := make(map[string]bool)
	err := o.Store.View(ctx, func(tx *storage.Tx) error {
		panel, err := tx.PanelIn(chat, SMM)
		if err != nil || panel == "" {
			return err
		}
		for _, link := range links {
			open, err := tx.OrdersOnLink(panel, link)
			if err != nil {
				return err
			}
			if len(open) > 0 {
				running[link] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list orders on links: %w", err)
	}
	return running, nil
}
