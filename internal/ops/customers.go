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
)

// News is something to tell a customer.
type News struct {
	Kind NewsKind
	Link storage.Link
	Days int           // Expiring: calendar days left, negative when it is past
	Soon bool          // Expiring: a short trial, which ends within hours; Left says when, Days nothing
	Left time.Duration // with Soon, always positive

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
		found, err = c.FindRenamed(ctx, l.ClientID)
	}
	return found, c.panel, err
}
