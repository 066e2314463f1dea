package storage

import (
	"cmp"
	"slices"
	"time"
)

// Blocked is a person to whom a chat gives nothing away.
type Blocked struct {
	Chat   int64     `json:"chat"`
	Person int64     `json:"person"`
	Name   string    `json:"name,omitempty"`
	By     int64     `json:"by,omitempty"`
	At     time.Time `json:"at"` // filled in when zero
}

func blockedKey(chat, person int64) []byte { return join(intKey(chat), intKey(person)) }

// Block puts a person on a chat's list, in the place of a former row.
func (tx *Tx) Block(b Blocked) error {
	if b.At.IsZero() {
		b.At = tx.now()
	}
	b.At = b.At.UTC()
	if err := tx.mark(blockedPerson, blockedKey(b.Person, b.Chat)); err != nil {
		return err
	}
	return save(tx, blockedRows, blockedKey(b.Chat, b.Person), b)
}

// Unblock takes a person off a chat's list; one who is not on it is no error.
func (tx *Tx) Unblock(chat, person int64) error {
	if err := tx.drop(blockedPerson, blockedKey(person, chat)); err != nil {
		return err
	}
	return tx.drop(blockedRows, blockedKey(chat, person))
}

// IsBlocked tells whether a person is on a chat's list.
func (tx *Tx) IsBlocked(chat, person int64) (bool, error) {
	return tx.marked(blockedPerson, blockedKey(person, chat))
}

// BlockedBy gives a chat's list, the newest first.
func (tx *Tx) BlockedBy(chat int64) ([]Blocked, error) {
	keys, err := tx.keysFrom(blockedRows, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	all, err := loadAll[Blocked](tx, blockedRows, keys)
	slices.SortFunc(all, func(a, b Blocked) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Person, b.Person)) })
	return all, err
}

// forgetBlocked takes a person's name off the lists that they are on. The rows
// stay: being forgotten must not let anyone in again.
func (tx *Tx) forgetBlocked(person int64) error {
	keys, err := tx.keysFrom(blockedPerson, intKey(person), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		row := join(key[8:], key[:8])
		b, _, err := load[Blocked](tx, blockedRows, row)
		if err != nil {
			return err
		}
		b.Name = ""
		if err := save(tx, blockedRows, row, b); err != nil {
			return err
		}
	}
	return nil
}
