package storage

import (
	"errors"
	"time"
)

// Digest says when and where a chat is warned of what expires with one of its
// providers.
type Digest struct {
	Chat       int64     `json:"chat"`
	Thread     int       `json:"thread,omitempty"`
	Person     int64     `json:"person,omitempty"` // who saved it last, and reads it
	Lang       string    `json:"lang,omitempty"`   // for when the person is not known any more
	Provider   string    `json:"provider"`
	On         bool      `json:"on"`
	Hour       int       `json:"hour"`             // of the chat's day
	Thresholds []int     `json:"thresholds"`       // days before an expiry, see resale.Thresholds
	Next       time.Time `json:"next"`             // when it is looked at again
	Last       string    `json:"last,omitempty"`   // the chat's day of the last one, "2006-01-02"
	Read       time.Time `json:"read,omitzero"`    // when the panel was last asked for its list
	Told       string    `json:"told,omitempty"`   // the code of a failure that was told and is not over
	Since      time.Time `json:"since,omitzero"`   // when it was last turned on: what ended before is not told
	Armed      []int     `json:"armed,omitempty"`  // the thresholds that the rows of Warning go by
	Changed    time.Time `json:"changed,omitzero"` // when Thresholds first differed from Armed
}

func digestKey(chat int64, provider string) []byte { return join(intKey(chat), []byte(provider)) }

func (d Digest) key() []byte { return digestKey(d.Chat, d.Provider) }

func (d Digest) dueKey() []byte { return join(timeKey(d.Next), d.key()) }

// Digest gives a chat's digest of a provider, and whether it has one.
func (tx *Tx) Digest(chat int64, provider string) (Digest, bool, error) {
	return load[Digest](tx, digestRows, digestKey(chat, provider))
}

// Digests gives all of a chat, by the provider's name.
func (tx *Tx) Digests(chat int64) ([]Digest, error) {
	keys, err := tx.keysFrom(digestRows, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Digest](tx, digestRows, keys)
}

// SaveDigest keeps a chat's digest, in the place of its provider's former one.
func (tx *Tx) SaveDigest(d Digest) error {
	if d.Provider == "" {
		return errors.New("save digest: no provider")
	}
	if err := tx.dropDigestRow(d.Chat, d.Provider); err != nil {
		return err
	}
	d.Next, d.Read, d.Since, d.Changed = d.Next.UTC(), d.Read.UTC(), d.Since.UTC(), d.Changed.UTC()
	if d.On {
		if err := tx.mark(digestDue, d.dueKey()); err != nil {
			return err
		}
	}
	return save(tx, digestRows, d.key(), d)
}

// DueDigests gives the digests that are on and due by now, the longest due
// first.
func (tx *Tx) DueDigests(now time.Time, limit int) ([]Digest, error) {
	keys, err := tx.keysBefore(digestDue, now.Add(time.Nanosecond), limit)
	if err != nil {
		return nil, err
	}
	return loadAll[Digest](tx, digestRows, keys)
}

// DropDigest forgets a chat's digest of a provider and everything that it
// warns of; none is no error.
func (tx *Tx) DropDigest(chat int64, provider string) error {
	warnings, err := tx.Warnings(chat, provider)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		if err := tx.dropWarning(w); err != nil {
			return err
		}
	}
	return tx.dropDigestRow(chat, provider)
}

func (tx *Tx) dropDigestRow(chat int64, provider string) error {
	old, found, err := tx.Digest(chat, provider)
	if err != nil || !found {
		return err
	}
	if err := tx.drop(digestDue, old.dueKey()); err != nil {
		return err
	}
	return tx.drop(digestRows, old.key())
}

// forgetReader takes a person's name off a group's digests.
func (tx *Tx) forgetReader(chat, person int64) error {
	all, err := tx.Digests(chat)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.Person != person {
			continue
		}
		d.Person = 0
		if err := tx.SaveDigest(d); err != nil {
			return err
		}
	}
	return nil
}

// migrateDigests must come before the accounts, which take their digests along
// when they go.
func (tx *Tx) migrateDigests(from, to int64) error {
	all, err := tx.Digests(from)
	if err != nil {
		return err
	}
	for _, d := range all {
		if err := tx.migrateDigest(d, to); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateDigest(d Digest, to int64) error {
	warnings, err := tx.Warnings(d.Chat, d.Provider)
	if err != nil {
		return err
	}
	if err := tx.DropDigest(d.Chat, d.Provider); err != nil {
		return err
	}
	if _, there, err := tx.Digest(to, d.Provider); err != nil || there {
		return err
	}
	for _, w := range warnings {
		w.Chat = to
		if err := tx.SaveWarning(w); err != nil {
			return err
		}
	}
	d.Chat = to
	return tx.SaveDigest(d)
}
