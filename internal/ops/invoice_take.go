package ops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// sawInvoices notes how a panel answered: one that fails a few times in a row
// rests.
func (o *Ops) sawInvoices(panel string, err error) {
	switch code := resale.CodeOf(err); {
	case err == nil:
		o.invoicing.saw(panel, storage.Done, "", o.Now())
	case mayPass(code), shutsOut(code):
		o.invoicing.saw(panel, storage.Unknown, code, o.Now())
	}
}

// step takes a look into the nth of a member's invoices, and gives what is to be
// told of it, with what it brought.
type step func(all []storage.Invoice, n int, now time.Time) ([]InvoiceNewsKind, resale.Subscription)

// changeInvoices takes a look into a member's watched invoices as they are by
// now, those that were paid first in their order, and tells what is new, in one
// transaction. begin sees all of them before.
func (o *Ops) changeInvoices(ctx context.Context, key storage.MemberKey, tell TellInvoice, begin func([]storage.Invoice) step) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		all, err := tx.InvoicesOfMember(key)
		if err != nil {
			return err
		}
		store, _, err := tx.Storefront(key.Chat)
		if err != nil {
			return err
		}
		slices.SortStableFunc(all, func(a, b storage.Invoice) int {
			return cmp.Or(sortable(a.Paid).Compare(sortable(b.Paid)), a.At.Compare(b.At))
		})
		take, now := begin(all), o.Now().UTC()
		for n := range all {
			if all[n].Next.IsZero() {
				continue
			}
			kinds, sub := take(all, n, now)
			if err := tellOf(tx, tell, kinds, InvoiceNews{Invoice: all[n], Subscription: sub, Store: store}); err != nil {
				return err
			}
		}
		return saveInvoices(tx, all)
	})
	if err != nil {
		return fmt.Errorf("look at invoices: %w", err)
	}
	return nil
}

// tellOf tells news of one invoice, to who is still to hear of it. A link is its
// customer's alone.
func tellOf(tx *storage.Tx, tell TellInvoice, kinds []InvoiceNewsKind, all InvoiceNews) error {
	for _, kind := range kinds {
		news := all
		news.Kind = kind
		if kind.ForReseller() {
			news.Subscription = resale.Subscription{}
		} else if all.Invoice.Forgotten {
			continue
		}
		if err := tell(tx, news); err != nil {
			return err
		}
	}
	return nil
}

// sortable puts what has no time last.
func sortable(t time.Time) time.Time {
	if t.IsZero() {
		return time.Unix(1<<40, 0)
	}
	return t
}

// saveInvoices saves what a look changed. Nothing stays of what came to its end
// after its person was forgotten.
func saveInvoices(tx *storage.Tx, all []storage.Invoice) error {
	for _, i := range all {
		was, found, err := tx.Invoice(i.Key())
		switch {
		case err != nil:
			return err
		case !found || was.Next.IsZero() && i.Next.IsZero():
			continue
		case i.Forgotten && !i.Owed():
			err = tx.DropInvoice(i.Key())
		default:
			err = tx.SaveInvoice(i)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sawNoInvoices takes a look that failed into a member's invoices, and gives
// why it did.
func (o *Ops) sawNoInvoices(ctx context.Context, key storage.MemberKey, why error, tell TellInvoice) error {
	code := resale.CodeOf(why)
	if code == resale.Internal {
		return why
	}
	err := o.changeInvoices(ctx, key, tell, func([]storage.Invoice) step {
		return func(all []storage.Invoice, n int, now time.Time) (news []InvoiceNewsKind, _ resale.Subscription) {
			all[n], news = unseen(all[n], code, now)
			return news, resale.Subscription{}
		}
	})
	if err == nil && code == resale.WrongLogin {
		err = o.lookSoon(ctx, key)
	}
	if err != nil {
		return errors.Join(&resale.Error{Act: "look at invoices", Code: resale.Internal}, err)
	}
	return why
}

// lookSoon has a member's account looked at, who then hears that the panel does
// not take their password.
func (o *Ops) lookSoon(ctx context.Context, key storage.MemberKey) error {
	return o.Store.Update(ctx, func(tx *storage.Tx) error {
		m, found, err := tx.Member(key)
		if err != nil || !found || m.Refused {
			return err
		}
		m.Next = o.Now().UTC()
		return tx.SaveMember(m)
	})
}
