package storage

import (
	"slices"
	"time"
)

// StoreTrouble is why the invoices of a chat's store cannot be seen. It lives
// as long as the account.
type StoreTrouble struct {
	Chat  int64     `json:"chat"`
	Panel string    `json:"panel"` // see PanelOf
	Since time.Time `json:"since"`
	Last  time.Time `json:"last"`           // about when it was met last
	Ended time.Time `json:"ended,omitzero"` // the panel answers since then, and the chat is to be told so
	Told  []string  `json:"told,omitempty"` // what it was told
}

// StoreTrouble gives the trouble of a chat's store, and whether it has one.
func (tx *Tx) StoreTrouble(chat int64) (StoreTrouble, bool, error) {
	return load[StoreTrouble](tx, storeTroubles, intKey(chat))
}

// EndedStoreTroubles gives the troubles that are over by a time.
func (tx *Tx) EndedStoreTroubles(by time.Time) ([]StoreTrouble, error) {
	keys, err := tx.keysFrom(storeTroubles, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	all, err := loadAll[StoreTrouble](tx, storeTroubles, keys)
	return slices.DeleteFunc(all, func(t StoreTrouble) bool { return t.Ended.IsZero() || t.Ended.After(by) }), err
}

// SaveStoreTrouble keeps the trouble of a chat's store, in the place of a
// former one.
func (tx *Tx) SaveStoreTrouble(t StoreTrouble) error {
	t.Since, t.Last, t.Ended = t.Since.UTC(), t.Last.UTC(), t.Ended.UTC()
	return save(tx, storeTroubles, intKey(t.Chat), t)
}

// DropStoreTrouble forgets the trouble of a chat's store; none is no error.
func (tx *Tx) DropStoreTrouble(chat int64) error { return tx.drop(storeTroubles, intKey(chat)) }

// leaveStoreTrouble comes with another account: its troubles were not told of
// yet.
func (tx *Tx) leaveStoreTrouble(a Account) error {
	t, found, err := tx.StoreTrouble(a.Chat)
	if err != nil || !found || a.Provider != storeProvider || t.Panel == a.Panel {
		return err
	}
	return tx.DropStoreTrouble(a.Chat)
}

// migrateStoreTrouble goes before the account: nobody is to hear it twice.
func (tx *Tx) migrateStoreTrouble(from, to int64) error {
	t, found, err := tx.StoreTrouble(from)
	if err != nil || !found {
		return err
	}
	if err := tx.DropStoreTrouble(from); err != nil {
		return err
	}
	panel, err := tx.PanelIn(to, storeProvider)
	if err != nil || panel != "" && panel != t.Panel {
		return err
	}
	if _, there, err := tx.StoreTrouble(to); err != nil || there {
		return err
	}
	t.Chat = to
	return tx.SaveStoreTrouble(t)
}
