package ops

import (
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// OrderOutcome is what an Outcome says of an act about orders.
type OrderOutcome struct {
	Number   string // of the order that was placed
	Service  resale.Service
	Values   resale.OrderValues
	Quantity int64
	Cost     decimal.Decimal
	Currency string
	Called   time.Time

	Numbers []string   // of those that were refilled or cancelled
	Each    []OrderEnd // what became of them

	// The balance before the order and when it was looked for; nil when it could
	// not be read.
	Before, After *decimal.Decimal
	Reckoned      bool // Before was not read, but reckoned by what other orders cost
	Early         bool // After was read when the order may not have been charged yet
}

// Sign is what the balance says about an order whose number is not known.
type Sign string

// The signs. They are hints: others may spend from the same balance.
const (
	SignPaid    Sign = "charged"
	SignUnpaid  Sign = "not_charged"
	SignEarly   Sign = "too_early"   // it has not fallen, but was read at once
	SignHidden  Sign = "too_little"  // the order costs less than the panel shows of a balance
	SignNone    Sign = "no_evidence" // a subscription: it is charged for its posts
	SignMixed   Sign = "reckoned"    // other orders went before it, whose cost was reckoned
	SignUnknown Sign = "not_known"   // it was not read both times
)

// Sign tells what the balance says of the order.
func (o OrderOutcome) Sign() Sign {
	switch {
	case o.Service.Kind == resale.KindSubscriptions:
		return SignNone
	case o.Before == nil || o.After == nil:
		return SignUnknown
	case !shows(*o.After, o.Cost):
		return SignHidden
	case fellBy(*o.Before, *o.After, o.Cost):
		return SignPaid
	case o.Early:
		return SignEarly
	case o.Reckoned:
		return SignMixed
	}
	return SignUnpaid
}

// paid tells whether a balance fell by what the order costs.
func (in *orderIntent) paid(now decimal.Decimal) bool {
	return in.Before != nil && shows(now, in.Cost) && fellBy(*in.Before, now, in.Cost)
}

// shows tells whether a balance has the digits to show a cost, two at least: a
// number drops its zeros.
func shows(balance, cost decimal.Decimal) bool {
	least, err := decimal.New(1, max(balance.Scale(), 2))
	return err == nil && !cost.Less(least)
}

// fellBy tells whether a balance fell by a cost. Panels round what they charge,
// each in its way, so half of it is enough.
func fellBy(before, after, cost decimal.Decimal) bool {
	spent, err := before.Sub(after)
	if err != nil {
		return false
	}
	twice, err := spent.Add(spent)
	return err == nil && cost.IsPos() && twice.Cmp(cost) >= 0
}
