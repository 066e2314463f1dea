package ops

import (
	"context"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// What a reseller types about a store, in characters.
const (
	StoreNameLimit = 40
	StoreTextLimit = 500
)

// StorePage is how many of a store's customers are listed at once.
const StorePage = 8

// StoreSight is a store as its reseller sees it at a glance.
type StoreSight struct {
	Store   storage.Storefront
	Members int // customers who are logged in
	Open    int // invoices that are not paid
	Paid    int // those that were paid, and are being set up
	Stuck   int // those that were paid and brought nothing
}

// StoreSight gives the store of a chat at a glance. NotConnected: there is none.
func (o *Ops) StoreSight(ctx context.Context, chat int64) (s StoreSight, err error) {
	const act = "read store"
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		var found bool
		if s.Store, found, err = tx.Storefront(chat); err != nil {
			return err
		}
		if !found {
			return &resale.Error{Act: act, Code: resale.NotConnected}
		}
		if s.Members, err = tx.MemberCount(chat); err != nil {
			return err
		}
		if s.Open, err = tx.InvoiceCount(chat, storage.InvoiceOpen); err != nil {
			return err
		}
		if s.Paid, err = tx.InvoiceCount(chat, storage.InvoicePaid); err != nil {
			return err
		}
		s.Stuck, err = tx.InvoiceCount(chat, storage.InvoiceStuck)
		return err
	})
	if err != nil {
		return StoreSight{}, fmt.Errorf("%s: %w", act, err)
	}
	return s, nil
}

// StoreCustomer is a customer of a store, for its reseller.
type StoreCustomer struct {
	storage.Member
	Called string // their name in Telegram; untrusted text
	Away   bool   // messages do not reach them
	Open   int    // invoices of their account that are not paid, or not delivered
}

// StoreCustomers lists the customers of a chat's store, the newest first, from a
// cursor on: "" or what it gave as next, which is "" at the end.
func (o *Ops) StoreCustomers(ctx context.Context, chat int64, cursor string) (members []StoreCustomer, next string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		members = nil
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		var all []storage.Member
		if all, next, err = tx.MembersAt(chat, cursor, StorePage); err != nil {
			return err
		}
		for _, m := range all {
			one, err := customerOf(tx, m)
			if err != nil {
				return err
			}
			members = append(members, one)
		}
		return nil
	})
	if err != nil {
		return nil, "", fmt.Errorf("list customers: %w", err)
	}
	return members, next, nil
}

// StoreCustomer gives a customer of a chat's store. NotFound: the person is none,
// or logged out.
func (o *Ops) StoreCustomer(ctx context.Context, chat, person int64) (m StoreCustomer, err error) {
	const act = "read customer"
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if chat, err = tx.NowChat(chat); err != nil {
			return err
		}
		member, found, err := tx.Member(storage.MemberKey{Chat: chat, Person: person})
		if err != nil {
			return err
		}
		if !found {
			return &resale.Error{Act: act, Code: resale.NotFound}
		}
		m, err = customerOf(tx, member)
		return err
	})
	if err != nil {
		return StoreCustomer{}, fmt.Errorf("%s: %w", act, err)
	}
	return m, nil
}

func customerOf(tx *storage.Tx, m storage.Member) (StoreCustomer, error) {
	who, _, err := tx.Person(m.Person)
	if err != nil {
		return StoreCustomer{}, err
	}
	theirs, _, err := tx.Chat(m.Person) // a private chat has the person's number
	if err != nil {
		return StoreCustomer{}, err
	}
	invoices, err := tx.InvoicesOfMember(m.Key())
	c := StoreCustomer{Member: m, Called: who.Name, Away: theirs.Unreachable}
	for _, i := range invoices {
		if billedTo(i, m) && (i.State == storage.InvoiceOpen || i.Owed()) {
			c.Open++
		}
	}
	return c, err
}
