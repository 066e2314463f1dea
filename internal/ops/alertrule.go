package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// AlertRule gives what a chat wants to hear about live; of a chat that never
// said, what is proposed: everybody, coming and going, switched off.
func (o *Ops) AlertRule(ctx context.Context, place chat.Place, lang string) (rule storage.AlertRule, err error) {
	c, err := o.panel(ctx, "read alerts", place.Chat)
	if err != nil {
		return rule, err
	}
	var found bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		rule, found, err = tx.AlertRule(place.Chat)
		return err
	})
	if err != nil {
		return rule, fmt.Errorf("read alerts: %w", err)
	}
	if !found {
		rule = storage.AlertRule{Online: true, Offline: true}
	}
	rule.Chat, rule.Thread, rule.Lang, rule.Provider, rule.Panel = place.Chat, place.Thread, lang, Servex, c.panel
	return rule, nil
}

// ChangeAlerts changes a chat's rule, in the caller's transaction: what others
// changed meanwhile stays. What waits to be told is looked at anew.
func (o *Ops) ChangeAlerts(tx *storage.Tx, proposed storage.AlertRule, change func(*storage.AlertRule)) error {
	rule, found, err := tx.AlertRule(proposed.Chat)
	if err != nil {
		return err
	}
	if !found || rule.Panel != proposed.Panel {
		rule = proposed
	}
	rule.Thread, rule.Lang = proposed.Thread, proposed.Lang
	change(&rule)
	if err := tx.SaveAlertRule(rule); err != nil {
		return err
	}
	q, err := tx.AlertQueue(rule.Chat)
	if err != nil || q.Due.IsZero() {
		return err
	}
	q.Due = o.Now().UTC()
	return tx.SaveAlertQueue(q)
}

// EventBatch gives everything that one long message told.
func (o *Ops) EventBatch(ctx context.Context, chat int64, id uint64) (b storage.EventBatch, err error) {
	var found bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		b, found, err = tx.EventBatch(chat, id)
		return err
	})
	if err == nil && !found {
		err = &resale.Error{Act: "read events", Code: resale.NotFound}
	}
	return b, err
}

// viewLife is how long a message shows the servers live.
const viewLife = 10 * time.Minute

// WatchServers makes the message in a slot of the chat show the servers live,
// in the caller's transaction. One message in a chat does: a former one goes.
func (o *Ops) WatchServers(tx *storage.Tx, place chat.Place, panel, lang, slot string) error {
	views, err := tx.ServerViews()
	if err != nil {
		return err
	}
	for _, v := range views {
		if v.Chat != place.Chat {
			continue
		}
		err := tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: v.Chat, Lane: storage.Alerts}, Kind: storage.Delete, Slot: v.Slot, Thread: v.Thread})
		if err != nil {
			return err
		}
	}
	return tx.SaveServerView(storage.ServerView{
		Chat: place.Chat, Thread: place.Thread, Lang: lang, Panel: panel, Slot: slot, Until: o.Now().UTC().Add(viewLife),
	})
}
