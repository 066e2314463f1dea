package ops

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// paymentsMost is how many payments of a customer are looked through.
const paymentsMost = 1000

// hostPaid is what the panel shows of the payments of one invoice.
type hostPaid struct {
	all  []resale.Record
	sure bool // false: there may be more, which were too many or which the key may not see
}

// with finds the payment that has a transaction.
func (p hostPaid) with(transaction string) (resale.Record, bool) {
	for _, r := range p.all {
		if transaction != "" && strings.EqualFold(r.Transaction(), transaction) {
			return r, true
		}
	}
	return resale.Record{}, false
}

func (p hostPaid) ids() (all []string) {
	for _, r := range p.all {
		all = append(all, r.ID)
	}
	return all
}

// news tells whether there is a payment that was not known.
func (p hostPaid) news(known []string) bool {
	return slices.ContainsFunc(p.all, func(r resale.Record) bool { return !slices.Contains(known, r.ID) })
}

// foreign tells whether there is a payment that was not known, with a number of
// its own: somebody else's.
func (p hostPaid) foreign(known []string) bool {
	return slices.ContainsFunc(p.all, func(r resale.Record) bool { return !slices.Contains(known, r.ID) && r.Transaction() != "" })
}

// payments reads those of the intent's invoice, or without one those with its
// transaction.
func (h *hostIntent) payments(ctx context.Context, c connection) (hostPaid, error) {
	if h.Invoice != "" {
		return paymentsOf(ctx, c, h.Before, h.Payment.Transaction)
	}
	return readPayments(ctx, c, whmdc.Query{Customer: wishText(h.Wish, "client_id"), PerPage: hostPage}, func(r resale.Record) bool {
		return strings.EqualFold(r.Transaction(), h.Payment.Transaction)
	})
}

// paymentsOf reads the payments of an invoice, and one that has the transaction
// when the panel does not say whose it is. A key that may not see payments sees
// those that the invoice itself shows.
func paymentsOf(ctx context.Context, c connection, invoice resale.Record, transaction string) (hostPaid, error) {
	p, err := readPayments(ctx, c, whmdc.Query{Customer: invoice.Ref(resale.Customers), PerPage: hostPage}, func(r resale.Record) bool {
		ours := transaction != "" && strings.EqualFold(r.Transaction(), transaction)
		return isOf(r, invoice) || ours && r.Ref(resale.HostInvoices) == ""
	})
	if err != nil {
		return p, err
	}
	for _, r := range invoice.Rows("payments") {
		known := slices.ContainsFunc(p.all, func(o resale.Record) bool { return o.ID == r.ID })
		if r.ID != "" && !known {
			p.all = append(p.all, r)
		}
	}
	return p, nil
}

func readPayments(ctx context.Context, c connection, q whmdc.Query, match func(resale.Record) bool) (p hostPaid, err error) {
	n := 0
	for r, err := range c.wh.All(ctx, resale.HostPayments, q, paymentsMost) {
		if shut(err) {
			return p, nil
		}
		if err != nil {
			return p, err
		}
		if n++; match(r) {
			p.all = append(p.all, r)
		}
	}
	p.sure = n < paymentsMost
	return p, nil
}

// isOf tells whether a payment is of an invoice: by its id, uuid or number.
func isOf(payment, invoice resale.Record) bool {
	if payment.Ref(resale.HostInvoices) != "" {
		return payment.BelongsTo(invoice)
	}
	number := payment.Text("invoice_number")
	return number != "" && number == invoice.Text("invoice_number", "number")
}
