package ops

import (
	"cmp"
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// sameWish tells of an unpaid invoice for what is wanted: by what the panel
// says of it, or by what it was made for here. Panels do not show which coupon
// was used, nor all of them what is renewed.
func (o *Ops) sameWish(ctx context.Context, in intent, i resale.Invoice) (bool, error) {
	b := in.XM.Bill
	if b.Purchase.Same(i) {
		return true, nil
	}
	if i.State != resale.InvoicePending {
		return false, nil
	}
	kept, found, err := o.keptInvoice(ctx, b.Member, i.ID)
	return found && kept.Kind == b.Kind && sameThing(kept.Purchase, b.Purchase), err
}

func sameThing(a, b resale.Purchase) bool {
	a.Plan, b.Plan = "", ""
	a.Quantity, b.Quantity = max(a.Quantity, 1), max(b.Quantity, 1)
	return a == b
}

// keptInvoice gives an invoice of a member as it is kept here.
func (o *Ops) keptInvoice(ctx context.Context, member storage.MemberKey, id string) (i storage.Invoice, found bool, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if member.Chat, err = tx.NowChat(member.Chat); err != nil {
			return err
		}
		if i, found, err = tx.Invoice(storage.InvoiceKey{Chat: member.Chat, Person: member.Person, ID: id}); err != nil {
			return err
		}
		i, err = tx.WithPicture(i)
		return err
	})
	return i, found, err
}

// lookForInvoice finds an invoice whose making was not answered: one that was
// not there before, for the same thing. One for anything else was made by
// somebody else. There may be two: the member is to pay one of them.
func (o *Ops) lookForInvoice(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
	if err := o.signIn(ctx, &in); err != nil {
		return unclear, result{}, err
	}
	all, err := c.xm.Invoices(ctx, in.login())
	if err != nil {
		return unclear, result{}, err
	}
	b := in.XM.Bill
	fresh := slices.DeleteFunc(slices.Clone(all), func(i resale.Invoice) bool { return slices.Contains(b.Known, i.ID) })
	if len(b.Known) > 0 && len(fresh) == len(all) { // a list without those that there were is no list
		return unclear, result{}, nil
	}
	slices.SortStableFunc(fresh, func(x, y resale.Invoice) int {
		return cmp.Or(rank(x)-rank(y), y.Created.Compare(x.Created))
	})
	for _, i := range fresh {
		if madeFor(b.Purchase, i) {
			return present, ofBill(billResult{Now: i}), nil
		}
	}
	vague := b.Purchase
	vague.Subscription = 0
	if slices.ContainsFunc(fresh, func(i resale.Invoice) bool { return madeFor(vague, i) }) {
		return unclear, result{}, nil // it may be for this subscription, or for a new one
	}
	return absent, result{}, nil
}

// madeFor tells of an invoice for the same thing, whatever became of it. A
// coupon that gives nothing leaves no trace.
func madeFor(p resale.Purchase, i resale.Invoice) bool {
	p.Coupon, i.State = "", resale.InvoicePending
	return p.Same(i)
}

// rank puts those to pay first.
func rank(i resale.Invoice) int {
	switch i.State {
	case resale.InvoicePending:
		return 0
	case resale.InvoiceUnclear:
		return 1
	}
	return 2
}

// seeTimeout bounds a reading that only adds to what is known.
const seeTimeout = 5 * time.Second

// seeMade reads the invoice that was made. That it was made is known: what
// cannot be read now is read later.
func seeMade(ctx context.Context, c connection, in intent, id string) resale.Invoice {
	limited, cancel := context.WithTimeout(ctx, seeTimeout)
	defer cancel()
	now, err := c.xm.Invoice(limited, in.login(), id)
	if err != nil || now.ID != id {
		p := in.XM.Bill.Purchase
		now = resale.Invoice{ID: id, PlanID: p.PlanID, Plan: p.Plan, Period: p.Period, Quantity: p.Quantity, Subscription: p.Subscription, State: resale.InvoicePending}
	}
	return now
}

// seeUnpaid reads the invoice that the panel wants paid first: the newest of
// those to pay.
func seeUnpaid(ctx context.Context, c connection, in intent) (newest resale.Invoice) {
	limited, cancel := context.WithTimeout(ctx, seeTimeout)
	defer cancel()
	all, err := c.xm.Invoices(limited, in.login())
	if err != nil {
		return newest
	}
	for _, i := range all {
		if i.State == resale.InvoicePending && (newest.ID == "" || i.Created.After(newest.Created)) {
			newest = i
		}
	}
	return newest
}
