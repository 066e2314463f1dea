package resale

import (
	"encoding/json"
	"strings"

	"github.com/govalues/decimal"
)

// exactDigits is how many digits after the point a price can have; a panel that
// writes more computed it in floats.
const exactDigits = 8

// Sum gives the first of these fields that holds money, with the record's
// currency. It is not Known when there is none.
func (r Record) Sum(names ...string) Sum {
	for _, name := range names {
		if sum := readSum(r.value(name)); sum.Known {
			if unit := r.Currency(); unit != "" && (sum.Unit == "" || !isObject(r.value(name))) {
				sum.Unit = unit
			}
			return sum
		}
	}
	return Sum{}
}

// Total is what an invoice or a payment is about, and what a service costs.
func (r Record) Total() Sum {
	if sum := r.Sum("total", "grand_total", "total_amount", "amount_total", "invoice_total", "amount"); sum.Known {
		return sum
	}
	if r.Kind == HostInvoices { // what was paid of it is another thing
		return r.Sum("amount_due", "balance_due")
	}
	return r.Sum("amount_paid", "amount_in", "recurring_amount", "price")
}

// Currency is what its money is in, or "" when the panel does not say. It is
// untrusted.
func (r Record) Currency() string {
	unit := r.Text("currency", "currency_code", "currency.code", "currency.iso", "currency.symbol", "currency_symbol",
		"total.currency", "amount.currency", "invoice.currency", "client.currency", "customer.currency")
	if len(unit) > longestUnit || strings.Trim(unit, "0123456789") == "" {
		return ""
	}
	if len(unit) == len("USD") {
		return strings.ToUpper(unit)
	}
	return unit
}

// readSum reads a number, a text with one, or an object {"amount": …}.
func readSum(raw json.RawMessage) Sum {
	text, unit := scalarText(raw), ""
	if fields, ok := fieldsOf(raw); ok {
		inner := Record{Fields: fields}
		text, unit = inner.Text("amount", "value", "total", "price", "raw"), inner.Currency()
	}
	if text == "" {
		return Sum{}
	}
	sum := Sum{}
	if amount, err := decimal.Parse(text); err == nil {
		sum = Sum{Amount: amount, Known: true}
	} else if positive, negative := bookkept(text); negative {
		sum = ParseSum(positive)
		sum.Amount = sum.Amount.Neg()
	} else {
		sum = ParseSum(text)
	}
	sum.Amount = exact(sum.Amount)
	if unit != "" {
		sum.Unit = unit
	}
	return sum
}

// bookkept finds the other ways to write less than nothing: "(5.00)" and "5.00-".
func bookkept(text string) (positive string, negative bool) {
	if inner, opens := strings.CutPrefix(text, "("); opens && strings.HasSuffix(inner, ")") {
		return strings.TrimSuffix(inner, ")"), true
	}
	number, negative := strings.CutSuffix(text, "-")
	last := strings.TrimRight(number, "0123456789") // "5,-" and "5.-" are no less than 5
	return number, negative && last != number && !strings.Contains(number, "-")
}

func isObject(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '{' }

// exact makes 29.99 of 29.989999999999998.
func exact(amount decimal.Decimal) decimal.Decimal {
	if amount.Scale() <= exactDigits {
		return amount
	}
	return amount.Round(exactDigits).Trim(2)
}
