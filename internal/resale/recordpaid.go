package resale

import (
	"encoding/json"

	"github.com/govalues/decimal"
)

// PaidNames are what panels call the part of an invoice that was paid.
func PaidNames() []string { return []string{"amount_paid", "paid_amount", "total_paid"} }

// PaidPart is what was paid of an invoice so far, as it says itself; not Known
// when it says nothing.
func (r Record) PaidPart() Sum { return r.Sum(PaidNames()...) }

// Left is what is left to pay of an invoice: its total less the part that was
// paid. It is the total where that is not known, or covers all of it.
func (r Record) Left() Sum {
	total, paid := r.Total(), r.PaidPart()
	if !total.Known || !paid.Known {
		return total
	}
	if left, err := total.Amount.Sub(paid.Amount); err == nil && left.IsPos() {
		total.Amount = left
	}
	return total
}

// PartPaid tells of an unpaid invoice of which a part was paid.
func (r Record) PartPaid() bool {
	paid := r.PaidPart()
	return r.Unpaid() && paid.Known && paid.Amount.IsPos() && r.Total().Known
}

// Overpaid is by how much more than its total was paid of an invoice, as far as
// it says so; not Known when it was not.
func (r Record) Overpaid() Sum {
	total, paid := r.Total(), r.PaidPart()
	more, err := paid.Amount.Sub(total.Amount)
	if err != nil || !total.Known || !paid.Known || !more.IsPos() {
		return Sum{}
	}
	total.Amount = more
	return total
}

// WithPaid is the invoice that says that so much of it was paid, unless it says
// more already. One without a total stays as it is.
func (r Record) WithPaid(amount decimal.Decimal) Record {
	if total := r.Total(); !total.Known || !amount.IsPos() || r.PaidPart().Amount.Cmp(amount) >= 0 {
		return r
	}
	return r.WithText(PaidNames()[0], amount.String())
}

// WithText is the record with a text in one field; "" leaves it as it is.
func (r Record) WithText(name, text string) Record {
	raw, err := json.Marshal(text)
	if err != nil || text == "" {
		return r
	}
	fields := make([]RecordField, 0, len(r.Fields)+1)
	for _, f := range r.Fields {
		if !sameName(f.Name, name) {
			fields = append(fields, f)
		}
	}
	r.Fields = append(fields, RecordField{Name: name, Value: raw})
	return r
}
