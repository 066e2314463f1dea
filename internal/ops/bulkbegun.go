package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// key names the act on one client of the bulk.
func (r *bulkRun) key(n int, item storage.BulkItem) string {
	key := fmt.Sprintf("%s%s.%d", bulkPrefix, r.b.ID, n)
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
		row, found, err := tx.Entry(r.key(n, item))
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
	key := r.key(n, item)
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
