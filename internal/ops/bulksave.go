package ops

import (
	"context"
	"slices"

	"resellerbot/storage"
)

// commit saves the bulk, and shows it when it is time to. The row is read anew:
// a person may have said stop, the chat may have become another one.
func (r *bulkRun) commit(ctx context.Context, change func(*storage.Bulk), also func(*storage.Tx) error) error {
	var now storage.Bulk
	var showing bool
	err := r.Store.Update(ctx, func(tx *storage.Tx) error {
		old, found, err := tx.BulkHead(r.b.ID)
		if err != nil {
			return err
		}
		if !found || old.State.Ended() {
			now, showing = storage.Bulk{State: storage.BulkStopped}, false
			return nil
		}
		var begun []int
		if old.Stop { // else nobody asks
			if begun, err = r.interrupted(tx); err != nil {
				return err
			}
		}
		if now, err = r.changed(old, change, len(begun) > 0), also(tx); err != nil {
			return err
		}
		if err := tx.SaveBulkHead(now); err != nil {
			return err
		}
		showing = now.State != old.State || r.Now().Sub(r.shown) >= bulkShow
		if !showing {
			return nil
		}
		return r.show(tx, now)
	})
	if err != nil {
		return err
	}
	if r.b = now; showing {
		r.shown = r.Now()
	}
	return nil
}

// changed is the bulk as it is to be saved. An item that was begun comes to
// its end before a person's stop: it must not count as left.
func (r *bulkRun) changed(old storage.Bulk, change func(*storage.Bulk), begun bool) storage.Bulk {
	b := old
	b.Items = r.b.Items
	moved := b.Chat != r.b.Chat
	change(&b)
	if moved && b.State == storage.BulkStopped {
		b.State, b.Why = old.State, old.Why // the account went with the chat
	}
	if b.State.Ended() {
		return b
	}
	switch {
	case !anyLeft(b.Items):
		b.State, b.Why = storage.BulkDone, ""
	case b.Stop && !begun:
		b.State, b.Why = storage.BulkStopped, ""
	}
	return b
}

func anyLeft(items []storage.BulkItem) bool {
	return slices.ContainsFunc(items, func(i storage.BulkItem) bool { return i.State == "" })
}

// saveItem saves how an item stands and what change makes of the bulk.
func (r *bulkRun) saveItem(ctx context.Context, n int, item storage.BulkItem, change func(*storage.Bulk)) error {
	return r.saveItemAnd(ctx, n, item, change, func(*storage.Tx) error { return nil })
}

func (r *bulkRun) saveItemAnd(ctx context.Context, n int, item storage.BulkItem, change func(*storage.Bulk), also func(*storage.Tx) error) error {
	before := r.b
	r.b.Items = slices.Clone(r.b.Items)
	r.b.Items[n] = item
	err := r.commit(ctx, change, func(tx *storage.Tx) error {
		if err := tx.SaveBulkItem(r.b.ID, n, item); err != nil {
			return err
		}
		return also(tx)
	})
	if err != nil {
		r.b = before
	}
	return err
}

func (r *bulkRun) save(ctx context.Context, change func(*storage.Bulk)) error {
	return r.commit(ctx, change, func(*storage.Tx) error { return nil })
}
