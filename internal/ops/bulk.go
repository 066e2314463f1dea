package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// MaxBulk is how many clients one bulk may have.
const MaxBulk = 500

// bulkPrefix begins the keys of the acts of all bulks.
const bulkPrefix = "bulk."

// openBulksMost bounds how many bulks are looked through for work.
const openBulksMost = 1000

// StartBulk writes down what is to be done, in the caller's transaction. An id,
// a batch, or what another bulk left undone, is taken on once: two people who
// tap the same button do not renew twice. The second does nothing.
func (o *Ops) StartBulk(tx *storage.Tx, b storage.Bulk) error {
	if _, found, err := tx.BulkHead(b.ID); err != nil || found {
		return err
	}
	if fresh, err := takeOn(tx, b); err != nil || !fresh {
		return err
	}
	b.At = o.Now().UTC()
	b.State, b.NotBefore = storage.BulkWaiting, b.At
	return tx.SaveBulk(b)
}

// takeOn uses up what a bulk is begun from; false when somebody was quicker.
func takeOn(tx *storage.Tx, b storage.Bulk) (fresh bool, err error) {
	if b.Batch != "" {
		_, found, err := tx.ClientBatch(b.Batch)
		if err != nil || !found {
			return false, err
		}
		return true, tx.DropClientBatch(b.Batch)
	}
	if b.From == "" {
		return true, nil
	}
	old, found, err := tx.BulkHead(b.From)
	if err != nil || !found || old.Again != "" {
		return false, err
	}
	old.Again = b.ID
	return true, tx.SaveBulkHead(old)
}

// StopBulk has a chat's bulk end after the item that is under way; false when
// there is none, or it is ended.
func (o *Ops) StopBulk(ctx context.Context, id string, chat int64) (stopped bool, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		b, found, err := tx.BulkHead(id)
		stopped = found && b.Chat == chat && !b.State.Ended()
		if err != nil || !stopped {
			return err
		}
		// Due at once, ahead of the others: RunBulk ends it and says so.
		b.Stop, b.NotBefore = true, time.Time{}
		return tx.SaveBulkHead(b)
	})
	if err != nil {
		return false, fmt.Errorf("stop bulk: %w", err)
	}
	return stopped, nil
}

// Bulk gives a bulk of a chat, with what became known since of items that were
// unknown, and whether there is one.
func (o *Ops) Bulk(ctx context.Context, chat int64, id string) (b storage.Bulk, found bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if b, found, err = tx.Bulk(id); err != nil || !found {
			return err
		}
		return sinceThen(tx, b)
	})
	if err != nil || !found || b.Chat != chat {
		return storage.Bulk{}, false, err
	}
	return b, true, nil
}

// ClientBatch gives a client batch of a chat, and whether there is one.
func (o *Ops) ClientBatch(ctx context.Context, chat int64, id string) (b storage.ClientBatch, found bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		b, found, err = tx.ClientBatch(id)
		return err
	})
	if err != nil || !found || b.Chat != chat {
		return storage.ClientBatch{}, false, err
	}
	return b, true, nil
}

// FoundClients lists the clients that a query finds, at most MaxBulk, and
// whether there are more. It changes nothing.
func (o *Ops) FoundClients(ctx context.Context, chat int64, q resale.ClientQuery) (found []resale.Client, more bool, err error) {
	c, err := o.panel(ctx, "list clients", chat)
	if err != nil {
		return nil, false, err
	}
	q.Page, q.Limit = 1, 100
	for client, err := range c.AllClients(ctx, q, MaxBulk+1) {
		if err != nil {
			return nil, false, err
		}
		if len(found) == MaxBulk {
			return found, true, nil
		}
		found = append(found, client)
	}
	return found, false, nil
}

// DueBulks gives the bulks that there is something to do for, without their
// items.
func (o *Ops) DueBulks(ctx context.Context) (due []storage.Bulk, err error) {
	now := o.Now()
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		open, err := tx.OpenBulks(openBulksMost)
		for _, b := range open {
			if !b.NotBefore.After(now) {
				due = append(due, b)
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list bulks: %w", err)
	}
	return due, nil
}
