package sandbox

import (
	"slices"

	"github.com/govalues/decimal"
)

// whPriced is what a product costs for a cycle.
type whPriced struct {
	Cycle, Price, Setup string
}

// whPrices are those of a product: in "prices", rows with cycle, price and
// setup_fee, else the one that it has itself.
func whPrices(product WHRow) []whPriced {
	var all []whPriced
	for _, row := range product.Rows("prices") {
		all = append(all, whPriced{row.Text("cycle"), whCents(row.Text("price")).String(), whCents(row.Text("setup_fee")).String()})
	}
	if len(all) == 0 {
		all = []whPriced{{product.Text("billing_cycle"), whCents(product.Text("price")).String(), whCents(product.Text("setup_fee")).String()}}
	}
	return all
}

// whReprice puts a product's own price in the place of its cycle's.
func whReprice(product WHRow) {
	prices := product.Rows("prices")
	if len(prices) == 0 {
		return
	}
	own := WHRow{"cycle": product.Text("billing_cycle"), "price": product.Text("price")}
	i := slices.IndexFunc(prices, func(row WHRow) bool { return row.Text("cycle") == own["cycle"] })
	if i < 0 {
		product["prices"] = append(slices.Clone(prices), own)
		return
	}
	own["setup_fee"] = prices[i].Text("setup_fee")
	product["prices"] = slices.Replace(slices.Clone(prices), i, i+1, own)
}

// whPrice is that of a cycle, else the product's own.
func whPrice(product WHRow, cycle string) whPriced {
	for _, priced := range whPrices(product) {
		if priced.Cycle == cycle {
			return priced
		}
	}
	return whPriced{cycle, whCents(product.Text("price")).String(), "0.00"}
}

// pricing answers products/pricing, nested otherwise in each envelope.
func (p *WHPanel) pricing(whRequest) whReply {
	rows := []whObject{}
	for _, product := range p.state.all(WHProducts) {
		if product.Text("status") != "active" || !product.Time("deleted_at").IsZero() {
			continue
		}
		o := p.identity(product)
		o = o.with("name", product.Text("name")).with("type", product.Text("type"))
		rows = append(rows, append(o, p.priced(product)...))
	}
	if p.quirks.Envelope == 2 {
		return whRead(whObject{{"items", rows}})
	}
	return whRead(rows)
}

// priced are the prices of a product as an envelope shows them.
func (p *WHPanel) priced(product WHRow) whObject {
	currency := product.Text("currency")
	byCycle, nested, list := whObject{}, whObject{}, []whObject{}
	for _, c := range whPrices(product) {
		price, setup := p.money(c.Price), p.money(c.Setup)
		byCycle = byCycle.with(c.Cycle, price)
		nested = nested.with(c.Cycle, whObject{{"price", price}, {"setup_fee", setup}})
		list = append(list, whObject{{"cycle", c.Cycle}, {"price", price}, {"setup_fee", setup}, {"currency", currency}})
	}
	switch p.quirks.Envelope {
	case 2:
		return whObject{{"prices", list}}
	case 3:
		return whObject{{"currency", currency}, {"pricing", nested}}
	}
	return whObject{{"pricing", whObject{{currency, byCycle}}}}
}

// owed is what is left to be paid of an invoice after its payments.
func (p *WHPanel) owed(invoice WHRow) decimal.Decimal {
	owed := whCents(invoice.Text("total"))
	for _, payment := range p.state.all(WHPayments) {
		if payment.Number("invoice_id") == invoice.ID() && payment.Text("status") == "completed" {
			owed = xmPlus(owed, whCents(payment.Text("amount")).Neg())
		}
	}
	return owed
}
