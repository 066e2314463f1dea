package ops

import (
	"context"
	"encoding/json"
	"strings"

	"resellerbot/storage"
)

// rival is another open act on the same thing.
type rival struct {
	row storage.Entry
	in  intent
}

// rivals gives the other open acts on the same thing. An id says which it is at
// an address, whatever key was used; a name only to those who share a key.
func (p *pursuit) rivals(tx *storage.Tx) (all []rival, err error) {
	open, err := tx.Unsettled(p.Now().Add(farFuture), 0)
	if err != nil {
		return nil, err
	}
	for _, row := range open {
		var in intent
		if row.Key == p.row.Key || row.Provider != p.row.Provider || json.Unmarshal(row.Intent, &in) != nil || in.kind() != p.in.kind() {
			continue
		}
		if p.meets(row, in) {
			all = append(all, rival{row, in})
		}
	}
	return all, nil
}

// meets tells whether an act of the same kind is on the same thing.
func (p *pursuit) meets(row storage.Entry, in intent) bool {
	named := row.Panel == p.row.Panel && strings.EqualFold(in.Username, p.in.Username)
	switch {
	case in.XM != nil && in.XM.Bill != nil:
		return named && in.XM.Bill.meets(p.in.XM.Bill)
	case in.Host != nil:
		return in.Host.lockName(row.Provider, row.BaseURL, row.Panel) == p.in.Host.lockName(p.row.Provider, p.row.BaseURL, p.row.Panel)
	case in.Order != nil:
		return row.Panel == p.row.Panel && in.Order.meets(p.in.Order)
	case in.ID != 0 && p.in.ID != 0:
		return row.BaseURL == p.row.BaseURL && in.ID == p.in.ID
	}
	return named
}

// earlier tells whether another act on the same thing is not settled yet: one
// more would make it impossible to tell what became of the first.
func (p *pursuit) earlier(ctx context.Context) (busy bool, err error) {
	err = p.Store.View(ctx, func(tx *storage.Tx) error {
		all, err := p.rivals(tx)
		for _, other := range all {
			// A password that is set anew leaves nothing to tell of the one before.
			busy = busy || other.row.Calls > 0 && (!other.in.newest() || !p.in.newest())
		}
		return err
	})
	return busy, err
}

// overtake notes, with the first call that sets a password or the like, that
// those which are still open are older: they must not be set after this one. A
// renewal overtakes those that were never called, for others make it wait.
func (p *pursuit) overtake(tx *storage.Tx) error {
	if !p.in.newest() && !p.in.extends() || p.row.Calls > 1 {
		return nil
	}
	all, err := p.rivals(tx)
	if err != nil {
		return err
	}
	for _, other := range all {
		if !other.in.newest() {
			continue
		}
		other.row.Newer = append(other.row.Newer, p.row.Key)
		if err := tx.SaveEntry(other.row); err != nil {
			return err
		}
	}
	return nil
}

// newer tells how far the acts came that overtook this one: Done when one of
// them is, or when it is so old that its row is gone; Unknown while one may
// still be; "" when there is none, or all were refused.
func (p *pursuit) newer(ctx context.Context) (s storage.State, err error) {
	err = p.Store.View(ctx, func(tx *storage.Tx) error {
		for _, key := range p.row.Newer {
			row, found, err := tx.Entry(key)
			switch {
			case err != nil:
				return err
			case !found, row.State == storage.Done:
				s = storage.Done
				return nil
			case !row.State.Settled():
				s = storage.Unknown
			}
		}
		return nil
	})
	return s, err
}
