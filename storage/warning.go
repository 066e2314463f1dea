package storage

import (
	"errors"
	"time"
)

// warningLife is how long a row is kept after its client's end: one that is
// renewed late is still known.
const warningLife = 60 * 24 * time.Hour

// Warning is what a chat was told of the expiry of one client, or account, of
// a provider.
type Warning struct {
	Chat     int64     `json:"chat"`
	Provider string    `json:"provider"`
	ClientID int64     `json:"client_id"`
	Username string    `json:"username"`
	Expires  time.Time `json:"expires"`
	Warned   int       `json:"warned"`        // the last threshold told of, resale.NotWarned for none
	Next     time.Time `json:"next,omitzero"` // when the next threshold is due; zero: none is
}

func warningPlace(chat int64, provider string) []byte {
	return join(intKey(chat), providerKey(provider))
}

func warningKey(chat int64, provider string, client int64) []byte {
	return join(warningPlace(chat, provider), intKey(client))
}

func (w Warning) key() []byte { return warningKey(w.Chat, w.Provider, w.ClientID) }

func (w Warning) dueKey() []byte {
	return join(warningPlace(w.Chat, w.Provider), timeKey(w.Next), intKey(w.ClientID))
}

func (w Warning) overKey() []byte { return join(timeKey(w.Expires), w.key()) }

// Warning gives the row of a chat's client, and whether there is one.
func (tx *Tx) Warning(chat int64, provider string, client int64) (Warning, bool, error) {
	return load[Warning](tx, warningRows, warningKey(chat, provider, client))
}

// SaveWarning keeps a row, in the place of its client's former one.
func (tx *Tx) SaveWarning(w Warning) error {
	if w.Expires.IsZero() || w.Provider == "" {
		return errors.New("save warning: no expiry or no provider")
	}
	if err := tx.DropWarning(w.Chat, w.Provider, w.ClientID); err != nil {
		return err
	}
	w.Expires, w.Next = w.Expires.UTC(), w.Next.UTC()
	if !w.Next.IsZero() {
		if err := tx.mark(warningDue, w.dueKey()); err != nil {
			return err
		}
	}
	if err := tx.mark(warningOver, w.overKey()); err != nil {
		return err
	}
	return save(tx, warningRows, w.key(), w)
}

// WarningStands tells, by the index alone, whether a client's row has this
// expiry.
func (tx *Tx) WarningStands(chat int64, provider string, client int64, expires time.Time) (bool, error) {
	return tx.marked(warningOver, Warning{Chat: chat, Provider: provider, ClientID: client, Expires: expires}.overKey())
}

// DueWarnings gives at most limit (0: all) rows of a chat's provider that are
// due before a time, the longest due first. It reads nothing that is not due.
func (tx *Tx) DueWarnings(chat int64, provider string, before time.Time, limit int) ([]Warning, error) {
	place := warningPlace(chat, provider)
	keys, err := tx.keysBetween(warningDue, place, join(place, timeKey(before)), limit)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = join(place, key[len(place)+8:])
	}
	return loadAll[Warning](tx, warningRows, keys)
}

// Warnings gives all rows of a chat's provider.
func (tx *Tx) Warnings(chat int64, provider string) ([]Warning, error) {
	keys, err := tx.keysFrom(warningRows, warningPlace(chat, provider), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Warning](tx, warningRows, keys)
}

// DropWarning forgets a client; none is no error.
func (tx *Tx) DropWarning(chat int64, provider string, client int64) error {
	w, found, err := tx.Warning(chat, provider, client)
	if err != nil || !found {
		return err
	}
	return tx.dropWarning(w)
}

func (tx *Tx) dropWarning(w Warning) error {
	if !w.Next.IsZero() {
		if err := tx.drop(warningDue, w.dueKey()); err != nil {
			return err
		}
	}
	if err := tx.drop(warningOver, w.overKey()); err != nil {
		return err
	}
	return tx.drop(warningRows, w.key())
}

func (tx *Tx) trimWarnings() (int, error) {
	keys, err := tx.keysBefore(warningOver, tx.now().Add(-warningLife), trimSize)
	if err != nil {
		return 0, err
	}
	rows, err := loadAll[Warning](tx, warningRows, keys)
	if err != nil {
		return 0, err
	}
	for _, w := range rows {
		if err := tx.dropWarning(w); err != nil {
			return 0, err
		}
	}
	return len(rows), nil
}
