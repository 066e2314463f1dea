package ops

import (
	"context"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// unseenAfter is how long a panel may fail to answer before its chats hear of
// it.
const unseenAfter = time.Hour

// openRead is how many open orders of a chat are read to find one of a panel.
const openRead = 100

// troubled notes for each chat with open orders there that they cannot be seen,
// and tells it once: at once when the panel refuses the key, for only a person
// can mend that, else when it lasts.
func (r *trackRun) troubled(ctx context.Context, code resale.Code) error {
	err := r.Store.Update(ctx, func(tx *storage.Tx) error {
		chats, err := tx.ChatsWith(SMM, r.panel)
		if err != nil {
			return err
		}
		for _, chat := range chats {
			if err := r.troubleOf(tx, chat, code); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note trouble with orders: %w", err)
	}
	return nil
}

func (r *trackRun) troubleOf(tx *storage.Tx, id int64, code resale.Code) error {
	o, found, err := r.openIn(tx, id)
	if err != nil || !found {
		return err
	}
	now := r.Now().UTC()
	t, known, err := tx.OrderTrouble(id)
	if err != nil {
		return err
	}
	if !known || t.Panel != r.panel || !t.Ended.IsZero() {
		t, known = storage.OrderTrouble{Chat: id, Panel: r.panel, Since: now}, false
	}
	say := troubleNews(t, code, now)
	calm, err := r.calm(tx, id, now)
	if err != nil || known && (say == "" || calm) {
		return err
	}
	if say == "" || calm {
		return tx.SaveOrderTrouble(t)
	}
	t.Told = append(slices.Clone(t.Told), say)
	if err := tx.SaveOrderTrouble(t); err != nil {
		return err
	}
	return r.tell(tx, OrderNews{Place: chat.Place{Chat: id, Thread: o.Thread}, Person: o.Person, Lang: o.Lang, Trouble: say, Since: t.Since})
}

// openIn gives a chat's newest open order at the panel, and whether there is
// one.
func (r *trackRun) openIn(tx *storage.Tx, id int64) (storage.Order, bool, error) {
	open, _, err := tx.OrdersOf(id, storage.OrderQuery{Open: true, Limit: openRead})
	if err != nil {
		return storage.Order{}, false, err
	}
	n := slices.IndexFunc(open, func(o storage.Order) bool { return o.Panel == r.panel })
	if n < 0 {
		return storage.Order{}, false, nil
	}
	return open[n], true, nil
}

// troubleNews gives what is to be told of a trouble, "" for nothing.
func troubleNews(t storage.OrderTrouble, code resale.Code, now time.Time) string {
	switch {
	case refuses(code) && !slices.Contains(t.Told, OrdersRefused):
		return OrdersRefused
	case !refuses(code) && len(t.Told) == 0 && now.Sub(t.Since) >= unseenAfter:
		return OrdersUnseen
	default:
		return ""
	}
}

// calm tells whether a chat is to be left alone for now: nobody can write to
// it, or it chose quiet hours for its alerts.
func (o *Ops) calm(tx *storage.Tx, id int64, now time.Time) (bool, error) {
	place, _, err := tx.Chat(id)
	if err != nil || place.Unreachable {
		return true, err
	}
	rule, found, err := tx.AlertRule(id)
	if err != nil || !found || !rule.On {
		return false, err
	}
	return !rule.QuietUntil(now, place.Location()).IsZero(), nil
}

// recovered notes that the panel answers. Chats that were told otherwise hear it
// with their next news.
func (r *trackRun) recovered(ctx context.Context) error {
	var over []storage.OrderTrouble
	err := r.Store.View(ctx, func(tx *storage.Tx) (err error) {
		over, err = r.troubles(tx)
		return err
	})
	if err != nil || len(over) == 0 {
		return err
	}
	err = r.Store.Update(ctx, func(tx *storage.Tx) error {
		over, err := r.troubles(tx)
		if err != nil {
			return err
		}
		for _, t := range over {
			if len(t.Told) == 0 {
				err = tx.DropOrderTrouble(t.Chat)
			} else {
				t.Ended = r.Now()
				err = tx.SaveOrderTrouble(t)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note the end of a trouble with orders: %w", err)
	}
	return nil
}

// troubles gives those with the panel that are not over.
func (r *trackRun) troubles(tx *storage.Tx) (all []storage.OrderTrouble, err error) {
	chats, err := tx.ChatsWith(SMM, r.panel)
	if err != nil {
		return nil, err
	}
	for _, id := range chats {
		t, found, err := tx.OrderTrouble(id)
		if err != nil {
			return nil, err
		}
		if found && t.Panel == r.panel && t.Ended.IsZero() {
			all = append(all, t)
		}
	}
	return all, nil
}
