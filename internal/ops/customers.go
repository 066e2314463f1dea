package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// lookAgainAt is when a link is looked at again that could not be read.
const lookAgainAt = time.Hour

// NewsKind is what a customer is told unasked.
type NewsKind string

// The news.
const (
	Expiring NewsKind = "expiring"
	Gone     NewsKind = "gone"     // the access does not exist any more
	Renewed  NewsKind = "renewed"  // a request ended well
	Declined NewsKind = "declined" // a request did not
)

// News is something to tell a customer.
type News struct {
	Kind NewsKind
	Link storage.Link
	Days int // Expiring: calendar days left, negative when it is past

	Until time.Time // Renewed: the new expiry, zero when it is not known yet
}

// TellCustomer puts news into the outbox. It runs in the transaction that
// makes them true, and may run more than once.
type TellCustomer func(*storage.Tx, News) error

// DueLinks gives the links that are to be looked at.
func (o *Ops) DueLinks(ctx context.Context, limit int) (due []storage.Link, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due, err = tx.DueLinks(o.Now().UTC(), limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due links: %w", err)
	}
	return due, nil
}

// LookAtLink reads a linked client anew and tells the customer what there is
// to tell. A panel that does not answer is no error: it is asked again later.
func (o *Ops) LookAtLink(ctx context.Context, was storage.Link, tell TellCustomer) error {
	c, panel, lookErr := o.linkedClient(ctx, was)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	now := o.Now().UTC()
	err := o.Store.Update(ctx, func(tx *storage.Tx) error {
		l, ok, err := tx.Link(was.Key())
		// What was read is older than what a renewal wrote meanwhile: look anew.
		if err != nil || !ok || !l.Expires.Equal(was.Expires) || !l.Next.Equal(was.Next) {
			return err
		}
		chat, _, err := tx.Chat(l.Person)
		if err != nil {
			return err
		}
		look := linkLook{now: now, zone: zoneOf(chat), blocked: chat.Unreachable, tell: tell}
		switch {
		case lookErr == nil:
			l.Panel = panel
			return look.found(tx, l, c)
		case resale.CodeOf(lookErr) != resale.NotFound, panel != l.Panel:
			// Another account's panel says nothing about this client.
			l.Next = now.Add(lookAgainAt)
			return tx.SaveLink(l)
		}
		return look.gone(tx, l)
	})
	if err != nil {
		return fmt.Errorf("look at link: %w", err)
	}
	return nil
}

// linkedClient finds a link's client, also under a new name: to a customer
// who is told that the access is gone it is final.
func (o *Ops) linkedClient(ctx context.Context, l storage.Link) (resale.Client, string, error) {
	c, err := o.panel(ctx, "read client", l.Chat)
	if err != nil {
		return resale.Client{}, "", err
	}
	found, err := c.FindClient(ctx, l.ClientID, l.Username)
	if resale.CodeOf(err) == resale.NotFound {
		found, err = c.FindClient(ctx, l.ClientID, "")
	}
	return found, c.panel, err
}

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
	return k.tell(tx, News{Kind: Renewed, Link: l, Until: l.Expires})
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

// withExpiry notes an expiry; a new one is to be warned of anew.
func withExpiry(l storage.Link, expires time.Time) storage.Link {
	l.Expires = expires
	if day := resale.ExpiryDay(expires); day != l.Day {
		l.Day, l.Warned = day, resale.NotWarned
	}
	return l
}
