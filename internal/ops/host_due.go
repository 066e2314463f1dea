package ops

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// HostDue is an invoice to be paid, or a service whose next payment is due.
type HostDue struct {
	Kind     resale.RecordKind // resale.HostInvoices or resale.HostServices
	ID       string
	Label    string // untrusted
	Customer string // id of the customer, "" when the panel does not say
	Name     string // what the panel calls the customer, untrusted; may be ""
	Total    resale.Sum
	Left     resale.Sum // of an invoice: what is left to pay
	Due      time.Time
	Days     int // calendar days left, in the chat's zone; negative when overdue
	Overdue  bool
	New      bool // it was not told yet that it is so near, or over
}

// How much is read for a digest.
const (
	dueMost    = 5000
	dueAtFirst = 1000 // of all invoices; of a panel with more, the unpaid ones are asked for
)

// dueRead is how long is read for a digest; what was not read by then is left
// out, and said to be missing.
const dueRead = 75 * time.Second

// readDue reads what is unpaid and has a day, and services with a day. What the
// key may not see is left out.
func (o *Ops) readDue(ctx context.Context, c connection, now time.Time, zone *time.Location) (all []HostDue, more bool, err error) {
	reading, stop := context.WithTimeout(ctx, dueTime(ctx))
	defer stop()
	cut := func(err error) bool { return err != nil && reading.Err() != nil && ctx.Err() == nil }
	invoices, more, err := unpaidInvoices(reading, c)
	switch {
	case cut(err) && len(invoices) > 0:
		more = true
	case err != nil && !shut(err):
		return nil, false, err
	}
	for _, r := range o.withPaid(ctx, c, invoices) {
		all = append(all, dueOf(r, r.Due(), now, zone))
	}
	services, cutShort, err := dueServices(reading, c, billsOf(invoices))
	switch {
	case cut(err) && len(invoices)+len(services) > 0:
		cutShort = true
	case err != nil && !shut(err):
		return nil, false, err
	}
	for _, r := range services {
		all = append(all, dueOf(r, r.NextDue(), now, zone))
	}
	return all, more || cutShort, nil
}

// dueServices gives the services that are to be paid again and have no bill for
// it, as far as they were read, and whether there may be more.
func dueServices(ctx context.Context, c connection, open openBills) (due []resale.Record, more bool, err error) {
	n := 0
	for r, err := range c.wh.All(ctx, resale.HostServices, whmdc.Query{PerPage: hostPage}, dueMost) {
		if err != nil {
			return due, false, err
		}
		if n++; r.State() == resale.RecordActive && !r.NextDue().IsZero() && r.Deleted().IsZero() && !open.bill(r) {
			due = append(due, r)
		}
	}
	return due, n >= dueMost, nil
}

// dueTime is dueRead, or less where that would leave no time for what follows.
func dueTime(ctx context.Context) time.Duration {
	end, ends := ctx.Deadline()
	if !ends {
		return dueRead
	}
	return min(dueRead, time.Until(end)*2/3)
}

// billedNear is how far the day of a service's invoice may be from the one that
// the service itself names.
const billedNear = 15 * 24 * time.Hour

// openBills are the days of unpaid invoices, by what names their service.
type openBills map[string][]time.Time

func billsOf(unpaid []resale.Record) openBills {
	open := openBills{}
	for _, i := range unpaid {
		for _, ref := range i.Refs(resale.HostServices) {
			open[ref] = append(open[ref], i.Due())
		}
	}
	return open
}

// bill tells of a service whose next payment has an unpaid invoice already,
// which says all there is to say of it.
func (open openBills) bill(service resale.Record) bool {
	next := service.NextDue()
	near := func(due time.Time) bool { return due.Sub(next).Abs() < billedNear }
	return slices.ContainsFunc(open[service.ID], near) || service.UUID != "" && slices.ContainsFunc(open[service.UUID], near)
}

func dueOf(r resale.Record, due, now time.Time, zone *time.Location) HostDue {
	d := HostDue{Kind: r.Kind, ID: r.ID, Label: r.Label(), Customer: r.Ref(resale.Customers), Name: customerName(r), Total: r.Total(), Left: r.Left(), Due: due}
	if !due.IsZero() {
		d.Days = resale.DaysLeft(calendarNoon(due, zone), now, zone)
	}
	day := due.Equal(due.Truncate(24 * time.Hour)) // a date alone: that day wherever the chat is
	d.Overdue = r.Kind == resale.HostInvoices && (r.State() == resale.RecordOverdue || d.Days < 0 || !day && r.Overdue(now))
	return d
}

func customerName(r resale.Record) string {
	if who := r.Owner(); len(who.Fields) > 0 {
		return who.Label()
	}
	return r.Text("client_name", "customer_name")
}

// dueOrder: what is new first, then the most urgent.
func dueOrder(a, b HostDue) int {
	if a.New != b.New {
		if a.New {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.Days, b.Days), strings.Compare(a.Label, b.Label), strings.Compare(a.ID, b.ID))
}

// digestOf sorts what is owed and due soon, by what was told of each.
func digestOf(all []HostDue, more bool, thresholds resale.Thresholds) HostDigest {
	g := HostDigest{More: more}
	var overdue, soon sums
	for _, d := range all {
		switch near := !d.Due.IsZero() && d.Days <= thresholds.Furthest() && d.Days >= 0; {
		case d.Overdue:
			g.Overdue = append(g.Overdue, d)
			overdue.add(d.Left)
		case near && d.Kind == resale.HostInvoices:
			g.Soon = append(g.Soon, d)
			soon.add(d.Left)
		case near:
			g.Services = append(g.Services, d)
		}
	}
	for _, list := range [][]HostDue{g.Overdue, g.Soon, g.Services} {
		slices.SortFunc(list, dueOrder)
	}
	g.SumOverdue, g.SumSoon = overdue.all, soon.all
	return g
}
