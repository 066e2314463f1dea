package storage

import (
	"fmt"
	"time"
)

const (
	seenWindow  = 20_000 // ids of updates that are known again
	parkedLimit = 1_000  // the oldest go first
)

// Update is one update of the messenger, as it came and not handled yet.
type Update struct {
	ID  int64
	Raw []byte
	At  time.Time
}

// Stat is the depth of a queue and the time of its oldest row; Oldest is zero
// when the queue is empty.
type Stat struct {
	Count  int
	Oldest time.Time
}

// AddUpdate puts an update into the inbox; fresh is false, and nothing is
// done, for an id that is among the last 20,000 that were seen.
func (tx *Tx) AddUpdate(u Update) (fresh bool, err error) {
	if fresh, err = tx.see(u.ID); err != nil || !fresh {
		return false, err
	}
	if u.At.IsZero() {
		u.At = tx.now()
	}
	// Not JSON: Raw need not be valid, and this is the busiest row.
	row := join(intKey(u.At.UnixNano()), u.Raw)
	if err := tx.put(inboxRows, intKey(u.ID), row); err != nil {
		return false, err
	}
	return true, tx.addCount(countInbox, 1)
}

// see notes an id and forgets the oldest beyond the window. Oldest is by
// arrival: after a quiet week Telegram begins anew with any id, even a lower.
func (tx *Tx) see(id int64) (fresh bool, err error) {
	if seen, err := tx.marked(inboxSeen, intKey(id)); err != nil || seen {
		return false, err
	}
	seq, err := tx.sequence(inboxOrder)
	if err != nil {
		return false, err
	}
	if err := tx.mark(inboxSeen, intKey(id)); err != nil {
		return false, err
	}
	if err := tx.mark(inboxOrder, join(seqKey(seq), intKey(id))); err != nil {
		return false, err
	}
	for {
		oldest, err := tx.first(inboxOrder)
		if err != nil || keySeq(oldest)+seenWindow > seq {
			return true, err
		}
		if err := tx.drop(inboxOrder, oldest); err != nil {
			return true, err
		}
		if err := tx.drop(inboxSeen, oldest[8:]); err != nil {
			return true, err
		}
	}
}

// FinishUpdate takes an update out of the inbox; its id stays known. An update
// that is not there is no error.
func (tx *Tx) FinishUpdate(id int64) error {
	there, err := tx.marked(inboxRows, intKey(id))
	if err != nil || !there {
		return err
	}
	if err := tx.drop(inboxRows, intKey(id)); err != nil {
		return err
	}
	return tx.addCount(countInbox, -1)
}

// Updates gives the updates that wait with an id above after, by id.
func (tx *Tx) Updates(after int64, limit int) ([]Update, error) {
	keys, err := tx.keysFrom(inboxRows, nil, intKey(after+1), limit)
	if err != nil {
		return nil, err
	}
	updates := make([]Update, 0, len(keys))
	for _, key := range keys {
		u, err := tx.update(key)
		if err != nil {
			return nil, err
		}
		updates = append(updates, u)
	}
	return updates, nil
}

func (tx *Tx) update(key []byte) (Update, error) {
	row, err := tx.get(inboxRows, key)
	if err != nil {
		return Update{}, err
	}
	if len(row) < 8 {
		return Update{}, fmt.Errorf("read inbox: %w", ErrDamaged)
	}
	at := time.Unix(0, keyInt(row)).UTC()
	return Update{ID: keyInt(key), Raw: row[8:], At: at}, nil
}

// UpdateOffset is the id of the next update to ask for, 0 at the very first.
func (tx *Tx) UpdateOffset() (int64, error) {
	value, err := tx.get(meta, []byte(offsetKey))
	if err != nil || value == nil {
		return 0, err
	}
	if len(value) != 8 {
		return 0, fmt.Errorf("read offset: %w", ErrDamaged)
	}
	return keyInt(value), nil
}

// SetUpdateOffset keeps the id of the next update to ask for.
func (tx *Tx) SetUpdateOffset(id int64) error {
	return tx.put(meta, []byte(offsetKey), intKey(id))
}

// InboxStat counts the updates that wait.
func (tx *Tx) InboxStat() (Stat, error) {
	n, err := tx.count(countInbox)
	if err != nil {
		return Stat{}, err
	}
	first, err := tx.first(inboxRows)
	if err != nil || first == nil {
		return Stat{Count: n}, err
	}
	oldest, err := tx.update(first)
	return Stat{Count: n, Oldest: oldest.At}, err
}
