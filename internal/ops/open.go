package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// openMost bounds how many open acts are shown.
const openMost = 20

// OpenAct is an act of which it is not known whether it took effect.
type OpenAct struct {
	Key      string
	Act      string
	Username string
	Days     int // renewals
	Called   time.Time
}

// OpenActs lists the open acts of a chat, the oldest first.
func (o *Ops) OpenActs(ctx context.Context, chat int64) (open []OpenAct, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		rows, err := tx.UnsettledIn(chat, openMost)
		for _, row := range rows {
			var in intent
			if row.State == storage.Unknown && json.Unmarshal(row.Intent, &in) == nil {
				open = append(open, OpenAct{Key: row.Key, Act: row.Act, Username: in.Username, Days: in.Days, Called: row.Called})
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list open acts: %w", err)
	}
	return open, nil
}

// LookAgain looks an open act of a chat up at once and gives how it stands now.
func (o *Ops) LookAgain(ctx context.Context, chat int64, key string) (Outcome, error) {
	row, err := o.openRow(ctx, chat, key)
	if err != nil {
		return Outcome{}, err
	}
	if !row.State.Settled() {
		if err := o.Reconcile(ctx, row, nil); err != nil {
			return Outcome{}, err
		}
		if row, err = o.openRow(ctx, chat, key); err != nil {
			return Outcome{}, err
		}
	}
	return outcomeOf(row)
}

// Decide settles an open act by the word of a person who looked at the panel.
// One that was settled meanwhile stays as it is.
func (o *Ops) Decide(ctx context.Context, chat int64, key string, done bool) (Outcome, error) {
	row, err := o.openRow(ctx, chat, key)
	if err != nil {
		return Outcome{}, err
	}
	release, err := o.lock(ctx, row)
	if err != nil {
		return Outcome{}, err
	}
	defer release()
	err = o.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		if row, _, err = tx.Entry(key); err != nil || row.State.Settled() {
			return err
		}
		row.State, row.Code, row.Settled = storage.Refused, string(resale.Refused), o.Now().UTC()
		if done {
			row.State, row.Code = storage.Done, ""
		}
		return tx.SaveEntry(row)
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("decide: %w", err)
	}
	return outcomeOf(row)
}

// openRow gives a journal row, if it is the chat's.
func (o *Ops) openRow(ctx context.Context, chat int64, key string) (row storage.Entry, err error) {
	var ok bool
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		row, ok, err = tx.Entry(key)
		return err
	})
	switch {
	case err != nil:
		return row, fmt.Errorf("read journal: %w", err)
	case !ok || row.Chat != chat:
		return row, &resale.Error{Act: "read journal", Code: resale.NotFound}
	}
	return row, nil
}
