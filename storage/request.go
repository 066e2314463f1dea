package storage

import (
	"time"

	"resellerbot/internal/chat"
)

// RequestState is how far a customer's request came.
type RequestState string

// The states of a request.
const (
	RequestOpen     RequestState = "open"
	RequestDone     RequestState = "done"
	RequestDeclined RequestState = "declined"
)

// Request is a customer's wish to be renewed. There is one open request per
// link.
type Request struct {
	ID       uint64       `json:"id"` // set by OpenRequest
	Chat     int64        `json:"chat"`
	Provider string       `json:"provider"`
	ClientID int64        `json:"client_id"`
	Username string       `json:"username"`
	Person   int64        `json:"person"`
	State    RequestState `json:"state"`
	By       int64        `json:"by,omitempty"` // who ended it
	At       time.Time    `json:"at"`
	Ended    time.Time    `json:"ended,omitzero"`

	Note    string        `json:"note,omitempty"`    // what the customer wrote, untrusted
	Receipt *chat.FileRef `json:"receipt,omitempty"` // a picture or file that the customer sent with it
	Days    int           `json:"days,omitempty"`    // what it was approved for
}

// Link names the link that the request came by.
func (r Request) Link() LinkKey {
	return LinkKey{Chat: r.Chat, Provider: r.Provider, Client: r.ClientID, Person: r.Person}
}

// indexes are the rows that lead to a request.
func (r Request) indexes() map[bucket][]byte {
	id := seqKey(r.ID)
	all := map[bucket][]byte{requestPerson: join(intKey(r.Person), id), requestLink: join(r.Link().bytes(), id)}
	if r.State != RequestOpen {
		all[requestClosed] = join(timeKey(r.Ended), id)
	}
	return all
}

// OpenRequest keeps a new request, or gives the one that is open for its link;
// fresh tells which.
func (tx *Tx) OpenRequest(r Request) (now Request, fresh bool, err error) {
	old, open, err := tx.RequestOf(r.Link())
	if err != nil || open {
		return old, false, err
	}
	if r.ID, err = tx.sequence(requestRows); err != nil {
		return Request{}, false, err
	}
	r.State = RequestOpen
	if r.At.IsZero() {
		r.At = tx.now()
	}
	r.At = r.At.UTC()
	return r, true, tx.SaveRequest(r)
}

// Request gives the request of an id, and whether there is one.
func (tx *Tx) Request(id uint64) (Request, bool, error) {
	return load[Request](tx, requestRows, seqKey(id))
}

// RequestOf gives the open request of a link, and whether there is one.
func (tx *Tx) RequestOf(key LinkKey) (Request, bool, error) {
	found, err := tx.requestsBy(requestLink, key.bytes())
	if err != nil || len(found) == 0 {
		return Request{}, false, err
	}
	last := found[len(found)-1] // only the last can be open
	return last, last.State == RequestOpen, nil
}

// SaveRequest puts a request in the place of its former row. One that ended
// without a time ended now.
func (tx *Tx) SaveRequest(r Request) error {
	if err := tx.dropRequest(r.ID); err != nil {
		return err
	}
	if r.State != RequestOpen && r.Ended.IsZero() {
		r.Ended = tx.now()
	}
	r.Ended = r.Ended.UTC()
	for index, key := range r.indexes() {
		if err := tx.mark(index, key); err != nil {
			return err
		}
	}
	return save(tx, requestRows, seqKey(r.ID), r)
}

func (tx *Tx) dropRequest(id uint64) error {
	old, found, err := tx.Request(id)
	if err != nil || !found {
		return err
	}
	for index, key := range old.indexes() {
		if err := tx.drop(index, key); err != nil {
			return err
		}
	}
	return tx.drop(requestRows, seqKey(id))
}

// requestsBy gives the requests that an index leads to, oldest first.
func (tx *Tx) requestsBy(index bucket, prefix []byte) ([]Request, error) {
	found, err := tx.keysFrom(index, prefix, nil, 0)
	if err != nil {
		return nil, err
	}
	keys := make([][]byte, 0, len(found))
	for _, key := range found {
		keys = append(keys, key[len(key)-8:])
	}
	return loadAll[Request](tx, requestRows, keys)
}

// trimRequests drops the requests that ended before a time.
func (tx *Tx) trimRequests(before time.Time) (int, error) {
	keys, err := tx.keysBefore(requestClosed, before, trimSize)
	if err != nil {
		return 0, err
	}
	for i, key := range keys {
		if err := tx.dropRequest(keySeq(key)); err != nil {
			return i, err
		}
	}
	return len(keys), nil
}
