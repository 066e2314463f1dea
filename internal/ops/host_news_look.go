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
		r, found := recordOf(listed[item.Kind], item.ID)
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
// to look up: most of them are on it, and a key may not call for each.
func listedNews(ctx context.Context, c connection, items []storage.HostNewsItem) map[resale.RecordKind][]resale.Record {
	several, listed := map[resale.RecordKind]int{}, map[resale.RecordKind][]resale.Record{}
	for _, item := range items {
		if several[item.Kind]++; several[item.Kind] != 2 {
			continue
		}
		if page, err := c.wh.List(ctx, item.Kind, whmdc.Query{PerPage: hostPage}); err == nil {
			listed[item.Kind] = page.Records
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
// among those that were listed, else as the panel finds them.
func owedFor(ctx context.Context, c connection, service resale.Record, listed []resale.Record) (owed resale.Sum, unseen bool) {
	if owed = owedAmong(service, listed); owed.Known {
		return owed, false
	}
	q := whmdc.Query{Customer: service.Ref(resale.Customers), Status: string(resale.RecordUnpaid), PerPage: hostPage}
	page, err := c.wh.List(ctx, resale.HostInvoices, q)
	return owedAmong(service, page.Records), err != nil
}

func owedAmong(service resale.Record, bills []resale.Record) (owed resale.Sum) {
	for _, bill := range bills {
		if bill.Unpaid() && bill.Deleted().IsZero() && bill.BelongsTo(service) {
			return bill.Left()
		}
	}
	return owed
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
