package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/storage"
)

// ClaimLink makes a link, see ClientLink and AccountLink, and spends the ticket
// that promised it, in one transaction. It tells whether the person has the link
// now: a ticket serves one person, and whoever comes later goes without.
func (o *Ops) ClaimLink(ctx context.Context, token string, l storage.Link) (ok bool, err error) {
	c, err := o.connection(ctx, "link customer", l.Provider, l.Chat)
	if err != nil {
		return false, err
	}
	l.Panel, l.At = c.panel, o.Now().UTC()
	err = o.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		if l.Chat, err = tx.NowChat(l.Chat); err != nil {
			return err
		}
		// After a crash the same claim comes again.
		if _, ok, err = tx.Link(l.Key()); ok || err != nil {
			return err
		}
		var valid bool
		if _, valid, err = tx.Ticket(token); !valid || err != nil {
			return err
		}
		ok = true
		if err := tx.DropTicket(token); err != nil {
			return err
		}
		return startLink(tx, l)
	})
	if err != nil {
		return false, fmt.Errorf("link customer: %w", err)
	}
	return ok, nil
}

// startLink keeps a new link, whose At is set.
func startLink(tx *storage.Tx, l storage.Link) error {
	zone, err := customerZone(tx, l)
	if err != nil {
		return err
	}
	return tx.SaveLink(beginLink(l, zone))
}

// customerZone gives a new customer's time zone. Who never chose one gets the
// reseller's, which is likelier than UTC.
func customerZone(tx *storage.Tx, l storage.Link) (*time.Location, error) {
	theirs, known, err := tx.Chat(l.Person)
	if err != nil || theirs.Zone != "" {
		return zoneOf(theirs), err
	}
	resellers, _, err := tx.Chat(l.Chat)
	if err != nil {
		return nil, err
	}
	if !known {
		theirs = storage.Chat{ID: l.Person, Private: true, By: l.Person}
	}
	theirs.Zone = resellers.Zone
	return zoneOf(theirs), tx.SaveChat(theirs)
}

// Zone gives the time zone of a chat.
func (o *Ops) Zone(ctx context.Context, chat int64) (zone *time.Location, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		c, _, err := tx.Chat(now)
		zone = zoneOf(c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read zone: %w", err)
	}
	return zone, nil
}

func zoneOf(c storage.Chat) *time.Location {
	if z, err := time.LoadLocation(c.Zone); err == nil && c.Zone != "" {
		return z
	}
	return time.UTC
}
