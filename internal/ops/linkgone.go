package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// What is gone and may be made anew is looked for once a week, and kept for 30
// days.
const (
	goneAgain = 7 * 24 * time.Hour
	goneKept  = 30 * 24 * time.Hour
)

// gone notes that an access does not exist any more, and tells its customer, by
// day: the same look in the morning makes sure. A trial, and what its customer
// asked to go on with, may be made anew; any other link ends.
func (k linkLook) gone(tx *storage.Tx, l storage.Link) error {
	_, asked, err := tx.RequestOf(l.Key())
	if err != nil {
		return err
	}
	if !l.Gone.IsZero() {
		return k.stillGone(tx, l, asked)
	}
	if !k.awake() && !k.blocked {
		l.Next = k.tomorrow()
		return tx.SaveLink(l)
	}
	if !k.blocked && !k.knows(l) {
		if err := k.tell(tx, News{Kind: Gone, Link: l}); err != nil {
			return err
		}
	}
	if l.Offer == "" && !asked {
		return tx.DropLink(l.Key())
	}
	l.Gone, l.Next = k.now, k.now.Add(goneAgain)
	return tx.SaveLink(l)
}

// knows tells whether the customer of a trial heard of its end, and it came:
// that a panel then clears it away is no news.
func (k linkLook) knows(l storage.Link) bool {
	return l.Trial && !l.Expires.After(k.now) && l.Warned != resale.NotWarned
}

func (k linkLook) stillGone(tx *storage.Tx, l storage.Link, asked bool) error {
	if !asked && k.now.Sub(l.Gone) >= goneKept {
		return tx.DropLink(l.Key())
	}
	l.Next = k.now.Add(goneAgain)
	return tx.SaveLink(l)
}
