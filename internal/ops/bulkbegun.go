package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// itemKey names the act on one item of a bulk.
func itemKey(bulk string, n int, item storage.BulkItem) string {
	key := fmt.Sprintf("%s%s.%d", bulkPrefix, bulk, n)
	if item.Tries > 0 {
		key += fmt.Sprintf(".try%d", item.Tries+1)
	}
	return key
}

// interrupted lists the items that are left although the journal knows them,
// and has no refusal of them: a crash may have come between the act and its note
// here.
func (r *bulkRun) interrupted(tx *storage.Tx) (all []int, err error) {
	for n, item := range r.b.Items {
		if item.State != "" {
			continue
		}
		row, found, err := tx.Entry(itemKey(r.b.ID, n, item))
		if err != nil {
			return nil, err
		}
		if found && row.State != storage.Refused {
			all = append(all, n)
		}
	}
	return all, nil
}

// abandon stops the bulk for want of a panel. A client that was begun is not
// left: it may be done, or must be told the end of.
func (r *bulkRun) abandon(ctx context.Context, n int, item storage.BulkItem, why resale.Code) error {
	key := itemKey(r.b.ID, n, item)
	stop := func(b *storage.Bulk) { b.State, b.Why = storage.BulkStopped, string(why) }
	row, found, err := r.entry(ctx, key)
	switch {
	case err != nil:
		return err
	case !found, row.State == storage.Refused:
		return r.save(ctx, stop)
	case row.State == storage.Done:
		item.State = storage.Done
		if out, err := outcomeOf(row); err == nil {
			r.kind.done(&item, out)
		}
	default:
		item.State = storage.Unknown
	}
	return r.saveItemAnd(ctx, n, item, stop, func(tx *storage.Tx) error {
		_, err := tellLater(tx, key)
		return err
	})
}

// sinceThen brings what was unknown when a bulk did it up to what the journal
// says by now.
func sinceThen(tx *storage.Tx, b storage.Bulk) error {
	for n, item := range b.Items {
		if item.State != storage.Unknown {
			continue
		}
		row, found, err := tx.Entry(itemKey(b.ID, n, item))
		if err != nil {
			return err
		}
		if !found || !row.State.Settled() {
			continue
		}
		out, err := outcomeOf(row)
		if err != nil {
			return err
		}
		item.State, item.Code = row.State, row.Code
		if row.State == storage.Done {
			placed(&item, out)
		}
		b.Items[n] = item
	}
	return nil
}
