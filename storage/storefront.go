package storage

import (
	"errors"
	"time"
)

// storeProvider is the provider whose panel a Storefront sells from.
const storeProvider = "xmplus"

// Storefront is the store that a chat opened with its XMPlus panel, for
// customers who come by a deep link.
type Storefront struct {
	ID     string    `json:"id"`   // see NewOfferID
	Chat   int64     `json:"chat"` // the reseller's
	Thread int       `json:"thread,omitempty"`
	By     int64     `json:"by,omitempty"` // who connected the panel
	Lang   string    `json:"lang,omitempty"`
	At     time.Time `json:"at"` // filled in when zero

	Name   string `json:"name,omitempty"`   // what customers read, as the reseller typed it; untrusted text
	Text   string `json:"text,omitempty"`   // the same
	On     bool   `json:"on"`               // what the reseller wants, see Open
	Zone   string `json:"zone,omitempty"`   // of the panel's times; "" for the chat's
	Verify bool   `json:"verify,omitempty"` // the panel wants a code by e-mail of who registers

	Summary bool      `json:"summary,omitempty"` // a daily one is wanted
	Hour    int       `json:"hour"`              // of the chat's day, at which it comes
	Next    time.Time `json:"next,omitzero"`     // when it is due, zero for never
	Last    string    `json:"last,omitempty"`    // the chat's day of the last one, "2006-01-02"
	Until   time.Time `json:"until,omitzero"`    // up to when that one counted

	Panels map[string]string `json:"panels,omitempty"` // what was connected, by its address, see PanelOf: another key of one is the same panel

	// Panel is what the chat's account opens now, "" while it has none. It is
	// read with the row and not kept in it.
	Panel string `json:"-"`
}

// Open tells whether customers are served: the reseller wants it, and there is
// a panel.
func (s Storefront) Open() bool { return s.On && s.Panel != "" }

// indexes are the rows that lead to a storefront; none to the zero Storefront.
func (s Storefront) indexes() map[bucket][]byte {
	if s.ID == "" {
		return nil
	}
	all := map[bucket][]byte{storeIDs: join([]byte(s.ID), intKey(s.Chat))}
	if s.Summary && !s.Next.IsZero() {
		all[storeDue] = join(timeKey(s.Next), intKey(s.Chat))
	}
	return all
}

// Storefront gives the store of a chat, and whether there is one.
func (tx *Tx) Storefront(chat int64) (Storefront, bool, error) {
	s, found, err := load[Storefront](tx, storeRows, intKey(chat))
	if err != nil || !found {
		return Storefront{}, false, err
	}
	s.Panel, err = tx.PanelIn(chat, storeProvider)
	return s, true, err
}

// StorefrontByID gives the store that a deep link leads to, and whether there
// is one.
func (tx *Tx) StorefrontByID(id string) (Storefront, bool, error) {
	if len(id) != offerIDLength { // typed into a link by anybody
		return Storefront{}, false, nil
	}
	keys, err := tx.keysFrom(storeIDs, []byte(id), nil, 1)
	if err != nil || len(keys) == 0 {
		return Storefront{}, false, err
	}
	return tx.Storefront(keyInt(keys[0][offerIDLength:]))
}

// SaveStorefront puts a store in the place of its chat's former row.
func (tx *Tx) SaveStorefront(s Storefront) error {
	if len(s.ID) != offerIDLength {
		return errors.New("save storefront: no id")
	}
	was, _, err := tx.Storefront(s.Chat)
	if err != nil {
		return err
	}
	if s.At.IsZero() {
		s.At = tx.now()
	}
	s.At, s.Next, s.Until = s.At.UTC(), s.Next.UTC(), s.Until.UTC()
	if err := tx.changeIndexes(was.indexes(), s.indexes()); err != nil {
		return err
	}
	return save(tx, storeRows, intKey(s.Chat), s)
}

// DropStorefront deletes a chat's store with all its customers; none is no
// error.
func (tx *Tx) DropStorefront(chat int64) error {
	members, err := tx.membersOf(chat)
	if err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.DropMember(m.Key()); err != nil {
			return err
		}
	}
	if err := tx.eachKnown(chat, func(int64) error { return nil }); err != nil {
		return err
	}
	return tx.dropStorefront(chat)
}

// dropStorefront deletes the row alone.
func (tx *Tx) dropStorefront(chat int64) error {
	was, found, err := tx.Storefront(chat)
	if err != nil || !found {
		return err
	}
	if err := tx.changeIndexes(was.indexes(), nil); err != nil {
		return err
	}
	return tx.drop(storeRows, intKey(chat))
}

// DueStorefronts gives the stores whose summary is wanted and due by now, the
// longest due first.
func (tx *Tx) DueStorefronts(now time.Time, limit int) ([]Storefront, error) {
	keys, err := tx.keysBefore(storeDue, now.Add(time.Nanosecond), limit)
	if err != nil {
		return nil, err
	}
	all := make([]Storefront, 0, len(keys))
	for _, key := range keys {
		s, _, err := tx.Storefront(keyInt(key))
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}
