package ops

import (
	"context"
	"fmt"

	"resellerbot/storage"
)

// Shop gives what a chat chose for its orders; a chat that chose nothing has
// the zero margin and no alert.
func (o *Ops) Shop(ctx context.Context, chat int64) (s storage.Shop, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		s, _, err = tx.Shop(chat)
		return err
	})
	if err != nil {
		return storage.Shop{}, fmt.Errorf("read shop: %w", err)
	}
	return s, nil
}

// ChangeShop saves what a person changed; change may run more than once.
func (o *Ops) ChangeShop(ctx context.Context, chat int64, change func(*storage.Shop)) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		s, _, err := tx.Shop(now)
		if err != nil {
			return err
		}
		change(&s)
		s.Chat, s.At = now, o.Now().UTC()
		return tx.SaveShop(s)
	})
	if err != nil {
		return fmt.Errorf("change shop: %w", err)
	}
	return nil
}
