package storage

import "time"

// LinkKey says which link it is: a person has at most one to a client, or an
// account, of a chat.
type LinkKey struct {
	Chat     int64 // the reseller's
	Provider string
	Client   int64 // the id of the client or account
	Person   int64 // the customer
}

func (k LinkKey) bytes() []byte {
	return join(linkPrefix(k.Chat, k.Provider, k.Client), intKey(k.Person))
}

func (k LinkKey) ofPerson() []byte {
	return join(intKey(k.Person), linkPrefix(k.Chat, k.Provider, k.Client))
}

// linkPrefix begins the keys of the links to one client.
func linkPrefix(chat int64, provider string, client int64) []byte {
	return join(intKey(chat), providerKey(provider), intKey(client))
}

// providerKey tells its own length: it stands amid a key.
func providerKey(provider string) []byte { return append([]byte{byte(len(provider))}, provider...) }

// linkOfPerson reads what LinkKey.ofPerson wrote.
func linkOfPerson(b []byte) LinkKey {
	end := 17 + int(b[16])
	return LinkKey{Person: keyInt(b), Chat: keyInt(b[8:]), Provider: string(b[17:end]), Client: keyInt(b[end:])}
}

// Link joins a client or account of a chat to the person who uses it: the
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
	Expires  time.Time `json:"expires,omitzero"`   // as it was last read
	Day      string    `json:"day,omitempty"`      // the expiry day, see resale.ExpiryDay, that Warned is about
	Warned   int       `json:"warned"`             // the last threshold told of, resale.NotWarned for none
	Next     time.Time `json:"next,omitzero"`      // when it is looked at again
	Offer    string    `json:"offer,omitempty"`    // the offer that it came by
	Trial    bool      `json:"trial,omitempty"`    // nobody paid for it yet
	Soon     time.Time `json:"soon,omitzero"`      // a short trial: its end is told at this moment, whatever the hour; zero: by days
	Gone     time.Time `json:"gone,omitzero"`      // since when the panel does not have it any more; it may be made anew
	Off      bool      `json:"off,omitempty"`      // it was stopped, as it was last read or done
	Category int64     `json:"category,omitempty"` // Servex: as they were last read, to make it anew
	Limit    int       `json:"limit,omitempty"`
}

// Key names the link.
func (l Link) Key() LinkKey {
	return LinkKey{Chat: l.Chat, Provider: l.Provider, Client: l.ClientID, Person: l.Person}
}

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
	l.At, l.Expires, l.Next, l.Soon, l.Gone = l.At.UTC(), l.Expires.UTC(), l.Next.UTC(), l.Soon.UTC(), l.Gone.UTC()
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
		keys = append(keys, linkOfPerson(b).bytes())
	}
	return loadAll[Link](tx, linkRows, keys)
}

// LinksTo gives the links to a client of a chat, by its provider and id; to all
// of the provider's when clientID is 0, of the chat when provider is "".
func (tx *Tx) LinksTo(chat int64, provider string, clientID int64) ([]Link, error) {
	prefix := intKey(chat)
	switch {
	case clientID != 0:
		prefix = linkPrefix(chat, provider, clientID)
	case provider != "":
		prefix = join(prefix, providerKey(provider))
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
