package ops

import (
	"context"
	"fmt"

	"resellerbot/storage"
)

// EndRequest ends the request whose renewal came to a good end, and tells the
// customer. Any other act, and any other end, leaves everything as it is.
func (o *Ops) EndRequest(tx *storage.Tx, key string, by int64, out Outcome, tell TellCustomer) error {
	id, ok := requestOf(key)
	if !ok || out.State != storage.Done {
		return nil
	}
	r, ok, err := tx.Request(id)
	if err != nil || !ok || r.State == storage.RequestDone {
		return err
	}
	l, ok, err := tx.Link(r.Link())
	if err != nil || !ok {
		return err
	}
	// A person's word settles the act; the customer hears what the panel shows.
	if !out.After.After(out.Before) {
		l.Next = o.Now().UTC()
		return tx.SaveLink(l)
	}
	r.State, r.By, r.Ended = storage.RequestDone, by, o.Now().UTC()
	if err := tx.SaveRequest(r); err != nil {
		return err
	}
	l = withExpiry(l, out.After)
	if err := tx.SaveLink(l); err != nil {
		return err
	}
	return tell(tx, News{Kind: Renewed, Link: l})
}

// DeclineRequest ends an open request with a no, and tells the customer. The
// request is given as it stands then.
func (o *Ops) DeclineRequest(ctx context.Context, chat, person int64, id uint64, tell TellCustomer) (asked Asked, err error) {
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		if asked, err = readRequest(tx, chat, id); err != nil || asked.State != storage.RequestOpen || asked.Busy {
			return err
		}
		r := asked.Request
		r.State, r.By, r.Ended = storage.RequestDeclined, person, o.Now().UTC()
		if err := tx.SaveRequest(r); err != nil {
			return err
		}
		asked.Request = r
		l, ok, err := tx.Link(r.Link())
		if err != nil || !ok {
			return err
		}
		return tell(tx, News{Kind: Declined, Link: l})
	})
	if err != nil {
		return asked, fmt.Errorf("decline request: %w", err)
	}
	return asked, nil
}
