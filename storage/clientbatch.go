package storage

import "time"

const (
	batchLife     = 3 * 24 * time.Hour
	batchesPerSet = 10 // old ones cleared at each save
)

// ClientBatch is a list of clients that a message with a button speaks of: the
// button holds the id, since the names would not fit. It lives for three days.
type ClientBatch struct {
	ID       string         `json:"id"` // set by SaveClientBatch when it is empty, see NewID
	Chat     int64          `json:"chat"`
	Provider string         `json:"provider,omitempty"` // whose clients or accounts; "" in old rows: Servex
	At       time.Time      `json:"at"`                 // filled in when zero
	Clients  []ListedClient `json:"clients"`
}

// ListedClient names a client. Panels have no look-up by id, so the name goes
// with it.
type ListedClient struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
}

func (b ClientBatch) datedKey() []byte { return join(timeKey(b.At), []byte(b.ID)) }

func (b ClientBatch) placeKey() []byte { return join(intKey(b.Chat), []byte(b.ID)) }

// SaveClientBatch keeps a batch, in the place of a former one with its id, and
// gives the id. Batches that are too old are cleared away.
func (tx *Tx) SaveClientBatch(b ClientBatch) (id string, err error) {
	if _, err := tx.trimBatches(batchesPerSet); err != nil {
		return "", err
	}
	if b.ID == "" {
		b.ID = NewID()
	}
	if b.At.IsZero() {
		b.At = tx.now()
	}
	b.At = b.At.UTC()
	if err := tx.DropClientBatch(b.ID); err != nil {
		return "", err
	}
	if err := tx.mark(batchDated, b.datedKey()); err != nil {
		return "", err
	}
	if err := tx.mark(batchPlace, b.placeKey()); err != nil {
		return "", err
	}
	return b.ID, save(tx, batchRows, []byte(b.ID), b)
}

// ClientBatch gives a batch, and whether there is one that is not too old.
func (tx *Tx) ClientBatch(id string) (ClientBatch, bool, error) {
	b, found, err := load[ClientBatch](tx, batchRows, []byte(id))
	if err != nil || !found || tx.now().Sub(b.At) > batchLife {
		return ClientBatch{}, false, err
	}
	return b, true, nil
}

// DropClientBatch deletes a batch; none is no error.
func (tx *Tx) DropClientBatch(id string) error {
	b, found, err := load[ClientBatch](tx, batchRows, []byte(id))
	if err != nil || !found {
		return err
	}
	if err := tx.drop(batchDated, b.datedKey()); err != nil {
		return err
	}
	if err := tx.drop(batchPlace, b.placeKey()); err != nil {
		return err
	}
	return tx.drop(batchRows, []byte(id))
}

func (tx *Tx) trimBatches(limit int) (int, error) {
	ids, err := tx.keysBefore(batchDated, tx.now().Add(-batchLife), limit)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if err := tx.DropClientBatch(string(id)); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// eachBatch hands every batch of a chat to f, which may drop it.
func (tx *Tx) eachBatch(chat int64, f func(ClientBatch) error) error {
	found, err := tx.keysFrom(batchPlace, intKey(chat), nil, 0)
	if err != nil {
		return err
	}
	for i, key := range found {
		found[i] = key[8:]
	}
	batches, err := loadAll[ClientBatch](tx, batchRows, found)
	if err != nil {
		return err
	}
	for _, b := range batches {
		if err := f(b); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) forgetBatches(chat int64) error {
	return tx.eachBatch(chat, func(b ClientBatch) error { return tx.DropClientBatch(b.ID) })
}

func (tx *Tx) migrateBatches(from, to int64) error {
	return tx.eachBatch(from, func(b ClientBatch) error {
		if err := tx.DropClientBatch(b.ID); err != nil {
			return err
		}
		b.Chat = to
		_, err := tx.SaveClientBatch(b)
		return err
	})
}
