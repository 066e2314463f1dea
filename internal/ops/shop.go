package ops

import (
	"context"

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
	return s, err
}

// SaveShop changes what a chat chose, in the transaction that shows it.
func (o *Ops) SaveShop(tx *storage.Tx, chat int64, change func(*storage.Shop)) error {
	chat, err := tx.NowChat(chat)
	if err != nil {
		return err
	}
	s, _, err := tx.Shop(chat)
	if err != nil {
		return err
	}
	change(&s)
	s.Chat, s.At = chat, o.Now().UTC()
	return tx.SaveShop(s)
}
