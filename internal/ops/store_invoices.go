package ops

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// StoreInvoice gives an invoice of a chat's store, for its reseller. NotFound:
// there is none.
func (o *Ops) StoreInvoice(ctx context.Context, key storage.InvoiceKey) (i storage.Invoice, err error) {
	const act = "read invoice"
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		var found bool
		if i, found, err = tx.Invoice(key); err != nil || found {
			return err
		}
		return &resale.Error{Act: act, Code: resale.NotFound}
	})
	if err != nil {
		return storage.Invoice{}, fmt.Errorf("%s: %w", act, err)
	}
	return i, nil
}

// InvoicesOfCustomer lists the invoices of the account that a customer is logged
// in with at a chat's store, of all that they had when they logged out, for its
// reseller, the newest first, from a cursor on: "" or what it gave as next,
// which is "" at the end.
func (o *Ops) InvoicesOfCustomer(ctx context.Context, key storage.MemberKey, cursor string) (invoices []storage.Invoice, next string, err error) {
	var all []storage.Invoice
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		if all, err = tx.InvoicesOfMember(key); err != nil {
			return err
		}
		m, found, err := tx.Member(key)
		if found {
			all = slices.DeleteFunc(all, func(i storage.Invoice) bool { return !billedTo(i, m) })
		}
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("list invoices of customer: %w", err)
	}
	slices.SortStableFunc(all, func(a, b storage.Invoice) int { return b.At.Compare(a.At) })
	from, _ := strconv.Atoi(cursor) // of an earlier answer
	from = max(min(from, len(all)), 0)
	end := min(from+StorePage, len(all))
	if end < len(all) {
		next = strconv.Itoa(end)
	}
	return all[from:end], next, nil
}
