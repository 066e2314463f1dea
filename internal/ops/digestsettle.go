package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// allZones is how far apart the days of two time zones may lie: a row's moment
// was reckoned in the zone that the chat had then.
const allZones = 26 * time.Hour

// due gives the rows that may be due, by the index, whose threshold is due
// exactly.
func (r *digestRun) due(tx *storage.Tx) ([]storage.Warning, error) {
	rows, err := tx.DueWarnings(r.d.Chat, r.d.Provider, r.now.Add(allZones), 0)
	return slices.DeleteFunc(rows, func(w storage.Warning) bool {
		_, due := resale.Thresholds(r.d.Thresholds).Due(w.Expires, r.now, r.zone, w.Warned)
		return !due
	}), err
}

// findAbsent asks for the due ones that the listing does not have.
func (r *digestRun) findAbsent(ctx context.Context, l Listing) error {
	r.listed, r.asked, r.absent = map[int64]ListedClient{}, map[int64]bool{}, map[int64]ListedClient{}
	for _, c := range l.Clients {
		r.listed[c.ID] = c
	}
	var away []storage.ListedClient
	err := r.Store.View(ctx, func(tx *storage.Tx) error {
		rows, err := r.due(tx)
		for _, w := range rows {
			if _, listed := r.listed[w.ClientID]; !listed && w.Expires.After(r.d.Since) {
				r.asked[w.ClientID] = true
				away = append(away, storage.ListedClient{ID: w.ClientID, Username: w.Username})
			}
		}
		return err
	})
	if err != nil || len(away) == 0 {
		return err
	}
	found, err := r.Absent(ctx, r.d.Chat, r.d.Provider, away)
	for _, c := range found {
		r.absent[c.ID] = c
	}
	return err
}

// settle notes everything that is due as told and tells it.
func (r *digestRun) settle(ctx context.Context) error {
	return r.Store.Update(ctx, func(tx *storage.Tx) error {
		d, ok, err := r.current(tx)
		if err != nil || !ok {
			return err
		}
		rows, err := r.due(tx)
		if err != nil {
			return err
		}
		var told []Ending
		for _, w := range rows {
			e, tell, err := r.settleRow(tx, w)
			if err != nil {
				return err
			}
			if tell {
				told = append(told, e)
			}
		}
		d.Last, d.Told, d.Armed, d.Changed = r.today(), "", d.Thresholds, time.Time{}
		d.Next = resale.DigestAt(r.now, r.zone, d.Hour, d.Last, r.panel)
		if err := tx.SaveDigest(d); err != nil || len(told) == 0 {
			return err
		}
		return r.tellAll(tx, d, told)
	})
}

func (r *digestRun) tellAll(tx *storage.Tx, d storage.Digest, told []Ending) error {
	slices.SortFunc(told, byUrgency)
	n := DigestNews{Digest: d, Clients: told}
	if b, ok := Batch(d.Chat, d.Provider, told); ok {
		var err error
		if n.Batch, err = tx.SaveClientBatch(b); err != nil {
			return err
		}
		n.Batched = len(b.Clients)
	}
	return r.tellNews(tx, n)
}

// settleRow ends what is due of one client; false when there is nothing to
// tell of it.
func (r *digestRun) settleRow(tx *storage.Tx, w storage.Warning) (e Ending, tell bool, err error) {
	c, here := r.listed[w.ClientID]
	if !here {
		c, here = r.absent[w.ClientID]
	}
	trial, err := givenAway(tx, r.d.Chat, r.d.Provider, c)
	if err != nil {
		return e, false, err
	}
	switch {
	case !here && !w.Expires.After(r.d.Since): // it ended while nobody wanted to be warned
		w.Warned = 0
		return e, false, tx.SaveWarning(r.armed(w))
	case !here && !r.asked[w.ClientID]:
		return e, false, nil // the next time
	case !here || c.Test || trial || c.Expires.IsZero():
		return e, false, tx.DropWarning(w.Chat, w.Provider, w.ClientID)
	case c.Suspended:
		w.Next = time.Time{} // until a listing has it again
		return e, false, tx.SaveWarning(w)
	}
	w = r.upTo(w, c)
	threshold, tell := resale.Thresholds(r.d.Thresholds).Due(w.Expires, r.now, r.zone, w.Warned)
	e = ending(c, r.now, r.zone)
	if tell {
		w.Warned = threshold
		if e.Ended {
			w.Warned = 0
		}
	}
	return e, tell, tx.SaveWarning(r.armed(w))
}
