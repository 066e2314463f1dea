package storage

import (
	"fmt"
	"time"
)

// NoteStart keeps that the program starts now, and gives when it was started
// before that: zero for never.
func (tx *Tx) NoteStart(now time.Time) (before time.Time, err error) {
	value, err := tx.get(meta, []byte(startKey))
	switch {
	case err != nil:
		return before, err
	case value != nil && len(value) != 8:
		return before, fmt.Errorf("read start: %w", ErrDamaged)
	case value != nil:
		before = time.Unix(0, keyInt(value)).UTC()
	}
	return before, tx.put(meta, []byte(startKey), intKey(now.UnixNano()))
}
