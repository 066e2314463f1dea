package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/internal/resale"
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
	c, err := o.connection(ctx, e.name, e.provider, a.Place.Chat)
	if err != nil {
		return Outcome{}, err
	}
	release, err := o.locks.take(ctx, in.lockName(e.provider, c.base, c.panel))
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: wait for an earlier act: %w", e.name, err)
	}
	defer release()
	row, err := o.intend(ctx, a, c, e, in)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", e.name, err)
	}
	switch {
	case row.State.Settled():
		return outcomeOf(row)
	case row.Panel != c.panel: // what another key shows says nothing about it
		if row, err = o.leaveTold(ctx, row.Key); err != nil {
			return Outcome{}, fmt.Errorf("%s: %w", e.name, err)
		}
		return outcomeOf(row)
	}
	return o.newPursuit(c, e, row, true, nil).pursue(ctx)
}

// leaveTold keeps an act open whose person is told so now, and must be told
// the end.
func (o *Ops) leaveTold(ctx context.Context, key string) (row storage.Entry, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		row, err = tellLater(tx, key)
		return err
	})
	return row, err
}

func tellLater(tx *storage.Tx, key string) (row storage.Entry, err error) {
	row, found, err := tx.Entry(key)
	if err != nil || !found || row.State.Settled() {
		return row, err
	}
	row.State, row.Code, row.Told = storage.Unknown, string(resale.Unknown), true
	return row, tx.SaveEntry(row)
}

// entry reads a row of the journal.
func (o *Ops) entry(ctx context.Context, key string) (row storage.Entry, found bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		row, found, err = tx.Entry(key)
		return err
	})
	if err != nil {
		return row, false, fmt.Errorf("read journal: %w", err)
	}
	return row, found, nil
}

// saveInPlace saves a row in the chat and at the panel where it stands now: the
// chat may have become another one while the panel was called, or have got a new
// key, see GoOnWith.
func saveInPlace(tx *storage.Tx, row storage.Entry) (storage.Entry, error) {
	now, found, err := tx.Entry(row.Key)
	if err != nil {
		return row, err
	}
	if found {
		row.Chat, row.Thread, row.Panel = now.Chat, now.Thread, now.Panel
		row.Newer = now.Newer
	}
	return row, tx.SaveEntry(row)
}

// intend commits what is wanted, or finds that it was already.
func (o *Ops) intend(ctx context.Context, a Act, c connection, e effect, in intent) (storage.Entry, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return storage.Entry{}, err
	}
	now := o.Now().UTC()
	want := storage.Entry{
		Key: a.Key, Act: e.name, Provider: e.provider, Panel: c.panel, BaseURL: c.base, Chat: a.Place.Chat, Thread: a.Place.Thread, Person: a.Person, Lang: a.Lang,
		State: storage.Pending, Intent: raw, At: now, Next: now.Add(orphanAfter),
	}
	var row storage.Entry
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		var err error
		if want.Chat, err = tx.NowChat(a.Place.Chat); err != nil {
			return err
		}
		row, _, err = tx.Intend(want)
		return err
	})
	return row, err
}
