package ops

import (
	"context"
	"errors"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// backAfter is how long a panel has to answer until that is told: one that
// falters is one trouble.
const backAfter = 10 * time.Minute

// leaveTrouble is meetTrouble of an answer: one that was told of is kept until
// its end is told too, see TellStoresBack; of another one nothing stays.
func (o *Ops) leaveTrouble(tx *storage.Tx, s storage.Storefront, _ resale.Code) (t storage.StoreTrouble, _ StoreNewsKind, changed bool, err error) {
	t, known, err := tx.StoreTrouble(s.Chat)
	switch {
	case err != nil || !known || t.Panel != s.Panel || !t.Ended.IsZero():
		return t, "", false, err
	case len(t.Told) == 0:
		return storage.StoreTrouble{}, "", true, nil
	}
	t.Ended = o.Now().UTC()
	return t, "", true, nil
}

// TellStoresBack tells the chats that were told of a trouble with their store's
// panel that it is over, each once.
func (o *Ops) TellStoresBack(ctx context.Context, tell TellStore) error {
	var over []storage.StoreTrouble
	err := o.Store.View(ctx, func(tx *storage.Tx) (err error) {
		over, err = tx.EndedStoreTroubles(o.Now().Add(-backAfter))
		return err
	})
	if err != nil {
		return fmt.Errorf("list troubles of stores: %w", err)
	}
	var errs []error
	for _, t := range over {
		err := o.Store.Update(ctx, func(tx *storage.Tx) error { return o.tellBack(tx, t, tell) })
		if err != nil {
			errs = append(errs, fmt.Errorf("tell the end of a trouble to chat %d: %w", t.Chat, err))
		}
	}
	return errors.Join(errs...)
}

func (o *Ops) tellBack(tx *storage.Tx, was storage.StoreTrouble, tell TellStore) error {
	t, known, err := tx.StoreTrouble(was.Chat)
	if err != nil || !known || !t.Ended.Equal(was.Ended) { // it went on
		return err
	}
	if calm, err := o.calm(tx, t.Chat, o.Now().UTC()); err != nil || calm {
		return err
	}
	if err := tx.DropStoreTrouble(t.Chat); err != nil {
		return err
	}
	s, found, err := tx.Storefront(t.Chat)
	if err != nil || !found || s.Panel != t.Panel {
		return err
	}
	return tell(tx, StoreNews{Kind: StoreBack, Store: s, Since: t.Since})
}
