package storage

import "time"

// LinkKey says which link it is: a person has at most one to a client of a chat.
type LinkKey struct {
	Chat   int64 // the reseller's
	Client int64
	Person int64 // the customer
}

func (k LinkKey) bytes() []byte { return join(intKey(k.Chat), intKey(k.Client), intKey(k.Person)) }

func (k LinkKey) ofPerson() []byte { return join(intKey(k.Person), intKey(k.Chat), intKey(k.Client)) }

// Link joins a client of a chat's account to the person who uses it: the
// customer, who is warned before it expires and may ask for its renewal.
type Link struct {
	Chat     int64     `json:"chat"` // the reseller's, where requests go
	Thread   int       `json:"thread,omitempty"`
	Provider string    `json:"provider"`
	Panel    string    `json:"panel,omitempty"` // where it was last seen, see PanelOf
	ClientID int64     `json:"client_id"`
	Username string    `json:"username"`
	Person   int64     `json:"person"`
	By       int64     `json:"by,omitempty"` // who invited the customer
	At       time.Time `json:"at"`
	Expires  time.Time `json:"expires,omitzero"` // as it was last read
	Day      string    `json:"day,omitempty"`    // the expiry day, see resale.ExpiryDay, that Warned is about
	Warned   int       `json:"warned"`           // the last threshold told of, resale.NotWarned for none
	Next     time.Time `json:"next,omitzero"`    // when it is looked at again
}

// Key names the link.
func (l Link) Key() LinkKey { return LinkKey{Chat: l.Chat, Client: l.ClientID, Person: l.Person} }

func (l Link) dueKey() []byte { return join(timeKey(l.Next), l.Key().bytes()) }

// Link gives the link of a key, and whether there is one.
func (tx *Tx) Link(key LinkKey) (Link, bool, error) {
	return load[Link](tx, linkRows, key.bytes())
}

// SaveLink puts a link in the place of its key's former one. A zero At becomes
// the present.
func (tx *Tx) SaveLink(l Link) error {
	if err := tx.dropLink(l.Key()); err != nil {
		return err
	}
	if l.At.IsZero() {
		l.At = tx.now()
	}
	l.At, l.Expires, l.Next = l.At.UTC(), l.Expires.UTC(), l.Next.UTC()
	if err := tx.mark(linkPerson, l.Key().ofPerson()); err != nil {
		return err
	}
	if err := tx.mark(linkDue, l.dueKey()); err != nil {
		return err
	}
	return save(tx, linkRows, l.Key().bytes(), l)
}

// DropLink ends a link, and with it the customer's open request; none is no
// error.
func (tx *Tx) DropLink(key LinkKey) error {
	r, open, err := tx.RequestOf(key)
	if err != nil {
		return err
	}
	if open {
		if err := tx.dropRequest(r.ID); err != nil {
			return err
		}
	}
	return tx.dropLink(key)
}

func (tx *Tx) dropLink(key LinkKey) error {
	old, found, err := tx.Link(key)
	if err != nil || !found {
		return err
	}
	if err := tx.drop(linkPerson, key.ofPerson()); err != nil {
		return err
	}
	if err := tx.drop(linkDue, old.dueKey()); err != nil {
		return err
	}
	return tx.drop(linkRows, key.bytes())
}

// LinksOf gives the links of a customer.
func (tx *Tx) LinksOf(person int64) ([]Link, error) {
	found, err := tx.keysFrom(linkPerson, intKey(person), nil, 0)
	if err != nil {
		return nil, err
	}
	keys := make([][]byte, 0, len(found))
	for _, b := range found {
		keys = append(keys, LinkKey{Person: keyInt(b), Chat: keyInt(b[8:]), Client: keyInt(b[16:])}.bytes())
	}
	return loadAll[Link](tx, linkRows, keys)
}

// LinksTo gives the links to a client of a chat, or to all of them when
// clientID is 0.
func (tx *Tx) LinksTo(chat, clientID int64) ([]Link, error) {
	prefix := intKey(chat)
	if clientID != 0 {
		prefix = join(prefix, intKey(clientID))
	}
	keys, err := tx.keysFrom(linkRows, prefix, nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Link](tx, linkRows, keys)
}

// DueLinks gives the links whose Next is not after now, the longest due first.
func (tx *Tx) DueLinks(now time.Time, limit int) ([]Link, error) {
	keys, err := tx.keysBefore(linkDue, now.Add(time.Nanosecond), limit)
	if err != nil {
		return nil, err
	}
	return loadAll[Link](tx, linkRows, keys)
}

// createLinks is the migration that brought links and requests.
func createLinks(tx *Tx) error {
	for _, b := range []bucket{linkRows, linkPerson, linkDue, requestRows, requestPerson, requestLink, requestClosed} {
		if err := createBucket(tx.bolt, b); err != nil {
			return err
		}
	}
	return nil
}
