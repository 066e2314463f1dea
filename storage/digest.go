package storage

import "time"

// Digest says when and where a chat is warned of what expires.
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

func (d Digest) dueKey() []byte { return join(timeKey(d.Next), intKey(d.Chat)) }

// Digest gives a chat's digest, and whether it has one.
func (tx *Tx) Digest(chat int64) (Digest, bool, error) {
	return load[Digest](tx, digestRows, intKey(chat))
}

// SaveDigest keeps a chat's digest, in the place of a former one.
func (tx *Tx) SaveDigest(d Digest) error {
	if err := tx.dropDigestRow(d.Chat); err != nil {
		return err
	}
	d.Next, d.Read, d.Since, d.Changed = d.Next.UTC(), d.Read.UTC(), d.Since.UTC(), d.Changed.UTC()
	if d.On {
		if err := tx.mark(digestDue, d.dueKey()); err != nil {
			return err
		}
	}
	return save(tx, digestRows, intKey(d.Chat), d)
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

// DropDigest forgets a chat's digest and everything that it warns of.
func (tx *Tx) DropDigest(chat int64) error {
	warnings, err := tx.Warnings(chat)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		if err := tx.dropWarning(w); err != nil {
			return err
		}
	}
	return tx.dropDigestRow(chat)
}

func (tx *Tx) dropDigestRow(chat int64) error {
	old, found, err := tx.Digest(chat)
	if err != nil || !found {
		return err
	}
	if err := tx.drop(digestDue, old.dueKey()); err != nil {
		return err
	}
	return tx.drop(digestRows, intKey(chat))
}

// dropDigestOf goes with an account.
func (tx *Tx) dropDigestOf(chat int64, provider string) error {
	d, found, err := tx.Digest(chat)
	if err != nil || !found || d.Provider != provider {
		return err
	}
	return tx.DropDigest(chat)
}

// forgetReader takes a person's name off a group's digest.
func (tx *Tx) forgetReader(chat, person int64) error {
	d, found, err := tx.Digest(chat)
	if err != nil || !found || d.Person != person {
		return err
	}
	d.Person = 0
	return tx.SaveDigest(d)
}

// migrateDigest must come before the accounts, which take the digest along
// when they go.
func (tx *Tx) migrateDigest(from, to int64) error {
	d, found, err := tx.Digest(from)
	if err != nil || !found {
		return err
	}
	warnings, err := tx.Warnings(from)
	if err != nil {
		return err
	}
	if err := tx.DropDigest(from); err != nil {
		return err
	}
	if _, there, err := tx.Digest(to); err != nil || there {
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
