package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// OwnPanel tells under which panel a chat's orders are that a new key of the
// same address shows too, "" for none: who got a new key from the panel goes on
// with the orders of the old one. It reads one order.
func (o *Ops) OwnPanel(ctx context.Context, a storage.Account, key secret.String) (panel string, err error) {
	latest, found, err := o.latestOrder(ctx, a)
	if err != nil || !found || latest.Panel == storage.PanelOf(SMM, a.BaseURL, key) {
		return "", err
	}
	_, err = o.SMM(a.BaseURL, key).Status(ctx, latest.ID)
	switch resale.CodeOf(err) {
	case "":
		return latest.Panel, nil
	case resale.NotFound, resale.Forbidden, resale.Refused, resale.Invalid:
		return "", nil // somebody else's
	}
	return "", err
}

// latestOrder gives the newest order of a chat at an address.
func (o *Ops) latestOrder(ctx context.Context, a storage.Account) (latest storage.Order, found bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if a.Chat, err = tx.NowChat(a.Chat); err != nil {
			return err
		}
		orders, _, err := tx.OrdersOf(a.Chat, storage.OrderQuery{Limit: 50})
		for _, row := range orders {
			if !found && row.BaseURL == a.BaseURL {
				latest, found = row, true
			}
		}
		return err
	})
	if err != nil {
		return latest, false, fmt.Errorf("read orders: %w", err)
	}
	return latest, found, nil
}

// GoOnWith takes a chat's orders, and its acts that are still open, to a new
// key's panel, in the transaction that connects it.
func (o *Ops) GoOnWith(tx *storage.Tx, a storage.Account, from string, key secret.String) (err error) {
	if a.Chat, err = tx.NowChat(a.Chat); err != nil {
		return fmt.Errorf("move orders: %w", err)
	}
	to := storage.PanelOf(SMM, a.BaseURL, key)
	if err := tx.MoveShop(a.Chat, from, to); err != nil {
		return fmt.Errorf("move orders: %w", err)
	}
	if err := o.moveActs(tx, a.Chat, from, to); err != nil {
		return fmt.Errorf("move orders: %w", err)
	}
	return nil
}
