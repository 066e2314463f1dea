package ops

import (
	"context"
	"fmt"
	"slices"

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

// begun tells whether the journal knows the first client that is left, and has
// no refusal of it: a crash may have come between the act and its note here.
func (r *bulkRun) begun(tx *storage.Tx) (bool, error) {
	n := slices.IndexFunc(r.b.Items, func(i storage.BulkItem) bool { return i.State == "" })
	if n < 0 {
		return false, nil
	}
	row, found, err := tx.Entry(r.key(n, r.b.Items[n]))
	return found && row.State != storage.Refused, err
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
	default:
		item.State = storage.Unknown
	}
	return r.saveItemAnd(ctx, n, item, stop, func(tx *storage.Tx) error {
		_, err := tellLater(tx, key)
		return err
	})
}
