package storage

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"
)

// bulkIDLength is how many characters an id has; keys of items rely on it.
const bulkIDLength = 12

// Acts of a Bulk.
const (
	BulkRenew      = "renew"
	BulkSuspend    = "suspend"
	BulkReactivate = "reactivate"
	BulkOrder      = "order" // each item is an order of its own
)

// Codes of items that are no resale.Code.
const (
	StillTest = "still_test" // it is renewed, but was not made a paid client
	StillOff  = "still_off"  // the account is renewed, but is disabled
	Twin      = "twin"       // somebody ordered the same for the same link since Bulk.Seen
)

// BulkState is how far a Bulk came.
type BulkState string

// The states. A Bulk waits for its turn, or for what Why says.
const (
	BulkWaiting BulkState = "waiting"
	BulkRunning BulkState = "running"
	BulkStopped BulkState = "stopped" // by a person or, with a Why, by itself
	BulkDone    BulkState = "done"
)

// Ended tells whether nothing more is done.
func (s BulkState) Ended() bool { return s == BulkStopped || s == BulkDone }

// Bulk is one act on many clients, or many orders, one after the other.
type Bulk struct {
	ID        string     `json:"id"` // see NewID
	Chat      int64      `json:"chat"`
	Thread    int        `json:"thread,omitempty"`
	Person    int64      `json:"person"`
	Lang      string     `json:"lang,omitempty"`
	Act       string     `json:"act"`
	Provider  string     `json:"provider,omitempty"` // whose clients or accounts; "" in old rows: Servex
	Days      int        `json:"days,omitempty"`     // of BulkRenew
	Currency  string     `json:"currency,omitempty"` // of the costs of a BulkOrder
	Items     []BulkItem `json:"-"`                  // a row each, so that an end is one small write
	Panel     string     `json:"panel,omitempty"`    // of a BulkOrder, see PanelOf: its lines mean nothing elsewhere
	Seen      time.Time  `json:"seen,omitzero"`      // of a BulkOrder: what was ordered since, its person did not know of
	State     BulkState  `json:"state"`
	Why       string     `json:"why,omitempty"`   // a resale.Code: why it stopped by itself, or what it waits for
	Stop      bool       `json:"stop,omitempty"`  // a person wants it to end after the present item
	Batch     string     `json:"batch,omitempty"` // the ClientBatch that it was asked for by
	From      string     `json:"from,omitempty"`  // the Bulk whose items that were not done are tried again
	Again     string     `json:"again,omitempty"` // the Bulk that tries this one's again
	NotBefore time.Time  `json:"not_before"`
	At        time.Time  `json:"at"` // when it was asked for; filled in when zero
}

// BulkItem is one client, or one order, of a Bulk.
type BulkItem struct {
	ID        int64      `json:"id"`                  // of the client or account; of an order, the line that it stood on
	Username  string     `json:"username,omitempty"`  // of the client or account
	Order     *OrderLine `json:"order,omitempty"`     // of BulkOrder
	State     State      `json:"state,omitempty"`     // "" until its end: Done, Refused or Unknown
	Code      string     `json:"code,omitempty"`      // a resale.Code, or one of the above: of what was refused, or not wholly done
	Detail    string     `json:"detail,omitempty"`    // the panel's words, of what was refused; untrusted text
	Tries     int        `json:"tries,omitempty"`     // that changed nothing and are not the end
	Down      int        `json:"down,omitempty"`      // those of them at which the panel was unavailable
	Held      int        `json:"held,omitempty"`      // those of them at which another order on the same link was in the way
	NotBefore time.Time  `json:"not_before,omitzero"` // others go first until then
}

// NewID gives an id for a Bulk or a ClientBatch: 12 letters and digits that
// fit a button.
func NewID() string { return strings.ToLower(rand.Text()[:bulkIDLength]) }

// IDFor gives the id that a Bulk has which is begun by the act with a key: a
// second beginning finds the first one there.
func IDFor(key string) string {
	sum := sha256.Sum256([]byte(key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:bulkIDLength])
}

func (b Bulk) placeKey() []byte { return join(intKey(b.Chat), intKey(b.Person), []byte(b.ID)) }

// dated is the bulk's row in one of the two indexes by time.
func (b Bulk) dated() (bucket, []byte) {
	if b.State.Ended() {
		return bulkEnded, join(timeKey(b.At), []byte(b.ID))
	}
	return bulkOpen, join(timeKey(b.NotBefore), []byte(b.ID))
}

func bulkItemKey(id string, n int) []byte { return join([]byte(id), seqKey(uint64(n))) }

// SaveBulk puts a bulk, with all its items, in the place of the former one.
func (tx *Tx) SaveBulk(b Bulk) error {
	if err := tx.dropBulk(b.ID); err != nil {
		return err
	}
	for n, item := range b.Items {
		if err := tx.SaveBulkItem(b.ID, n, item); err != nil {
			return err
		}
	}
	return tx.SaveBulkHead(b)
}

// SaveBulkHead saves a bulk and leaves its items as they are.
func (tx *Tx) SaveBulkHead(b Bulk) error {
	if err := tx.dropBulkHead(b.ID); err != nil {
		return err
	}
	if b.State == "" {
		b.State = BulkWaiting
	}
	if b.At.IsZero() {
		b.At = tx.now()
	}
	b.At, b.NotBefore = b.At.UTC(), b.NotBefore.UTC()
	index, key := b.dated()
	if err := tx.mark(index, key); err != nil {
		return err
	}
	if err := tx.mark(bulkPlace, b.placeKey()); err != nil {
		return err
	}
	return save(tx, bulkRows, []byte(b.ID), b)
}

// SaveBulkItem saves the item that has the index n.
func (tx *Tx) SaveBulkItem(id string, n int, item BulkItem) error {
	return save(tx, bulkItems, bulkItemKey(id, n), item)
}

// BulkHead gives a bulk without its items, and whether there is one.
func (tx *Tx) BulkHead(id string) (Bulk, bool, error) {
	return load[Bulk](tx, bulkRows, []byte(id))
}

// Bulk gives a bulk with its items, and whether there is one.
func (tx *Tx) Bulk(id string) (Bulk, bool, error) {
	b, found, err := tx.BulkHead(id)
	if err != nil || !found {
		return Bulk{}, false, err
	}
	keys, err := tx.keysFrom(bulkItems, []byte(id), nil, 0)
	if err != nil {
		return Bulk{}, false, err
	}
	b.Items, err = loadAll[BulkItem](tx, bulkItems, keys)
	return b, true, err
}

// OpenBulks gives the bulks that are not ended, without their items, by the
// time before which nothing is to be done.
func (tx *Tx) OpenBulks(limit int) ([]Bulk, error) {
	found, err := tx.keysFrom(bulkOpen, nil, nil, limit)
	if err != nil {
		return nil, err
	}
	for i, key := range found {
		found[i] = key[8:]
	}
	return loadAll[Bulk](tx, bulkRows, found)
}
