package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

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
	release, err := o.lock(ctx, row)
	if err != nil {
		return err
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
	if err != nil || now.Panel != c.panel {
		return o.postpone(ctx, now)
	}
	_, err = o.newPursuit(c.Client, e, now, false, tell).pursue(ctx)
	return err
}

// lock takes the lock of what a row is about.
func (o *Ops) lock(ctx context.Context, row storage.Entry) (release func(), err error) {
	var in intent
	if err := json.Unmarshal(row.Intent, &in); err != nil {
		return nil, fmt.Errorf("%s: read journal: %w", row.Act, err)
	}
	release, err = o.locks.take(ctx, in.lockName(row.Panel))
	if err != nil {
		return nil, fmt.Errorf("%s: wait for an earlier act: %w", row.Act, err)
	}
	return release, nil
}

// postpone looks again in a while at a row whose account is gone, or another
// one, for now: what another key shows says nothing about it.
func (o *Ops) postpone(ctx context.Context, row storage.Entry) error {
	row.Next = o.Now().UTC().Add(max(orphanAfter, min(o.Now().Sub(row.At), time.Hour)))
	return o.Store.Update(ctx, func(tx *storage.Tx) error { return tx.SaveEntry(row) })
}
