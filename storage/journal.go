package storage

import "time"

func (e Entry) placeKey() []byte { return join(intKey(e.Chat), intKey(e.Person), []byte(e.Key)) }

// dated is the entry's row in one of the two indexes by time.
func (e Entry) dated() (bucket, []byte) {
	if e.State.Settled() {
		return journalSettled, join(timeKey(e.Settled), []byte(e.Key))
	}
	return journalDue, join(timeKey(e.Next), []byte(e.Key))
}

// Intend writes an act down before it is begun, as Pending and intended now
// where that is not set. It gives the row as it stands and whether it is new:
// an existing key is never overwritten.
func (tx *Tx) Intend(e Entry) (Entry, bool, error) {
	old, found, err := tx.Entry(e.Key)
	if err != nil || found {
		return old, false, err
	}
	if e.State == "" {
		e.State = Pending
	}
	if e.At.IsZero() {
		e.At = tx.now()
	}
	if err := tx.SaveEntry(e); err != nil {
		return Entry{}, false, err
	}
	e, _, err = tx.Entry(e.Key)
	return e, true, err
}

// Entry gives a row of the journal, and whether there is one.
func (tx *Tx) Entry(key string) (Entry, bool, error) {
	return load[Entry](tx, journalRows, []byte(key))
}

// SaveEntry puts a row in the place of its key's former one. A settled row
// without a time is settled now.
func (tx *Tx) SaveEntry(e Entry) error {
	if err := tx.dropEntry(e.Key); err != nil {
		return err
	}
	if e.State.Settled() && e.Settled.IsZero() {
		e.Settled = tx.now()
	}
	e.At, e.Called, e.Settled, e.Next = e.At.UTC(), e.Called.UTC(), e.Settled.UTC(), e.Next.UTC()
	index, key := e.dated()
	if err := tx.mark(index, key); err != nil {
		return err
	}
	if err := tx.mark(journalPlace, e.placeKey()); err != nil {
		return err
	}
	if err := tx.addCount(countJournal+string(e.State), 1); err != nil {
		return err
	}
	return save(tx, journalRows, []byte(e.Key), e)
}

func (tx *Tx) dropEntry(key string) error {
	e, found, err := tx.Entry(key)
	if err != nil || !found {
		return err
	}
	index, dated := e.dated()
	if err := tx.drop(index, dated); err != nil {
		return err
	}
	if err := tx.drop(journalPlace, e.placeKey()); err != nil {
		return err
	}
	if err := tx.addCount(countJournal+string(e.State), -1); err != nil {
		return err
	}
	return tx.drop(journalRows, []byte(key))
}

// Unsettled gives the Pending and Unknown rows that are due: Next is not after
// due, the longest due first.
func (tx *Tx) Unsettled(due time.Time, limit int) ([]Entry, error) {
	keys, err := tx.keysBefore(journalDue, due.Add(time.Nanosecond), limit)
	if err != nil {
		return nil, err
	}
	return loadAll[Entry](tx, journalRows, keys)
}

// SettledSince gives at most limit of the rows that were settled at that time or
// later, the latest first.
func (tx *Tx) SettledSince(since time.Time, limit int) ([]Entry, error) {
	keys, err := tx.keysSince(journalSettled, since, limit)
	if err != nil {
		return nil, err
	}
	return loadAll[Entry](tx, journalRows, keys)
}

// JournalCount counts the rows by state; every state is in the map.
func (tx *Tx) JournalCount() (map[State]int, error) {
	all := map[State]int{}
	for _, state := range []State{Pending, Done, Refused, Unknown} {
		n, err := tx.count(countJournal + string(state))
		if err != nil {
			return nil, err
		}
		all[state] = n
	}
	return all, nil
}

// actsOf gives the keys of the acts in a chat, of one person unless 0.
func (tx *Tx) actsOf(chat, person int64) ([]string, error) {
	prefix := intKey(chat)
	if person != 0 {
		prefix = join(prefix, intKey(person))
	}
	found, err := tx.keysFrom(journalPlace, prefix, nil, 0)
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(found))
	for _, key := range found {
		keys = append(keys, string(key[16:]))
	}
	return keys, nil
}
