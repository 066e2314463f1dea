package storage

import "time"

// Parked is an update that could not be decoded, kept for the operator.
type Parked struct {
	ID     int64     `json:"id"`
	Raw    []byte    `json:"raw"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// ParkUpdate puts an update that cannot be decoded aside, out of the inbox if
// it is there. Its id counts as seen. The last 1,000 are kept.
func (tx *Tx) ParkUpdate(id int64, raw []byte, reason string) error {
	if err := tx.FinishUpdate(id); err != nil {
		return err
	}
	if _, err := tx.see(id); err != nil {
		return err
	}
	if there, err := tx.marked(inboxParked, intKey(id)); err != nil || there {
		return err
	}
	row := Parked{ID: id, Raw: raw, Reason: reason, At: tx.now().UTC()}
	if err := save(tx, inboxParked, intKey(id), row); err != nil {
		return err
	}
	if err := tx.addCount(countParked, 1); err != nil {
		return err
	}
	n, err := tx.count(countParked)
	if err != nil || n <= parkedLimit {
		return err
	}
	oldest, err := tx.first(inboxParked)
	if err != nil {
		return err
	}
	return tx.dropParked(oldest)
}

func (tx *Tx) dropParked(key []byte) error {
	if err := tx.drop(inboxParked, key); err != nil {
		return err
	}
	return tx.addCount(countParked, -1)
}

// Parked gives the parked updates, by id.
func (tx *Tx) Parked(limit int) ([]Parked, error) {
	keys, err := tx.keysFrom(inboxParked, nil, nil, limit)
	if err != nil {
		return nil, err
	}
	return loadAll[Parked](tx, inboxParked, keys)
}

// ParkedCount counts the parked updates.
func (tx *Tx) ParkedCount() (int, error) { return tx.count(countParked) }
