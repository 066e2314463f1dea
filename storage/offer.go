package storage

import (
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"slices"
	"time"
)

// offerIDLength is how many characters an id has; keys of claims rely on it.
const offerIDLength = 16

// Offer is what a reseller gives away by a deep link.
type Offer struct {
	ID     string    `json:"id"`   // see NewOfferID
	Chat   int64     `json:"chat"` // the reseller's, whose account it is given from
	Thread int       `json:"thread,omitempty"`
	By     int64     `json:"by,omitempty"` // who made it
	Lang   string    `json:"lang,omitempty"`
	At     time.Time `json:"at"` // filled in when zero

	Provider     string `json:"provider"`
	Panel        string `json:"panel,omitempty"` // where it was saved, see PanelOf
	Name         string `json:"name"`            // what people read, as the reseller typed it; untrusted text
	Text         string `json:"text,omitempty"`  // the same
	Category     int64  `json:"category,omitempty"`
	CategoryName string `json:"category_name,omitempty"`
	Minutes      int    `json:"minutes,omitempty"` // of a Servex test
	Devices      int    `json:"devices,omitempty"` // of a Servex test: how many at once; 0 is 1
	Days         int    `json:"days,omitempty"`    // of a VPNresellers account

	PerPerson  int    `json:"per_person"`      // at least 1
	PerDay     int    `json:"per_day"`         // of all, each day in UTC; 0: no limit
	Total      int    `json:"total,omitempty"` // 0: no limit
	YoungestID int64  `json:"youngest_id,omitempty"`
	Member     int64  `json:"member,omitempty"` // the chat that one must be a member of; 0: none
	MemberName string `json:"member_name,omitempty"`
	MemberURL  string `json:"member_url,omitempty"`
	On         bool   `json:"on"`

	Taken    int    `json:"taken"`               // places, counted in the claiming transaction
	Day      string `json:"day,omitempty"`       // the date (UTC) that TakenDay is about
	TakenDay int    `json:"taken_day,omitempty"` // see TakenOn

	Stuck string    `json:"stuck,omitempty"` // a resale.Code: why claims wait, or are refused
	Told  time.Time `json:"told,omitzero"`   // when the reseller was last told that it is stuck
}

// NewOfferID gives an id that nobody guesses: 16 characters of A-Z, a-z, 0-9,
// - and _, as a deep link takes them.
func NewOfferID() string {
	random := make([]byte, offerIDLength*6/8)
	_, _ = rand.Read(random) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(random)
}

// AllTaken tells whether there is no place left, of all that there are.
func (o Offer) AllTaken() bool { return o.Total > 0 && o.Taken >= o.Total }

// TakenOn is how many places were taken on the day of a moment.
func (o Offer) TakenOn(now time.Time) int {
	if o.Day != offerDay(now) {
		return 0
	}
	return o.TakenDay
}

// Take takes a place on the day of a moment.
func (o *Offer) Take(now time.Time) {
	o.TakenDay = o.TakenOn(now) + 1
	o.Day = offerDay(now)
	o.Taken++
}

// GiveBack gives back a place that was taken at a moment.
func (o *Offer) GiveBack(taken time.Time) {
	o.Taken = max(o.Taken-1, 0)
	if o.Day == offerDay(taken) {
		o.TakenDay = max(o.TakenDay-1, 0)
	}
}

func offerDay(t time.Time) string { return t.UTC().Format(time.DateOnly) }

func (o Offer) chatKey() []byte { return join(intKey(o.Chat), []byte(o.ID)) }

// Offer gives the offer of an id, and whether there is one.
func (tx *Tx) Offer(id string) (Offer, bool, error) {
	if len(id) != offerIDLength { // typed into a link by anybody
		return Offer{}, false, nil
	}
	return load[Offer](tx, offerRows, []byte(id))
}

// SaveOffer puts an offer in the place of its id's former row.
func (tx *Tx) SaveOffer(o Offer) error {
	if len(o.ID) != offerIDLength {
		return errors.New("save offer: no id")
	}
	was, found, err := tx.Offer(o.ID)
	if err != nil {
		return err
	}
	if found && was.Chat != o.Chat {
		if err := tx.drop(offerChat, was.chatKey()); err != nil {
			return err
		}
	}
	if o.At.IsZero() {
		o.At = tx.now()
	}
	o.At, o.Told = o.At.UTC(), o.Told.UTC()
	if err := tx.mark(offerChat, o.chatKey()); err != nil {
		return err
	}
	return save(tx, offerRows, []byte(o.ID), o)
}

// OffersOf gives a chat's offers, the newest first.
func (tx *Tx) OffersOf(chat int64) ([]Offer, error) {
	keys, err := tx.keysFrom(offerChat, intKey(chat), nil, 0)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = key[8:]
	}
	offers, err := loadAll[Offer](tx, offerRows, keys)
	slices.SortFunc(offers, func(a, b Offer) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	return offers, err
}

// DropOffer deletes an offer; none is no error. Its claims can still be read,
// until Trim.
func (tx *Tx) DropOffer(id string) error {
	o, found, err := tx.Offer(id)
	if err != nil || !found {
		return err
	}
	if err := tx.drop(offerChat, o.chatKey()); err != nil {
		return err
	}
	if err := tx.mark(offerDropped, join(timeKey(tx.now()), []byte(id))); err != nil {
		return err
	}
	return tx.drop(offerRows, []byte(id))
}
