package ops

import (
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// linkLook is what a look at one link goes by.
type linkLook struct {
	now     time.Time
	zone    *time.Location
	blocked bool // the customer cannot be written to
	tell    TellCustomer
}

// awake tells whether the customer may be written to now.
func (k linkLook) awake() bool {
	h := k.now.In(k.zone).Hour()
	return !k.blocked && h >= customerHour && h < customerNight
}

func (k linkLook) tomorrow() time.Time { return resale.NextHour(k.now, k.zone, customerHour, "") }

func (k linkLook) found(tx *storage.Tx, l storage.Link, s sighting) error {
	expires, err := s.end(tx, l, k.now)
	if err != nil {
		return err
	}
	moved := !expires.Equal(l.Expires)
	longer := expires.After(l.Expires) || expires.IsZero() && !l.Expires.IsZero()
	l = withExpiry(s.into(l, k.now), expires)
	l.Gone = time.Time{}
	if longer {
		if err := k.renewed(tx, l, s); err != nil {
			return err
		}
	}
	if moved {
		if err := claimEnds(tx, l); err != nil {
			return err
		}
	}
	if l, err = k.warn(tx, l); err != nil {
		return err
	}
	l.Next = nextLook(l, k.now, k.zone)
	return tx.SaveLink(l)
}

// renewed ends a request that is open while the access was renewed: by an act
// whose answer was lost, or by other means than the request's own button.
func (k linkLook) renewed(tx *storage.Tx, l storage.Link, s sighting) error {
	r, open, err := tx.RequestOf(l.Key())
	if err != nil || !open {
		return err
	}
	r.State, r.Ended = storage.RequestDone, k.now
	if err := closeRequest(tx, r); err != nil {
		return err
	}
	return k.tell(tx, News{Kind: Renewed, Link: l, Client: s.client, Account: s.account})
}

// warn tells the customer, if it is time, that the access ends. A short trial's
// end is told once; who missed that hears in the morning that it is over.
func (k linkLook) warn(tx *storage.Tx, l storage.Link) (storage.Link, error) {
	if !l.Soon.IsZero() && l.Expires.After(k.now) {
		if k.blocked || l.Warned != resale.NotWarned || k.now.Before(l.Soon) {
			return l, nil
		}
		l.Warned = 0
		return l, k.tell(tx, News{Kind: Expiring, Link: l, Soon: true, Left: l.Expires.Sub(k.now)})
	}
	threshold, due := resale.DefaultThresholds().Due(l.Expires, k.now, k.zone, l.Warned)
	if !due || !k.awake() {
		return l, nil
	}
	l.Warned = threshold
	days := resale.DaysLeft(l.Expires, k.now, k.zone)
	if !l.Expires.After(k.now) {
		days = min(days, -1)
	}
	return l, k.tell(tx, News{Kind: Expiring, Link: l, Days: days})
}

// unseen keeps a link whose panel does not say how it is now. The end of a
// short trial is told by what was known last: later is too late.
func (k linkLook) unseen(tx *storage.Tx, l storage.Link) (err error) {
	if !l.Soon.IsZero() && l.Expires.After(k.now) {
		if l, err = k.warn(tx, l); err != nil {
			return err
		}
	}
	l.Next = k.now.Add(lookAgainAt)
	if l.Warned == resale.NotWarned && l.Soon.After(k.now) && l.Soon.Before(l.Next) {
		l.Next = l.Soon
	}
	return tx.SaveLink(l)
}
