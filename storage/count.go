package storage

import "fmt"

// Counts are kept beside the rows, since walking a full queue for a metric
// would hold up everybody.
const (
	countInbox   = "inbox"
	countParked  = "parked"
	countOutbox  = "outbox"
	countDead    = "dead"
	countJournal = "journal." // and the state
)

func (tx *Tx) count(name string) (int, error) {
	plain, err := tx.get(counts, []byte(name))
	if err != nil || plain == nil {
		return 0, err
	}
	if len(plain) != 8 {
		return 0, fmt.Errorf("read count %s: %w", name, ErrDamaged)
	}
	return int(keyInt(plain)), nil
}

func (tx *Tx) addCount(name string, n int) error {
	old, err := tx.count(name)
	if err != nil {
		return err
	}
	return tx.put(counts, []byte(name), intKey(int64(old+n)))
}
