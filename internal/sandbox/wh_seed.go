package sandbox

import (
	"fmt"
	"time"
)

// Seed fills the panel with an invented hosting company: servers, products,
// customers with services, and a month of invoices and payments. The same at
// each start but for the clock.
func (p *WHPanel) Seed() {
	p.seedShop()
	for _, c := range []WHRow{
		{"first_name": "Ana", "last_name": "Lima", "email": "ana@mail.example", "company_name": "Lima Design", "country": "BR", "currency": "BRL"},
		{"first_name": "John", "last_name": "Acme", "email": "john@acme.example", "company_name": "Acme Ltd", "country": "GB"},
		{"first_name": "Olha", "last_name": "Bondar", "email": "olha@mail.example", "country": "UA"},
		{"first_name": "Wei", "last_name": "Chen", "email": "wei@mail.example", "company_name": "Chen & Sons", "country": "SG"},
		{"first_name": "Old", "last_name": "Customer", "email": "old@mail.example", "status": "inactive"},
	} {
		p.Add(WHClients, c)
	}
	now := p.now().UTC()
	today := whDayOf(now)
	for i, s := range []WHRow{
		{"client_id": 1, "product_id": 4, "domain": "lima.example", "status": "active", "next_due_date": today.AddDate(0, 0, 3)},
		{"client_id": 2, "product_id": 1, "domain": "acme.example", "status": "active", "next_due_date": today.AddDate(0, 0, 12)},
		{"client_id": 2, "product_id": 3, "domain": "vps1.acme.example", "status": "suspended", "next_due_date": today.AddDate(0, 0, -9), "suspended_at": now.AddDate(0, 0, -2)},
		{"client_id": 3, "product_id": 2, "domain": "bondar.example", "status": "pending", "billing_cycle": "annually"},
		{"client_id": 4, "product_id": 3, "domain": "vps.chen.example", "status": "active", "next_due_date": today.AddDate(0, 0, 20)},
		{"client_id": 5, "product_id": 1, "domain": "gone.example", "status": "terminated", "terminated_at": now.AddDate(0, -2, 0)},
	} {
		s["server_id"], s["created_at"] = i%2+1, now.AddDate(0, -2, -i)
		p.Add(WHServices, s)
	}
	p.seedInvoices(now)
}

func (p *WHPanel) seedShop() {
	for i, name := range []string{"Frankfurt 1", "São Paulo 1"} {
		p.Add(WHServers, WHRow{
			"name": name, "hostname": fmt.Sprintf("s%d.host.example", i+1), "ip_address": fmt.Sprintf("192.0.2.%d", i+10), "username": "root",
			"password": fmt.Sprintf("Serv3r-secret-%d", i), "max_accounts": 250,
		})
	}
	prices := func(monthly, annually, setup string) []WHRow {
		return []WHRow{{"cycle": "monthly", "price": monthly, "setup_fee": setup}, {"cycle": "annually", "price": annually, "setup_fee": "0"}}
	}
	for _, product := range []WHRow{
		{"name": "Starter", "description": "One site, 10 GB", "price": "5.99", "prices": prices("5.99", "59.90", "0")},
		{"name": "Business", "description": "Ten sites & mail", "price": "14.50", "prices": prices("14.50", "145", "0")},
		{"name": "VPS 2", "type": "vps", "description": "2 cores, 4 GB", "price": "29.99", "prices": prices("29.99", "299.90", "10")},
		{"name": "Hospedagem BR", "description": "Um site, 20 GB", "price": "39.90", "currency": "BRL", "prices": prices("39.90", "399", "0")},
		{"name": "Reseller", "type": "reseller", "price": "49", "status": "inactive"},
	} {
		p.Add(WHProducts, product)
	}
}

// seedInvoices is a month of them: paid ones nearly every day, one that was
// due, two that are soon, one that nobody will pay.
func (p *WHPanel) seedInvoices(now time.Time) {
	today := whDayOf(now)
	for day := 29; day >= 1; day -= 2 {
		service := int64([]int{1, 2, 5}[day%3])
		at := now.AddDate(0, 0, -day)
		row, _ := p.Row(WHServices, service)
		invoice := p.Add(WHInvoices, WHRow{
			"service_id": service, "total": row.Text("price"), "status": "paid", "created_at": at.Add(-time.Hour), "due_date": whDayOf(at), "paid_at": at,
		})
		p.Add(WHPayments, WHRow{
			"invoice_id": invoice, "amount": row.Text("price"), "gateway": []string{"card", "pix", "manual"}[day%3],
			"transaction_id": fmt.Sprintf("ch_%05d", invoice), "created_at": at,
		})
	}
	for _, open := range []WHRow{
		{"service_id": 3, "total": "29.99", "status": "overdue", "due_date": today.AddDate(0, 0, -9)},
		{"service_id": 1, "total": "39.90", "due_date": today.AddDate(0, 0, 3)},
		{"service_id": 4, "due_date": today.AddDate(0, 0, 7), "items": []WHRow{
			{"description": "Business, a year", "amount": "145.00", "quantity": int64(1)}, {"description": "Moving a mailbox", "amount": "2.50", "quantity": int64(4)},
		}},
		{"service_id": 2, "total": "5.99", "status": "cancelled", "due_date": today.AddDate(0, 0, -20)},
	} {
		open["created_at"] = now.AddDate(0, 0, -12)
		p.Add(WHInvoices, open)
	}
}
