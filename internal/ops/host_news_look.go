package ops

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// lookUp asks the panel for things, until the time is over.
func (fill hostFill) lookUp(ctx context.Context, c connection, items []storage.HostNewsItem) {
	listed, customers := listedNews(ctx, c, items), map[string]string{}
	for _, item := range items {
		r, found := recordOf(listed[item.Kind].Records, item.ID)
		if !found {
			var err error
			if r, err = c.wh.Get(ctx, item.Kind, item.ID); ctx.Err() != nil {
				return
			} else if err != nil {
				fill.unseen[item.Name] = resale.CodeOf(err) != resale.NotFound
				continue
			}
		}
		f := hostFactsOf(item.Kind, r, item.ID)
		if id := r.Ref(resale.Customers); id != "" && nameless(f.customer) && fill.people[id] == "" {
			if _, known := customers[id]; !known {
				customers[id] = nameOfCustomer(ctx, c, id)
			}
			f.customer = customers[id]
		}
		fill.unseen[item.Name] = false
		if item.Event == serviceCreated {
			f.owed, fill.unseen[item.Name] = owedFor(ctx, c, r, listed[resale.HostInvoices])
		}
		fill.facts[item.Name] = f
	}
}

// listedNews gives the first page of each kind of which there are several things
// to look up: most of them are on it, and a key may not call for each. Of a new
// service an invoice is looked up too.
func listedNews(ctx context.Context, c connection, items []storage.HostNewsItem) map[resale.RecordKind]whmdc.Page {
	wanted, listed := map[resale.RecordKind]int{}, map[resale.RecordKind]whmdc.Page{}
	for _, item := range items {
		wanted[item.Kind]++
		if item.Event == serviceCreated {
			wanted[resale.HostInvoices]++
		}
	}
	for _, kind := range sweptKinds() {
		if wanted[kind] < 2 {
			continue
		}
		if page, err := c.wh.List(ctx, kind, whmdc.Query{PerPage: hostPage}); err == nil {
			listed[kind] = page
		}
	}
	return listed
}

func recordOf(listed []resale.Record, id string) (resale.Record, bool) {
	n := slices.IndexFunc(listed, func(r resale.Record) bool { return r.ID == id })
	if id == "" || n < 0 {
		return resale.Record{}, false
	}
	return listed[n], true
}

// owedFor is what is unpaid of a new service: of its first invoice that says so,
// among those that were listed, or where its own are not among them, as the panel
// finds them.
func owedFor(ctx context.Context, c connection, service resale.Record, listed whmdc.Page) (owed resale.Sum, unseen bool) {
	owed, billed := owedAmong(service, listed.Records)
	if billed || len(listed.Records) > 0 && !listed.More {
		return owed, false
	}
	q := whmdc.Query{Customer: service.Ref(resale.Customers), Status: string(resale.RecordUnpaid), PerPage: hostPage}
	page, err := c.wh.List(ctx, resale.HostInvoices, q)
	owed, _ = owedAmong(service, page.Records)
	return owed, err != nil
}

// owedAmong also tells whether any of these invoices is of the service.
func owedAmong(service resale.Record, bills []resale.Record) (owed resale.Sum, billed bool) {
	for _, bill := range bills {
		if !bill.BelongsTo(service) {
			continue
		}
		billed = true
		if bill.Unpaid() && bill.Deleted().IsZero() {
			return bill.Left(), true
		}
	}
	return owed, billed
}

// nameless tells of a customer of whom at most the number is known.
func nameless(customer string) bool { return customer == "" || strings.HasPrefix(customer, "#") }

// nameOfCustomer looks up a customer's name; its number when that does not go.
func nameOfCustomer(ctx context.Context, c connection, id string) string {
	r, err := c.wh.Get(ctx, resale.Customers, id)
	if err != nil {
		return "#" + id
	}
	return r.Label()
}
