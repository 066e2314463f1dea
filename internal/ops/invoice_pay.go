package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const payInvoiceAct = "pay invoice"

// How long what a panel said about paying is good: with an end until shortly
// before it, without one a while. What waits for somebody to confirm it, or was
// taken from a balance, is not asked for again soon.
const (
	payMargin  = 20 * time.Second
	payEndless = 15 * time.Minute
	payByHand  = 10 * time.Minute
	payUntil   = time.Hour // a payment is looked for, when the answer was lost; the invoice is watched longer
	clockWrong = time.Minute
)

// Pay asks the panel, once, how an invoice is paid with a gateway. What it said
// before is given again while it is good. One that was paid meanwhile is Done,
// and Outcome.Invoice.Now says so. Refused with resale.Changed: the invoice is
// over. With some gateways asking is paying, so that after a lost answer the
// invoice is looked at, and asked for again only if it is not paid.
func (o *Ops) Pay(ctx context.Context, a Act, key storage.MemberKey, id string, g resale.Gateway) (Outcome, error) {
	in, out, err := o.billFor(ctx, &a, key, payInvoiceAct, xmPayment, billIntent{ID: id, Gateway: g})
	if err != nil || out.State != "" {
		return out, err
	}
	return o.performBill(ctx, a, key, o.payInvoice(), in)
}

func (o *Ops) payInvoice() effect {
	return effect{
		name: payInvoiceAct, provider: XMPlus, within: billWithin, until: payUntil,
		prepare: o.preparePayment,
		already: alreadyPaid,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			b := in.XM.Bill
			payment, err := c.xm.Pay(ctx, in.login(), b.ID, b.Gateway.ID)
			switch resale.CodeOf(err) {
			case "":
			case resale.Changed, resale.Refused: // paid since it was looked at, perhaps
				if now := seeMade(ctx, c, in, b.ID); now.State == resale.InvoicePaid {
					return ofBill(billResult{Now: now}), nil
				}
				return result{}, err
			default:
				return result{}, err
			}
			r := billResult{Now: resale.Invoice{ID: b.ID, State: resale.InvoicePending}, payment: payment}
			if b.found != nil {
				r.Now = *b.found
			}
			if payment.Kind == resale.PayNothing { // a balance pays at once
				r.Now = seeMade(ctx, c, in, b.ID)
			}
			return ofBill(r), nil
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			if err := o.signIn(ctx, &in); err != nil {
				return unclear, result{}, err
			}
			now, err := c.xm.Invoice(ctx, in.login(), in.XM.Bill.ID)
			if err != nil {
				return unclear, result{}, err
			}
			in.XM.Bill.found = &now
			switch now.State {
			case resale.InvoicePaid:
				return present, ofBill(billResult{Now: now}), nil
			case resale.InvoiceUnclear:
				return unclear, ofBill(billResult{Now: now}), nil
			}
			return absent, result{}, nil
		},
		settled: o.keepInvoice,
	}
}

// preparePayment reads what the member has, and then the invoice: one that is
// not paid by then brought none of it. A way to pay that is still good does
// without the panel.
func (o *Ops) preparePayment(ctx context.Context, c connection, in *intent) error {
	b := in.XM.Bill
	kept, has, err := o.keptInvoice(ctx, b.Member, b.ID)
	if err != nil {
		return err
	}
	if err := o.signIn(ctx, in); err != nil {
		return err
	}
	b.good = has && goodPayment(kept, b.Gateway, o.Now())
	b.Purchase = kept.Purchase
	if !b.good {
		if err := readHad(ctx, c, in); err != nil {
			return err
		}
	}
	now, err := c.xm.Invoice(ctx, in.login(), b.ID)
	if err != nil && !b.good {
		return err
	}
	if err != nil {
		now = keptAsSeen(kept)
	}
	b.found = &now
	return nil
}

// alreadyPaid tells of an invoice that needs no call to be paid.
func alreadyPaid(in intent) (storage.State, resale.Code, result) {
	b := in.XM.Bill
	switch {
	case b.found.State == resale.InvoicePaid:
		return storage.Done, "", ofBill(billResult{Now: *b.found})
	case b.found.State == resale.InvoiceOver:
		return storage.Refused, resale.Changed, ofBill(billResult{Now: *b.found})
	case b.good:
		return storage.Done, "", ofBill(billResult{Now: *b.found, Again: true})
	}
	return "", "", result{}
}

// goodPayment tells whether the way to pay that was shown still is one.
func goodPayment(i storage.Invoice, g resale.Gateway, now time.Time) bool {
	age := now.Sub(i.Offered)
	switch {
	case i.State != storage.InvoiceOpen || i.Offered.IsZero() || i.Gateway.ID != g.ID:
		return false
	case i.Payment.Kind == resale.PayImage && len(i.Payment.Image) == 0: // it was over meanwhile, see SaveInvoice
		return false
	case i.Payment.Kind == resale.PayNothing:
		return age < payByHand
	case !i.Payment.Expires.IsZero():
		return now.Add(payMargin).Before(i.Payment.Expires)
	}
	return age < payEndless
}

// keptAsSeen is an invoice as it was last seen.
func keptAsSeen(i storage.Invoice) resale.Invoice {
	p := i.Purchase
	return resale.Invoice{
		ID: i.ID, Created: i.At, Amount: i.Amount, PlanID: p.PlanID, Plan: p.Plan, Period: p.Period, Quantity: p.Quantity,
		Subscription: p.Subscription, State: resale.InvoicePending, Email: i.Email,
	}
}

// byOurClock puts a panel's times right: clocks differ, and what counts is how
// long there is to pay.
func byOurClock(p resale.Payment, now time.Time) resale.Payment {
	if off := now.Sub(p.Created); !p.Created.IsZero() && off.Abs() > clockWrong {
		p.Created = now
		if !p.Expires.IsZero() {
			p.Expires = p.Expires.Add(off)
		}
	}
	if !p.Expires.IsZero() && !p.Expires.After(now) { // a clock that is wrong in a way that does not show
		p.Expires = time.Time{}
	}
	return p
}
