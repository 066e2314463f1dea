package ops

import (
	"context"
	"fmt"

	"resellerbot/storage"
)

// Invite is the kind of the tickets that invite customers.
const Invite = "customer"

// The hours of a customer's day at which they may be written to unasked.
const (
	customerHour  = 10 // when it is done
	customerNight = 21 // when it must not be done any more
)

// Customer is a person who is linked to a client, as the reseller sees them.
type Customer struct {
	storage.Link
	Name string
}

// Access is a link as its customer sees it.
type Access struct {
	storage.Link
	OfferName string // of the offer that it came by, "" for none or one that was deleted
	Asked     bool   // a request for renewal is open
	Receipt   bool   // and the customer sent a receipt with it
	Blocked   bool   // the reseller takes no more requests of this person
}

// Customers gives who is linked to a provider's client or account.
func (o *Ops) Customers(ctx context.Context, chat int64, provider string, client int64) (all []Customer, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		links, err := tx.LinksTo(chat, provider, client)
		if err != nil {
			return err
		}
		for _, l := range links {
			p, _, err := tx.Person(l.Person)
			if err != nil {
				return err
			}
			all = append(all, Customer{l, p.Name})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list customers: %w", err)
	}
	return all, nil
}

// Accesses gives what a person is the customer of.
func (o *Ops) Accesses(ctx context.Context, person int64) (all []Access, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		links, err := tx.LinksOf(person)
		if err != nil {
			return err
		}
		for _, l := range links {
			a, err := accessOf(tx, l)
			if err != nil {
				return err
			}
			all = append(all, a)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list accesses: %w", err)
	}
	return all, nil
}

// Access gives one of them, and whether there is one; its own Key is the present
// one, for the reseller's chat may have become another since.
func (o *Ops) Access(ctx context.Context, key storage.LinkKey) (a Access, ok bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		l, found, err := tx.Link(key)
		if ok = found; err != nil || !ok {
			return err
		}
		a, err = accessOf(tx, l)
		return err
	})
	if err != nil {
		return a, false, fmt.Errorf("read access: %w", err)
	}
	return a, ok, nil
}

func accessOf(tx *storage.Tx, l storage.Link) (Access, error) {
	r, asked, err := tx.RequestOf(l.Key())
	if err != nil {
		return Access{}, err
	}
	offer, _, err := tx.Offer(l.Offer)
	if err != nil {
		return Access{}, err
	}
	blocked, err := tx.IsBlocked(l.Chat, l.Person)
	return Access{Link: l, OfferName: offer.Name, Asked: asked, Receipt: asked && r.Receipt != nil, Blocked: blocked}, err
}
