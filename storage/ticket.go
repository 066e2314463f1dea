package storage

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"
)

const ticketsPerIssue = 10 // expired ones cleared at each issue

// Ticket is what a short-lived token of a deep link stands for.
type Ticket struct {
	Token   string    `json:"token"` // set by IssueTicket
	Kind    string    `json:"kind"`
	Chat    int64     `json:"chat"`
	Thread  int       `json:"thread,omitempty"`
	Person  int64     `json:"person"`
	Expires time.Time `json:"expires"`
	Data    string    `json:"data,omitempty"`
}

// Only the hash is in the file, and it is no ticket: keys are not sealed.
func ticketKey(token string) []byte {
	hash := sha256.Sum256([]byte(token))
	return hash[:]
}

// IssueTicket keeps a ticket until it expires and gives its new token, 22
// characters of A-Z, a-z, 0-9, - and _, as a deep link takes them. Tickets
// that expired are cleared away.
func (tx *Tx) IssueTicket(t Ticket) (token string, err error) {
	if err := tx.dropExpiredTickets(tx.now(), ticketsPerIssue); err != nil {
		return "", err
	}
	random := make([]byte, 16)
	_, _ = rand.Read(random) // never fails, see crypto/rand
	t.Token = base64.RawURLEncoding.EncodeToString(random)
	t.Expires = t.Expires.UTC()
	return t.Token, tx.putTicket(t)
}

// Ticket gives the ticket of a token, and whether there is one that has not
// expired.
func (tx *Tx) Ticket(token string) (Ticket, bool, error) {
	t, found, err := load[Ticket](tx, ticketRows, ticketKey(token))
	if err != nil || !found || !tx.now().Before(t.Expires) {
		return Ticket{}, false, err
	}
	return t, true, nil
}

// DropTicket makes a token worthless; an unknown one is no error.
func (tx *Tx) DropTicket(token string) error {
	return tx.dropTicket(ticketKey(token))
}

func (tx *Tx) putTicket(t Ticket) error {
	if err := tx.mark(ticketExpiry, join(timeKey(t.Expires), ticketKey(t.Token))); err != nil {
		return err
	}
	return save(tx, ticketRows, ticketKey(t.Token), t)
}

func (tx *Tx) dropTicket(key []byte) error {
	t, found, err := load[Ticket](tx, ticketRows, key)
	if err != nil || !found {
		return err
	}
	if err := tx.drop(ticketExpiry, join(timeKey(t.Expires), key)); err != nil {
		return err
	}
	return tx.drop(ticketRows, key)
}

func (tx *Tx) dropExpiredTickets(now time.Time, limit int) error {
	keys, err := tx.keysBefore(ticketExpiry, now, limit)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := tx.dropTicket(key); err != nil {
			return err
		}
	}
	return nil
}

// eachTicket hands every ticket to f, which may drop it. They are few, since
// they expire.
func (tx *Tx) eachTicket(f func(key []byte, t Ticket) error) error {
	keys, err := tx.keysFrom(ticketRows, nil, nil, 0)
	if err != nil {
		return err
	}
	tickets, err := loadAll[Ticket](tx, ticketRows, keys)
	if err != nil {
		return err
	}
	for i, t := range tickets {
		if err := f(keys[i], t); err != nil {
			return err
		}
	}
	return nil
}
