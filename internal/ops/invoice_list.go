package ops

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// InvoicesPage is how many invoices InvoicesAt gives at once.
const InvoicesPage = 8

// Invoices gives a member's invoices, those to pay first, the newest first.
func (o *Ops) Invoices(ctx context.Context, key storage.MemberKey) ([]InvoiceView, error) {
	c, m, err := o.member(ctx, "list invoices", key)
	if err != nil {
		return nil, err
	}
	all, err := c.xm.Invoices(ctx, loginOf(m))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b resale.Invoice) int { return cmp.Or(rank(a)-rank(b), b.Created.Compare(a.Created)) })
	views := make([]InvoiceView, 0, len(all))
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		views = views[:0]
		for _, now := range all {
			v := InvoiceView{Now: now}
			if v.Kept, v.Has, err = tx.Invoice(storage.InvoiceKey{Chat: m.Chat, Person: m.Person, ID: now.ID}); err != nil {
				return err
			}
			views = append(views, v)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list invoices: %w", err)
	}
	return views, nil
}

// Invoice gives one of a member's invoices. NotFound: there is none.
func (o *Ops) Invoice(ctx context.Context, key storage.MemberKey, id string) (v InvoiceView, err error) {
	c, m, err := o.member(ctx, "read invoice", key)
	if err != nil {
		return v, err
	}
	if v.Now, err = c.xm.Invoice(ctx, loginOf(m), id); err != nil {
		return v, err
	}
	if v.Kept, v.Has, err = o.keptInvoice(ctx, key, id); err != nil {
		return v, fmt.Errorf("read invoice: %w", err)
	}
	v.Twin, err = o.twinOf(ctx, key, v)
	return v, err
}

// Gateways gives the ways to pay at a chat's panel.
func (o *Ops) Gateways(ctx context.Context, chat int64) ([]resale.Gateway, error) {
	c, err := o.connection(ctx, "list gateways", XMPlus, chat)
	if err != nil {
		return nil, err
	}
	return c.xm.Gateways(ctx)
}

// InvoicesAt gives the invoices of a chat's store in a state, all for "", the
// newest first, from a cursor on: "" or what it gave as next, which is "" at
// the end.
func (o *Ops) InvoicesAt(ctx context.Context, chat int64, state storage.InvoiceState, cursor string) (invoices []storage.Invoice, next string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		invoices, next, err = tx.InvoicesAt(now, state, cursor, InvoicesPage)
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("list invoices: %w", err)
	}
	return invoices, next, nil
}
