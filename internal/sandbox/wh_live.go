package sandbox

import (
	"fmt"
	"time"
)

// Live has something happen every so often, until Close: somebody orders, pays,
// does not pay and is suspended, pays late. 0 ends that.
func (p *WHPanel) Live(every time.Duration) { p.live(every, p.happens) }

// happens is one thing in the life of the panel.
func (p *WHPanel) happens(turn int) {
	switch turn % 4 {
	case 0:
		p.Order()
	case 1, 3:
		p.PayOldest()
	case 2:
		p.NextInvoices(10 * 24 * time.Hour)
		p.SuspendLate()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.provisionDue(p.now())
	p.changed()
}

// Order has the next customer order the next product: a service that waits
// for its invoice to be paid. Nothing is ordered while there are no customers
// or products.
func (p *WHPanel) Order() (service, invoice int64) {
	clients, products := p.Rows(WHClients), p.Rows(WHProducts)
	if len(clients) == 0 || len(products) == 0 {
		return 0, 0
	}
	n := len(p.Rows(WHServices))
	client, product := clients[n%len(clients)], products[n%len(products)]
	service = p.Add(WHServices, WHRow{
		"client_id": client.ID(), "product_id": product.ID(), "domain": fmt.Sprintf("shop%d.example", n+1), "billing_cycle": product.Text("billing_cycle"),
	})
	return service, p.bill(service)
}

// bill issues the next invoice of a service.
func (p *WHPanel) bill(service int64) int64 {
	row, is := p.Row(WHServices, service)
	if !is {
		return 0
	}
	return p.Add(WHInvoices, WHRow{"service_id": service, "total": row.Text("price")})
}

// PayOldest has a customer pay the invoice that waits longest; 0 when none
// does.
func (p *WHPanel) PayOldest() (invoice int64) {
	for _, row := range p.Rows(WHInvoices) {
		if p.Pay(row.ID(), "card", fmt.Sprintf("ch_%05d", row.ID())) {
			return row.ID()
		}
	}
	return 0
}

// SuspendLate suspends the first active service with an unpaid invoice, which
// is overdue from then on; 0 when there is none.
func (p *WHPanel) SuspendLate() (service int64) {
	for _, row := range p.Rows(WHInvoices) {
		if row.Text("status") == "unpaid" && p.Do(row.Number("service_id"), "suspend") {
			p.Set(WHInvoices, row.ID(), WHRow{"status": "overdue", "due_date": whDayOf(p.now().UTC().AddDate(0, 0, -3))})
			return row.Number("service_id")
		}
	}
	return 0
}

// NextInvoices issues the invoices of what is to be paid again within that
// time, one for each service at most, and gives their ids.
func (p *WHPanel) NextInvoices(within time.Duration) (made []int64) {
	open := map[int64]bool{}
	for _, row := range p.Rows(WHInvoices) {
		if row.Text("status") == "unpaid" || row.Text("status") == "overdue" {
			open[row.Number("service_id")] = true
		}
	}
	for _, row := range p.Rows(WHServices) {
		due := row.Time("next_due_date")
		if row.Text("status") != "active" || due.IsZero() || due.Sub(p.now()) > within || open[row.ID()] {
			continue
		}
		made = append(made, p.Add(WHInvoices, WHRow{"service_id": row.ID(), "total": row.Text("price"), "due_date": due}))
	}
	return made
}
