package storage

import (
	"errors"
	"time"
)

// MemberKey says which account it is: a person has at most one at a store.
type MemberKey struct {
	Chat   int64 // the reseller's
	Person int64 // the customer
}

const memberKeyLength = 8 + 8

func (k MemberKey) bytes() []byte { return join(intKey(k.Chat), intKey(k.Person)) }

func (k MemberKey) ofPerson() []byte { return join(intKey(k.Person), intKey(k.Chat)) }

// Member is a customer's account at a store: what they logged in with, and what
// they were told of it.
type Member struct {
	Chat     int64     `json:"chat"`
	Person   int64     `json:"person"`
	Panel    string    `json:"panel"` // where the account is, see PanelOf
	Email    string    `json:"email"`
	Password string    `json:"password"`
	UID      string    `json:"uid,omitempty"`
	Name     string    `json:"name,omitempty"` // at the panel, untrusted text
	Lang     string    `json:"lang,omitempty"`
	At       time.Time `json:"at"`                 // when it was made or logged in first; filled in when zero
	Read     time.Time `json:"read,omitzero"`      // when the panel last showed it
	Next     time.Time `json:"next,omitzero"`      // when it is looked at unasked; zero for never
	Refused  bool      `json:"refused,omitempty"`  // the panel takes the password no more, and the customer was told
	TwoStep  bool      `json:"two_step,omitempty"` // the panel wants a code each time

	Subs []MemberSub `json:"subs,omitempty"`
}

// MemberSub is a subscription as it was last read, and what its customer was
// told of it.
type MemberSub struct {
	ID      int64     `json:"id"`
	Plan    string    `json:"plan,omitempty"`
	Expires time.Time `json:"expires,omitzero"`
	Day     string    `json:"day,omitempty"` // the expiry day, see resale.ExpiryDay, that Warned is about
	Warned  int       `json:"warned"`        // the last threshold told of, resale.NotWarned for none

	Traffic       int64 `json:"traffic"` // bytes, -1 for no limit or not known
	Used          int64 `json:"used"`
	TrafficWarned int   `json:"traffic_warned,omitempty"` // percent told of
}

// Key names the account.
func (m Member) Key() MemberKey { return MemberKey{Chat: m.Chat, Person: m.Person} }

// indexes are the rows that lead to a member; none to the zero Member.
func (m Member) indexes() map[bucket][]byte {
	if m.Person == 0 {
		return nil
	}
	all := map[bucket][]byte{
		memberPerson: m.Key().ofPerson(),
		memberListed: join(intKey(m.Chat), timeKey(m.At), intKey(m.Person)),
	}
	if !m.Next.IsZero() {
		all[memberDue] = join([]byte(m.Panel), timeKey(m.Next), m.Key().bytes())
	}
	return all
}

// Member gives a person's account at a store, and whether there is one.
func (tx *Tx) Member(key MemberKey) (Member, bool, error) {
	return load[Member](tx, memberRows, key.bytes())
}

// SaveMember puts an account in the place of its key's former row.
func (tx *Tx) SaveMember(m Member) error {
	if m.Chat == 0 || m.Person == 0 || len(m.Panel) != panelLength {
		return errors.New("save member: no chat, person or panel")
	}
	was, _, err := tx.Member(m.Key())
	if err != nil {
		return err
	}
	if m.At.IsZero() {
		m.At = tx.now()
	}
	m.At, m.Read, m.Next = m.At.UTC(), m.Read.UTC(), m.Next.UTC()
	if err := tx.changeIndexes(was.indexes(), m.indexes()); err != nil {
		return err
	}
	if err := tx.mark(memberKnown, m.Key().ofPerson()); err != nil {
		return err
	}
	return save(tx, memberRows, m.Key().bytes(), m)
}

// KnownMember tells whether a person has, or had before they logged out, an
// account at a store.
func (tx *Tx) KnownMember(key MemberKey) (bool, error) { return tx.marked(memberKnown, key.ofPerson()) }

// DropMember forgets an account and its password; none is no error. At the
// panel it stays.
func (tx *Tx) DropMember(key MemberKey) error {
	was, found, err := tx.Member(key)
	if err != nil || !found {
		return err
	}
	if err := tx.changeIndexes(was.indexes(), nil); err != nil {
		return err
	}
	return tx.drop(memberRows, key.bytes())
}

// MemberCount says how many customers a store has.
func (tx *Tx) MemberCount(chat int64) (int, error) { return tx.countFrom(memberRows, intKey(chat)) }
