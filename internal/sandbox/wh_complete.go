package sandbox

import (
	"fmt"
	"time"

	"github.com/govalues/decimal"
)

// complete gives a new row what follows from the rest of it; mu is held.
func (p *WHPanel) complete(kind WHKind, row WHRow) {
	switch kind {
	case WHServices:
		p.completeService(row)
	case WHInvoices:
		p.completeInvoice(row)
	case WHPayments:
		if i := p.state.row(WHInvoices, row.Number("invoice_id")); i != nil {
			row["client_id"], row["currency"] = i["client_id"], i["currency"]
		}
		if row.Time("paid_at").IsZero() {
			row["paid_at"] = row["created_at"]
		}
		row["amount"] = whCents(row.Text("amount")).String()
	case WHKeys:
		if row.Text("key") == "" {
			row["key"] = "whk_" + p.secret(kind, row.ID(), 0)
		}
		p.state.keys[row.Text("key")] = row.ID()
		row["prefix"] = row.Text("key")[:min(8, len(row.Text("key")))]
	case WHWebhooks:
		if row.Text("secret") == "" {
			row["secret"] = "whsec_" + p.secret(kind, row.ID(), 0)
		}
	}
}

func (p *WHPanel) completeService(row WHRow) {
	product := p.state.row(WHProducts, row.Number("product_id"))
	if product == nil {
		product = WHRow{}
	}
	cycle := row.Text("billing_cycle")
	if whCents(row.Text("price")).IsZero() {
		row["price"] = whPrice(product, cycle).Price
	}
	if c := product.Text("currency"); c != "" {
		row["currency"] = c
	}
	if row.Time("next_due_date").IsZero() {
		row["next_due_date"] = whNextDue(row.Time("created_at"), cycle)
	}
	if row.Text("username") == "" {
		row["username"] = fmt.Sprintf("u%05d", row.ID())
	}
}

func (p *WHPanel) completeInvoice(row WHRow) {
	if row.Text("invoice_number") == "" {
		row["invoice_number"] = fmt.Sprintf("INV-%05d", row.ID())
	}
	if s := p.state.row(WHServices, row.Number("service_id")); s != nil && row.Number("client_id") == 0 {
		row["client_id"], row["currency"] = s["client_id"], s["currency"]
	}
	if row.Time("due_date").IsZero() {
		row["due_date"] = whDayOf(row.Time("created_at").AddDate(0, 0, 7))
	}
	if items := row.Rows("items"); len(items) > 0 {
		row["total"] = whTotal(items).String()
	} else {
		row["items"] = []WHRow{{"description": "Hosting", "amount": row.Text("total"), "quantity": int64(1)}}
	}
	row["total"] = whCents(row.Text("total")).String()
	if row.Text("status") == "paid" && row.Time("paid_at").IsZero() {
		row["paid_at"] = row["created_at"]
	}
}

// whTotal adds up the items of an invoice.
func whTotal(items []WHRow) decimal.Decimal {
	total := decimal.MustNew(0, 2)
	for _, item := range items {
		total = xmPlus(total, xmTimes(whCents(item.Text("amount")), decimal.MustNew(max(item.Number("quantity"), 1), 0)))
	}
	return whCents(total.String())
}

// whCents reads an amount of this package's own making; "" is 0.
func whCents(text string) decimal.Decimal { return xmDecimal(text).Rescale(2) }

func whDayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// whNextDue is the day when what was paid for ends; zero for what is paid once.
func whNextDue(from time.Time, cycle string) time.Time {
	months := map[string]int{"monthly": 1, "quarterly": 3, "semiannually": 6, "annually": 12, "biennially": 24, "triennially": 36}[cycle]
	if months == 0 {
		return time.Time{}
	}
	return whDayOf(from.AddDate(0, months, 0))
}
