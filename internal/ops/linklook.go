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

func (k linkLook) found(tx *storage.Tx, l storage.Link, c resale.Client) error {
	longer := c.Expires.After(l.Expires)
	l = withExpiry(l, c.Expires)
	l.Username, l.Next = c.Username, k.tomorrow()
	if longer {
		if err := k.renewed(tx, l); err != nil {
			return err
		}
	}
	threshold, due := resale.DefaultThresholds().Due(l.Expires, k.now, k.zone, l.Warned)
	if due && k.awake() {
		l.Warned = threshold
		if err := k.tell(tx, News{Kind: Expiring, Link: l, Days: resale.DaysLeft(l.Expires, k.now, k.zone)}); err != nil {
			return err
		}
	}
	return tx.SaveLink(l)
}

// renewed ends a request that is open while the client was renewed: by an act
// whose answer was lost, or by other means than the request's own button.
func (k linkLook) renewed(tx *storage.Tx, l storage.Link) error {
	r, open, err := tx.RequestOf(l.Key())
	if err != nil || !open {
		return err
	}
	r.State, r.Ended = storage.RequestDone, k.now
	if err := tx.SaveRequest(r); err != nil {
		return err
	}
	return k.tell(tx, News{Kind: Renewed, Link: l})
}

// gone ends the link, by day: the same look in the morning makes sure.
func (k linkLook) gone(tx *storage.Tx, l storage.Link) error {
	if !k.awake() && !k.blocked {
		l.Next = k.tomorrow()
		return tx.SaveLink(l)
	}
	if !k.blocked {
		if err := k.tell(tx, News{Kind: Gone, Link: l}); err != nil {
			return err
		}
	}
	return tx.DropLink(l.Key())
}
