package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/storage"
)

// How the journal waits and gives up.
const (
	orphanAfter = 2 * time.Minute // a pending row that nobody works on any more
	maxCalls    = 3               // of one act, each after a look that found nothing done
	farFuture   = 100 * 365 * 24 * time.Hour
)

// perform takes an act through the journal: the intent is committed, the call
// is made once, the end is committed. A row that is there already is never
// called again blindly: what is settled is returned as it was, what is not is
// looked up at the panel first.
func (o *Ops) perform(ctx context.Context, a Act, e effect, in intent) (Outcome, error) {
	c, err := o.panel(ctx, e.name, a.Place.Chat)
	if err != nil {
		return Outcome{}, err
	}
	release, err := o.locks.take(ctx, in.lockName(c.panel))
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: wait for an earlier act: %w", e.name, err)
	}
	defer release()
	row, err := o.intend(ctx, a, c.panel, e, in)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", e.name, err)
	}
	// What another key's panel shows says nothing about an act of before.
	if row.State.Settled() || row.Panel != c.panel {
		return outcomeOf(row)
	}
	return o.newPursuit(c.Client, e, row, true, nil).pursue(ctx)
}

// intend commits what is wanted, or finds that it was already.
func (o *Ops) intend(ctx context.Context, a Act, panel string, e effect, in intent) (storage.Entry, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return storage.Entry{}, err
	}
	now := o.Now().UTC()
	want := storage.Entry{
		Key: a.Key, Act: e.name, Provider: Servex, Panel: panel, Chat: a.Place.Chat, Thread: a.Place.Thread, Person: a.Person, Lang: a.Lang,
		State: storage.Pending, Intent: raw, At: now, Next: now.Add(orphanAfter),
	}
	var row storage.Entry
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		var err error
		row, _, err = tx.Intend(want)
		return err
	})
	return row, err
}
