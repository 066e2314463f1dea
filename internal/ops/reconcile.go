package ops

import (
	"context"
	"encoding/json"
	"fmt"

	"resellerbot/storage"
)

// Unsettled gives the journal rows that are due to be looked at.
func (o *Ops) Unsettled(ctx context.Context, limit int) (due []storage.Entry, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due, err = tx.Unsettled(o.Now().UTC(), limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list unsettled acts: %w", err)
	}
	return due, nil
}

// Reconcile brings one row to its end if the panel lets it, and tells the
// person who was told that it was unknown. A row that cannot be settled yet is
// left for later, which is no error.
func (o *Ops) Reconcile(ctx context.Context, row storage.Entry, tell Tell) error {
	e, ok := effects()[row.Act]
	if !ok {
		return fmt.Errorf("reconcile: no act %q", row.Act)
	}
	var in intent
	if err := json.Unmarshal(row.Intent, &in); err != nil {
		return fmt.Errorf("reconcile: read journal: %w", err)
	}
	release, err := o.locks.take(ctx, in.lockName(row.Chat))
	if err != nil {
		return fmt.Errorf("reconcile: %w", err)
	}
	defer release()
	// Whoever held the lock may have settled it.
	var now storage.Entry
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		now, ok, err = tx.Entry(row.Key)
		return err
	})
	if err != nil || !ok || now.State.Settled() {
		return err
	}
	c, err := o.panel(ctx, row.Act, row.Chat)
	if err != nil {
		return o.postpone(ctx, now)
	}
	_, err = o.newPursuit(c, e, now, false, tell).pursue(ctx)
	return err
}

// postpone looks again in a while at a row whose account is gone for now.
func (o *Ops) postpone(ctx context.Context, row storage.Entry) error {
	row.Next = o.Now().UTC().Add(orphanAfter)
	return o.Store.Update(ctx, func(tx *storage.Tx) error { return tx.SaveEntry(row) })
}
