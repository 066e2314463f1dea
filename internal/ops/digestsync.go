package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// syncSize is how many rows one transaction brings up to date, so that nobody
// waits long for a large listing.
const syncSize = 500

// sync brings the rows up to what the listing says. It warns of nothing, so it
// may end anywhere and begin anew.
func (r *digestRun) sync(ctx context.Context, l Listing) error {
	if !slices.Equal(r.d.Armed, r.d.Thresholds) {
		if err := r.save(ctx, r.rearmed); err != nil {
			return err
		}
	}
	return r.save(ctx, func(tx *storage.Tx) ([]storage.Warning, error) { return r.news(tx, l) })
}

// save writes the rows that changed finds in need of it.
func (r *digestRun) save(ctx context.Context, changed func(*storage.Tx) ([]storage.Warning, error)) error {
	var rows []storage.Warning
	err := r.Store.View(ctx, func(tx *storage.Tx) (err error) {
		rows, err = changed(tx)
		return err
	})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(rows, syncSize) {
		err := r.Store.Update(ctx, func(tx *storage.Tx) error {
			if _, ok, err := r.current(tx); err != nil || !ok {
				return err
			}
			for _, w := range some {
				if err := tx.SaveWarning(w); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rearmed gives the rows whose next moment is another one with the thresholds
// of today. Of what was told in full and over when they changed, nothing is
// told any more.
func (r *digestRun) rearmed(tx *storage.Tx) ([]storage.Warning, error) {
	all, err := tx.Warnings(r.d.Chat, r.d.Provider)
	if err != nil {
		return nil, err
	}
	var rows []storage.Warning
	for _, was := range all {
		if was.Next.IsZero() && !was.Expires.After(r.d.Changed) {
			continue
		}
		if now := r.armed(was); now != was {
			rows = append(rows, now)
		}
	}
	return rows, nil
}

// news gives the rows of clients that are new, expire at another time, or are
// so near their end that their row is to be looked at. The others are told
// apart by an index, unread.
func (r *digestRun) news(tx *storage.Tx, l Listing) ([]storage.Warning, error) {
	var rows []storage.Warning
	for _, c := range l.Clients {
		if c.Test || c.Expires.IsZero() {
			continue
		}
		if resale.DaysLeft(c.Expires, r.now, r.zone) > resale.Thresholds(r.d.Thresholds).Furthest() {
			if stands, err := tx.WarningStands(r.d.Chat, r.d.Provider, c.ID, c.Expires); err != nil {
				return nil, err
			} else if stands {
				continue
			}
		}
		if trial, err := givenAway(tx, r.d.Chat, r.d.Provider, c); err != nil {
			return nil, err
		} else if trial {
			continue
		}
		was, found, err := tx.Warning(r.d.Chat, r.d.Provider, c.ID)
		if err != nil {
			return nil, err
		}
		if !found && !c.Expires.After(r.now) {
			continue // first seen when it was over already
		}
		if !found {
			was = storage.Warning{Chat: r.d.Chat, Provider: r.d.Provider, ClientID: c.ID, Warned: resale.NotWarned}
		}
		if now := r.upTo(was, c); now != was {
			rows = append(rows, now)
		}
	}
	return rows, nil
}

// upTo brings a row up to what the panel shows; a new expiry is to be warned
// of anew.
func (r *digestRun) upTo(w storage.Warning, c ListedClient) storage.Warning {
	if resale.ExpiryDay(c.Expires) != resale.ExpiryDay(w.Expires) {
		w.Warned = resale.NotWarned
	}
	w.Username, w.Expires = c.Username, c.Expires.UTC()
	return r.armed(w)
}

// armed sets the moment at which the row's next threshold is due.
func (r *digestRun) armed(w storage.Warning) storage.Warning {
	w.Next = time.Time{}
	if at, ok := resale.Thresholds(r.d.Thresholds).Next(w.Expires, r.zone, w.Warned); ok {
		w.Next = at
	}
	return w
}
