package ops

import (
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// customerMost is how many rows are read for a view of one customer.
const customerMost = 500

// CustomerView is a customer with what belongs to them, as the panel orders it.
type CustomerView struct {
	Customer       resale.Record
	Services       []resale.Record
	Invoices       []resale.Record
	MoreServices   bool         // there may be more than were read
	MoreInvoices   bool         //
	ServicesFailed resale.Code  // "" unless they could not be read: Forbidden when the key may not
	InvoicesFailed resale.Code  //
	Owed           []resale.Sum // what the unpaid invoices among them come to, by currency
	Unpaid         int          // how many those are
	Overdue        int          // how many of them should have been paid by now
}

// OwesNoMore tells whether Owed and Unpaid are surely all: every invoice was read,
// and understood.
func (v CustomerView) OwesNoMore() bool {
	unclear := func(i resale.Record) bool { return i.State() == resale.RecordUnclear }
	return v.InvoicesFailed == "" && !v.MoreInvoices && !slices.ContainsFunc(v.Invoices, unclear)
}

// HostCustomer gives a customer with their services and invoices. Rows that the
// panel does not show to be this customer's are left out.
func (o *Ops) HostCustomer(ctx context.Context, chat int64, id string) (v CustomerView, err error) {
	c, err := o.connection(ctx, "read customer", WHMDC, chat)
	if err != nil {
		return v, err
	}
	if v.Customer, err = o.hostGet(ctx, c, resale.Customers, id); err != nil {
		return v, err
	}
	v.Services, v.MoreServices, err = rowsOf(ctx, c, resale.HostServices, v.Customer)
	if v.ServicesFailed = resale.CodeOf(err); ctx.Err() != nil {
		return v, err
	}
	v.Invoices, v.MoreInvoices, err = rowsOf(ctx, c, resale.HostInvoices, v.Customer)
	if v.InvoicesFailed = resale.CodeOf(err); ctx.Err() != nil {
		return v, err
	}
	v.Invoices = o.customerPaid(ctx, c, v.Customer, v.Invoices)
	now, err := o.chatTime(ctx, chat)
	if err != nil {
		return v, err
	}
	var owed sums
	for _, i := range v.Invoices {
		if !i.Unpaid() {
			continue
		}
		v.Unpaid++
		owed.add(i.Left())
		if i.Overdue(now) {
			v.Overdue++
		}
	}
	v.Owed = owed.all
	return v, nil
}

// chatTime is what clocks of a chat's zone show now.
func (o *Ops) chatTime(ctx context.Context, chat int64) (now time.Time, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		id, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		place, _, err := tx.Chat(id)
		now = o.Now().In(place.Location())
		return err
	})
	if err != nil {
		return now, &resale.Error{Act: "read zone", Code: resale.Internal, Err: err}
	}
	return now, nil
}

// rowsOf gives the rows of a kind that are surely a customer's, and whether
// there may be more. A panel may have ignored whose were asked for.
func rowsOf(ctx context.Context, c connection, kind resale.RecordKind, customer resale.Record) (rows []resale.Record, more bool, err error) {
	n := 0
	for r, err := range c.wh.All(ctx, kind, whmdc.Query{Customer: customer.ID, PerPage: hostPage}, customerMost) {
		if err != nil {
			return rows, false, err
		}
		if n++; r.OwnedBy(customer) && r.Deleted().IsZero() {
			rows = append(rows, r)
		}
	}
	return rows, n >= customerMost, nil
}

// customerPaid has a customer's invoices say what was paid of them.
func (o *Ops) customerPaid(ctx context.Context, c connection, customer resale.Record, bills []resale.Record) []resale.Record {
	if !slices.ContainsFunc(bills, resale.Record.Unpaid) {
		return bills
	}
	ctx, stop := context.WithTimeout(ctx, paidWithin)
	defer stop()
	parts, err := readParts(ctx, c, customer.ID)
	if err != nil {
		o.Log.Info("read what a customer paid", "err", err)
	}
	return paidBy(parts, bills)
}

// sums adds up money by its currency, in the currencies' order.
type sums struct{ all []resale.Sum }

func (s *sums) add(more resale.Sum) {
	if !more.Known {
		return
	}
	for i, sum := range s.all {
		if sum.Unit != more.Unit {
			continue
		}
		if total, err := sum.Amount.Add(more.Amount); err == nil {
			s.all[i].Amount = total
		}
		return
	}
	s.all = append(s.all, more)
	slices.SortFunc(s.all, func(a, b resale.Sum) int { return strings.Compare(a.Unit, b.Unit) })
}
