package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"resellerbot/internal/resale"
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
// person who was told that it was unknown, or whose words went astray while it
// was under way. A row that cannot be settled yet is left for later, which is
// no error.
func (o *Ops) Reconcile(ctx context.Context, row storage.Entry, tell Tell) error {
	e, ok := o.effects()[row.Act]
	if !ok {
		return fmt.Errorf("reconcile: no act %q", row.Act)
	}
	release, err := o.lock(ctx, row)
	if err != nil {
		return err
	}
	defer release()
	// Whoever held the lock may have settled it.
	now, found, err := o.entry(ctx, row.Key)
	if err != nil || !found || now.State.Settled() {
		return err
	}
	// Nobody came back to ask. A bulk does, and says it in its report.
	if now.State == storage.Pending && !strings.HasPrefix(now.Key, bulkPrefix) {
		now.Told = true
	}
	c, same, err := o.reach(ctx, now)
	switch {
	case err != nil:
		return o.postpone(ctx, now)
	case !same:
		return o.glance(ctx, c, e, now, tell)
	}
	_, err = o.newPursuit(c, e, now, false, tell).pursue(ctx)
	return err
}

// reach gives the way to a row's panel: by its chat's account, else by that of
// any chat that was given the same key. Without one it is the chat's own way,
// by another key, and same is false.
func (o *Ops) reach(ctx context.Context, row storage.Entry) (c connection, same bool, err error) {
	c, err = o.connection(ctx, row.Act, row.Provider, row.Chat)
	if err == nil && c.panel == row.Panel {
		return c, true, nil
	}
	other, found, failed := o.through(ctx, row.Act, row.Provider, row.Panel)
	if failed == nil && found {
		return other, true, nil
	}
	return c, false, errors.Join(err, failed)
}

// glance looks an act up by another key of its chat, which may be the same
// account's new one. Only what is surely the same client counts, and only as
// done: nothing is ever called.
func (o *Ops) glance(ctx context.Context, c connection, e effect, row storage.Entry, tell Tell) error {
	p := o.newPursuit(c, e, row, false, tell)
	if err := json.Unmarshal(row.Intent, &p.in); err != nil {
		return fmt.Errorf("%s: read journal: %w", row.Act, err)
	}
	if done, err := p.glanceVPN(ctx, c); done || err != nil {
		return err
	}
	if p.in.Host != nil {
		return p.glanceHost(ctx, c)
	}
	if row.Calls == 0 || row.BaseURL != c.base || p.in.kind() != "client" || p.in.Before.ID == 0 {
		return o.postpone(ctx, row)
	}
	if seen, err := refind(ctx, c, p.in); err != nil || !sameClient(p.in.Before, seen) {
		return o.postpone(ctx, row)
	}
	v, r, err := p.look(ctx, c, p.in, row.Called)
	if err != nil || v != present || !sameClient(p.in.Before, r.Client) {
		return o.postpone(ctx, row)
	}
	_, err = p.adopt(ctx, r)
	return err
}

// sameClient tells whether two readings are surely of one client: ids alone
// may come again elsewhere.
func sameClient(a, b resale.Client) bool {
	return a.ID == b.ID && (!a.Created.IsZero() && a.Created.Equal(b.Created) || a.UUID != "" && strings.EqualFold(a.UUID, b.UUID))
}

// lock takes the lock of what a row is about.
func (o *Ops) lock(ctx context.Context, row storage.Entry) (release func(), err error) {
	var in intent
	if err := json.Unmarshal(row.Intent, &in); err != nil {
		return nil, fmt.Errorf("%s: read journal: %w", row.Act, err)
	}
	release, err = o.locks.take(ctx, in.lockName(row.Provider, row.BaseURL, row.Panel))
	if err != nil {
		return nil, fmt.Errorf("%s: wait for an earlier act: %w", row.Act, err)
	}
	return release, nil
}

// postpone looks again in a while at a row whose account is gone, or another
// one, for now. What keeps its client busy is listed as open until then.
func (o *Ops) postpone(ctx context.Context, row storage.Entry) error {
	if row.Calls > 0 {
		row.State, row.Code = storage.Unknown, string(resale.Unknown)
	}
	row.Next = o.Now().UTC().Add(max(orphanAfter, min(o.Now().Sub(row.At), time.Hour)))
	return o.Store.Update(ctx, func(tx *storage.Tx) error {
		_, err := saveInPlace(tx, row)
		return err
	})
}
