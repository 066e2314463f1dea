package ops

import (
	"cmp"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// keepInvoice saves what an act learned of an invoice, in the transaction that
// settles it: from then on it is watched, and how to pay it cannot get lost. Of
// who asked to be forgotten meanwhile nothing is written down again.
func (o *Ops) keepInvoice(tx *storage.Tx, row storage.Entry, in intent, r result, out *Outcome) error {
	if r.Bill == nil || r.Bill.Now.ID == "" {
		return nil
	}
	who, known, err := tx.Person(row.Person)
	if err != nil || !known {
		return err
	}
	b, now := in.XM.Bill, r.Bill.Now
	i, found, err := tx.Invoice(storage.InvoiceKey{Chat: row.Chat, Person: row.Person, ID: now.ID})
	if err != nil {
		return err
	}
	if !found {
		i = storage.Invoice{
			Chat: row.Chat, Person: row.Person, ID: now.ID, Panel: row.Panel, BaseURL: row.BaseURL, Email: in.Username,
			Kind: kindOf(now), Purchase: purchaseOf(now), State: storage.InvoiceOpen, Blind: true, At: row.Settled,
		}
	}
	if i.Owed() && out.State == storage.Refused { // it is only shown
		out.Invoice.Invoice = i
		return nil
	}
	i.Lang, i.Name = cmp.Or(row.Lang, i.Lang), cmp.Or(who.Name, i.Name)
	if !i.Amount.Known {
		i.Amount = now.Amount
	}
	i = withAct(i, row, b, *r.Bill, out.State, found)
	if i.State == storage.InvoiceOpen || i.State == storage.InvoiceOver {
		i = o.watchAfter(i, now)
	}
	if out.Invoice.Invoice, err = tx.WithPicture(i); err != nil {
		return err
	}
	return tx.SaveInvoice(i)
}

// withAct takes what the act itself made or asked for.
func withAct(i storage.Invoice, row storage.Entry, b *billIntent, r billResult, s storage.State, found bool) storage.Invoice {
	switch {
	case s != storage.Done || r.Again:
		return i
	case b.ID == "": // it was made
		if !found {
			i.Act, i.Kind, i.Purchase, i.Adds = row.Key, b.Kind, b.Purchase, b.Adds
			i.Purchase.Plan = cmp.Or(r.Now.Plan, i.Purchase.Plan)
			i.Before, i.Blind = b.Before, b.Blind
		}
	case row.Calls > 0: // it was asked for, and Before read before that
		i.Gateway, i.PaidWith, i.Looks, i.Fails = b.Gateway, row.Key, 0, 0
		if !b.Blind {
			i.Before, i.Blind = b.Before, false
		}
		if r.payment.Kind != "" {
			i.Pictured = false
			i.Payment, i.Offered, i.Shown = byOurClock(r.payment, row.Settled), row.Settled, storage.ShownCode
		}
	}
	return i
}

// watchAfter has an invoice watched that is not at its end, at once when the
// panel says that something happened.
func (o *Ops) watchAfter(i storage.Invoice, now resale.Invoice) storage.Invoice {
	at := o.Now().UTC()
	switch now.State {
	case resale.InvoicePaid: // the watcher tells of it
		if i.Refunded {
			return i
		}
		i.State, i.Ended, i.Next = storage.InvoiceOpen, time.Time{}, at
	case resale.InvoiceOver: // the person is told so now
		if i.State == storage.InvoiceOpen {
			i.State, i.Ended, i.Looks = storage.InvoiceOver, at, 0
		}
		i.Next = nextInvoiceLook(i, at)
	default:
		i.State, i.Ended = storage.InvoiceOpen, time.Time{}
		i.Next = nextInvoiceLook(i, at)
	}
	return i
}
