package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

func (o *Ops) payHost() effect {
	return effect{
		name: HostPayAct,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			return o.mayPay(ctx, c, in, HostPayAct)
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			if err := c.wh.Pay(ctx, in.Host.Invoice, in.Host.Payment); err != nil {
				return result{}, err
			}
			now := seeHost(ctx, c, resale.HostInvoices, in.Host.Invoice)
			return ofHost(hostResult{Now: now, Invoice: now}), nil
		},
		look: seekPayment,
	}
}

func (o *Ops) recordHostPayment() effect {
	return effect{
		name: HostPaymentAct,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			return o.mayPay(ctx, c, in, HostPaymentAct)
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.wh.Create(ctx, resale.HostPayments, in.Host.Wish)
			if err != nil {
				return result{}, err
			}
			r := hostResult{Now: slim(made.Record)}
			if in.Host.Invoice != "" {
				r.Invoice = seeHost(ctx, c, resale.HostInvoices, in.Host.Invoice)
			}
			return ofHost(r), nil
		},
		look: seekPayment,
	}
}

// mayPay reads the invoice and its payments, and refuses what would pay twice or
// what cannot be understood.
func (o *Ops) mayPay(ctx context.Context, c connection, in *intent, act string) error {
	h := in.Host
	if h.Invoice != "" {
		invoice, err := c.wh.Get(ctx, resale.HostInvoices, h.Invoice)
		if err != nil {
			return err
		}
		h.Before, in.Username = o.withPayer(ctx, c, slim(invoice)), invoice.Label()
		if err := payable(act, invoice); err != nil {
			return err
		}
	}
	paid, err := h.payments(ctx, c)
	if err != nil {
		return err
	}
	if _, there := paid.with(h.Payment.Transaction); there {
		return refusedHost(act, resale.AlreadyThere, "")
	}
	if err := h.unchanged(act, h.Before, paid); err != nil {
		return err
	}
	h.Known, h.Cut = paid.ids(), !paid.sure
	if h.Invoice != "" {
		h.Before = h.Before.WithPaid(paidIn(h.Before, paid.all))
	}
	return nil
}

// payable refuses an invoice that does not wait for money.
func payable(act string, invoice resale.Record) error {
	switch state := invoice.State(); {
	case !invoice.Deleted().IsZero():
		return refusedHost(act, resale.NotFound, "")
	case state == resale.RecordPaid:
		return refusedHost(act, resale.AlreadyPaid, "")
	case invoice.Unpaid():
		return nil
	case state == resale.RecordUnclear:
		return refusedHost(act, resale.Unclear, invoice.StateWord())
	}
	return refusedHost(act, resale.Refused, invoice.StateWord())
}

// unchanged refuses to pay when more or less is left than the person was shown,
// or less may be without their knowing: the panel takes any amount.
func (h *hostIntent) unchanged(act string, invoice resale.Record, paid hostPaid) error {
	if h.Payment.Left.IsZero() {
		return nil
	}
	left, err := leftToPay(invoice, paid.all)
	if err == nil && (left.Cmp(h.Payment.Left) != 0 || !paid.sure && !h.Payment.Unsure) {
		return refusedHost(act, resale.Changed, "")
	}
	return err
}

// seekPayment finds out whether a payment was recorded: it is among the invoice's
// payments, or the invoice is paid now and nothing else explains that.
func seekPayment(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
	h := in.Host
	r := hostResult{}
	if h.Invoice != "" {
		invoice, err := c.wh.Get(ctx, resale.HostInvoices, h.Invoice)
		if err != nil {
			return unclear, result{}, err
		}
		r.Invoice = slim(invoice)
		if h.Kind == resale.HostInvoices {
			r.Now = r.Invoice
		}
	}
	paid, err := h.payments(ctx, c)
	if err != nil {
		return unclear, result{}, err
	}
	ours, there := paid.with(h.Payment.Transaction)
	if there && h.Kind == resale.HostPayments {
		r.Now = slim(ours)
	}
	if there {
		return present, ofHost(r), nil
	}
	return h.unseenPayment(r.Invoice, paid), ofHost(r), nil
}

// unseenPayment judges one that is not among the payments, by them and by the
// invoice.
func (h *hostIntent) unseenPayment(invoice resale.Record, paid hostPaid) verdict {
	isPaid := h.Invoice != "" && invoice.State() == resale.RecordPaid
	others := paid.foreign(h.Known)
	switch {
	case isPaid && h.settles() && !others:
		return present
	case isPaid && others && paid.sure: // nobody can pay it twice any more
		return absent
	case paid.news(h.Known), h.Invoice != "" && !invoice.Unpaid(), !paid.sure && !h.paysAll():
		return unclear
	}
	return absent
}

// settles tells of a payment that makes its invoice paid: the call for invoices
// does, with any amount.
func (h *hostIntent) settles() bool {
	left := h.Before.Left()
	return h.Kind == resale.HostInvoices || left.Known && h.Payment.Amount.Cmp(left.Amount) >= 0
}

// paysAll tells of a payment after which the invoice would read as paid.
func (h *hostIntent) paysAll() bool {
	return h.Before.Total().Known && h.Payment.Amount.Cmp(h.Before.Total().Amount) >= 0
}
