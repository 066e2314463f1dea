package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
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
	Paused   NewsKind = "paused"   // the reseller stopped it
	Extended NewsKind = "extended" // the reseller gave it longer
)

// News is something to tell a customer.
type News struct {
	Kind NewsKind
	Link storage.Link
	Days int           // Expiring: calendar days left, negative when it is past
	Soon bool          // Expiring: a short trial, which ends within hours; Left says when, Days nothing
	Left time.Duration // with Soon, always positive

	Reason string // Declined: what the reseller wrote about it, untrusted; may be missing

	// Renewed: what the customer has now. Fresh: it was gone and made anew, so
	// that they need all of it again.
	Fresh    bool
	Client   resale.Client     // Servex; its links may be missing, see AccessClient
	Account  resale.VPNAccount // VPNresellers
	Password secret.String     // VPNresellers, when Fresh
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

// LookAtLink reads a linked client or account anew and tells the customer what
// there is to tell. A panel that does not answer is no error: it is asked again
// later, and only the end of a short trial is told all the same.
func (o *Ops) LookAtLink(ctx context.Context, was storage.Link, tell TellCustomer) error {
	seen, lookErr := o.sight(ctx, was)
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
			return look.found(tx, l, seen)
		case resale.CodeOf(lookErr) != resale.NotFound, seen.panel != l.Panel:
			return look.unseen(tx, l) // another account's panel says nothing about it
		}
		return look.gone(tx, l)
	})
	if err != nil {
		return fmt.Errorf("look at link: %w", err)
	}
	return nil
}
