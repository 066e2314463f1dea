package ops

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// OwedFor gives those of Owed that are for the same as what is wanted: whoever
// pays for that pays twice.
func (o *Ops) OwedFor(ctx context.Context, key storage.MemberKey, kind storage.InvoiceKind, p resale.Purchase) ([]storage.Invoice, error) {
	owed, err := o.Owed(ctx, key)
	return slices.DeleteFunc(owed, func(i storage.Invoice) bool { return !paidFor(i, kind, p) }), err
}

// Owed gives the invoices of a member's account that were paid and brought
// nothing so far, the longest paid first.
func (o *Ops) Owed(ctx context.Context, key storage.MemberKey) (owed []storage.Invoice, err error) {
	var m storage.Member
	var all []storage.Invoice
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		if m, _, err = tx.Member(key); err != nil {
			return err
		}
		all, err = tx.InvoicesOfMember(key)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list paid invoices: %w", err)
	}
	for _, i := range all {
		if i.Owed() && billedTo(i, m) {
			owed = append(owed, i)
		}
	}
	slices.SortStableFunc(owed, func(a, b storage.Invoice) int { return a.Paid.Compare(b.Paid) })
	return owed, nil
}

// paidFor tells whether an invoice is for the same as what is wanted. A renewal
// is another thing than a plan bought anew, but who waits for it may try that.
func paidFor(i storage.Invoice, kind storage.InvoiceKind, p resale.Purchase) bool {
	was := i.Purchase
	plan := was.PlanID == p.PlanID
	if was.PlanID == 0 || p.PlanID == 0 {
		plan = was.Plan == p.Plan
	}
	switch {
	case (kind == storage.InvoiceTopUp) != (i.Kind == storage.InvoiceTopUp):
		return false
	case was.Subscription != 0 && p.Subscription != 0:
		return was.Subscription == p.Subscription
	case kind == storage.InvoiceRenew && i.Kind == storage.InvoiceNew: // it is for one more
		return false
	}
	return plan
}

// twinOf finds what is paid and owed for the same as an invoice that is not paid.
func (o *Ops) twinOf(ctx context.Context, key storage.MemberKey, v InvoiceView) (*storage.Invoice, error) {
	kind, p := kindOf(v.Now), purchaseOf(v.Now)
	switch {
	case v.Has && v.Kept.State != storage.InvoiceOpen, v.Now.State == resale.InvoicePaid, v.Now.State == resale.InvoiceOver:
		return nil, nil
	case v.Has:
		kind, p = v.Kept.Kind, v.Kept.Purchase
	}
	owed, err := o.OwedFor(ctx, key, kind, p)
	for _, i := range owed {
		if i.ID != v.Now.ID {
			return &i, nil
		}
	}
	return nil, err
}

// findOwed notes an invoice for the same that is paid and owed, and of which
// the person did not say that they want one more. One that the panel shows as
// paid, and nobody here has seen so yet, is such a one.
func (o *Ops) findOwed(ctx context.Context, c connection, in *intent, all []resale.Invoice) error {
	b := in.XM.Bill
	var kept []storage.Invoice
	err := o.Store.View(ctx, func(tx *storage.Tx) error {
		key, err := b.Member, error(nil)
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		kept, err = tx.InvoicesOfMember(key)
		return err
	})
	if err != nil {
		return fmt.Errorf("look for paid invoices: %w", err)
	}
	b.paid = nil
	for _, i := range kept {
		if i.Panel != c.panel || !strings.EqualFold(i.Email, in.Username) || slices.Contains(b.Aware, i.ID) || !paidFor(i, b.Kind, b.Purchase) {
			continue
		}
		n := slices.IndexFunc(all, func(now resale.Invoice) bool { return now.ID == i.ID })
		unseen := n >= 0 && all[n].State == resale.InvoicePaid && (i.State == storage.InvoiceOpen || i.State == storage.InvoiceOver && !i.Refunded)
		if !i.Owed() && !unseen {
			continue
		}
		now := keptAsSeen(i)
		if now.State = resale.InvoicePaid; n >= 0 {
			now = all[n]
		}
		b.paid = &now
		return nil
	}
	return nil
}
