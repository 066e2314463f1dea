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

	// The balance before the order and when it was first looked for; nil when
	// it could not be read.
	Before, After *decimal.Decimal
}

// Charged tells whether the balance fell by what the order costs; known is
// false without both readings, and of subscriptions, which are charged for
// their posts. It is a hint: others may spend from the same balance.
func (o OrderOutcome) Charged() (charged, known bool) {
	if o.Before == nil || o.After == nil || o.Service.Kind == resale.KindSubscriptions {
		return false, false
	}
	spent, err := o.Before.Sub(*o.After)
	return err == nil && spent.Cmp(o.Cost) >= 0 && o.Cost.IsPos(), err == nil
}
