package ops

import (
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// Owed is what a panel owes for the part of an order that it did not deliver.
type Owed struct {
	Known   bool            // false: the panel does not say how much remains
	Amount  decimal.Decimal // in the order's currency
	Remains int64
	Reduced bool // the panel's charge is less by then: it was given back already
}

// OwedFor reckons what is owed for a partial order: charge × remains /
// quantity. Some panels reduce the charge when they give the money back; then
// it is the difference.
func OwedFor(o storage.Order) Owed {
	s := o.Status
	if s.Remains == nil || o.Quantity < 1 {
		return Owed{}
	}
	all := Owed{Known: true, Remains: *s.Remains, Amount: resale.Owed(o.Cost, o.Quantity, *s.Remains)}
	if s.Charge == nil || !all.Amount.IsPos() {
		return all
	}
	back, err := o.Cost.Sub(*s.Charge)
	if err != nil {
		return all
	}
	// Rates are rounded, so nothing is equal: a charge that is nearer to what was
	// delivered than to the whole was reduced.
	if twice, err := back.Add(back); err == nil && twice.Cmp(all.Amount) >= 0 {
		all.Amount, all.Reduced = back, true
		return all
	}
	if s.Charge.IsPos() {
		all.Amount = resale.Owed(*s.Charge, o.Quantity, *s.Remains)
	}
	return all
}
