package ops

import (
	"context"
	"regexp"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// A payment of a part stands among the payments alone: the invoice of most
// panels says nothing of it.
const (
	paidLife   = 5 * time.Minute
	paidWithin = 4 * time.Second // names and totals are better than a list that does not come
)

func paidName(panel string) string { return "host paid " + panel }

// currencyCode is how a currency is written that is surely not another's sign.
var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// paidPart is what one payment paid.
type paidPart struct {
	invoice, number string
	sum             resale.Sum
}

// HostInvoice gives an invoice of the chat's hosting panel that says what was
// paid of it, by its payments: of one that is paid only where that is not its total.
func (o *Ops) HostInvoice(ctx context.Context, chat int64, id string) (resale.Record, error) {
	c, err := o.connection(ctx, "read host invoice", WHMDC, chat)
	if err != nil {
		return resale.Record{}, err
	}
	bill, err := o.hostGet(ctx, c, resale.HostInvoices, id)
	if err != nil || !bill.Unpaid() && bill.State() != resale.RecordPaid {
		return bill, err
	}
	reading, stop := context.WithTimeout(ctx, paidWithin)
	defer stop()
	paid, err := o.paymentsSeen(reading, c, bill)
	if err != nil {
		o.Log.Info("read what was paid of an invoice", "err", err)
	}
	sum := paidIn(bill, paid.all)
	if !bill.Unpaid() && (sum.IsZero() || sum.Cmp(bill.Total().Amount) == 0) {
		return bill, nil // that goes without saying
	}
	return bill.WithPaid(sum), nil
}

// HostPaid gives the invoices back, each saying what was paid of it, as it was
// within five minutes. What cannot be read soon is left as it is.
func (o *Ops) HostPaid(ctx context.Context, chat int64, bills []resale.Record) []resale.Record {
	c, err := o.connection(ctx, "read what was paid", WHMDC, chat)
	if err != nil {
		return bills
	}
	ctx, stop := context.WithTimeout(ctx, paidWithin)
	defer stop()
	return o.withPaid(ctx, c, bills)
}

func (o *Ops) withPaid(ctx context.Context, c connection, bills []resale.Record) []resale.Record {
	open := false
	for _, b := range bills {
		open = open || b.Kind == resale.HostInvoices && b.Unpaid()
	}
	if !open {
		return bills
	}
	parts, err := keptFor(ctx, o, paidName(c.panel), paidLife, func(ctx context.Context) ([]paidPart, error) { return readParts(ctx, c, "") })
	if err != nil {
		o.Log.Info("read what was paid", "err", err)
	}
	return paidBy(parts, bills)
}

func readParts(ctx context.Context, c connection, customer string) (parts []paidPart, err error) {
	p, err := readPayments(ctx, c, whmdc.Query{Customer: customer, PerPage: hostPage}, came)
	for _, r := range p.all {
		if r.Total().Known {
			parts = append(parts, paidPart{r.Ref(resale.HostInvoices), r.Text("invoice_number"), r.Total()})
		}
	}
	return parts, err
}

// paidBy has the unpaid invoices say what these payments paid of them.
func paidBy(parts []paidPart, bills []resale.Record) []resale.Record {
	byInvoice, byNumber := map[string][]resale.Sum{}, map[string][]resale.Sum{}
	for _, p := range parts {
		in, key := byInvoice, p.invoice
		if key == "" {
			in, key = byNumber, p.number
		}
		if key != "" {
			in[key] = append(in[key], p.sum)
		}
	}
	told := make([]resale.Record, len(bills))
	for i, b := range bills {
		told[i] = b
		if b.Kind != resale.HostInvoices || !b.Unpaid() {
			continue
		}
		paid := addedUp(b, byInvoice[b.ID]).Max(addedUp(b, byNumber[b.Text("invoice_number", "number")]))
		if b.UUID != "" && b.UUID != b.ID {
			paid = paid.Max(addedUp(b, byInvoice[b.UUID]))
		}
		told[i] = b.WithPaid(paid.Max(paidIn(b, b.Rows("payments"))))
	}
	return told
}

// paidIn is what the payments of an invoice that came in come to.
func paidIn(bill resale.Record, payments []resale.Record) decimal.Decimal {
	var sums []resale.Sum
	for _, p := range payments {
		if came(p) && p.Total().Known {
			sums = append(sums, p.Total())
		}
	}
	return addedUp(bill, sums)
}

// addedUp is what sums come to in an invoice's currency. One in another currency
// is left out: nobody here knows what it is worth.
func addedUp(bill resale.Record, sums []resale.Sum) (all decimal.Decimal) {
	unit := bill.Total().Unit
	for _, s := range sums {
		if s.Unit != unit && currencyCode.MatchString(s.Unit) && currencyCode.MatchString(unit) {
			continue
		}
		if more, err := all.Add(s.Amount); err == nil {
			all = more
		}
	}
	return all
}
