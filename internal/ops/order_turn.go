package ops

import (
	"context"
	"time"

	"resellerbot/providers/smm"
	"resellerbot/storage"
)

// lookAhead is the longest quarter of a rest.
const lookAhead = rareLook / 4

// due lists a panel's rows that are due at a time.
type due func(tx *storage.Tx, panel string, at time.Time, limit int) ([]storage.Order, error)

// soon gives rows for one call, the longest due first; none when nothing is
// due. It fills them up with those of whose rest at most a quarter is left: the
// call costs the same.
func (r *trackRun) soon(ctx context.Context, list due, when func(storage.Order) (next time.Time, rest time.Duration)) (soon []storage.Order, err error) {
	now := r.Now().UTC()
	var rows []storage.Order
	err = r.Store.View(ctx, func(tx *storage.Tx) error {
		rows, err = list(tx, r.panel, now.Add(lookAhead), smm.MaxIDs)
		return err
	})
	if err != nil {
		return nil, err
	}
	waiting := false
	for _, o := range rows {
		next, rest := when(o)
		waiting = waiting || !next.After(now)
		if next.Sub(now) <= rest/4 {
			soon = append(soon, o)
		}
	}
	if !waiting {
		return nil, nil
	}
	return soon, nil
}

// note changes rows as they are by now, all in one transaction; change tells
// whether it did.
func (r *trackRun) note(ctx context.Context, rows []storage.Order, change func(o *storage.Order, was storage.Order, now time.Time) bool) error {
	return r.Store.Update(ctx, func(tx *storage.Tx) error {
		now := r.Now().UTC()
		for _, was := range rows {
			o, found, err := tx.Order(r.panel, was.ID)
			if err != nil {
				return err
			}
			if !found || !change(&o, was, now) {
				continue
			}
			if err := tx.SaveOrder(o); err != nil {
				return err
			}
		}
		return nil
	})
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
