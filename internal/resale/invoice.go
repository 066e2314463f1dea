package resale

import "time"

// Invoice is a bill of an XMPlus panel. Texts are the panel's own, and
// untrusted.
type Invoice struct {
	ID               string
	Created, Paid    time.Time // UTC; Paid is zero while it is not
	Amount, Discount Sum
	PlanID           int64
	Plan             string
	Period           Period
	Quantity         int
	Subscription     int64 // 0: a new one, or the panel did not say
	State            InvoiceState
	Word             string // the state as the panel wrote it
	Email            string
}

// InvoiceState is how far an invoice is.
type InvoiceState string

// The states, normalised. What is not known is unclear, and never final.
const (
	InvoicePending InvoiceState = "pending"
	InvoicePaid    InvoiceState = "paid"
	InvoiceOver    InvoiceState = "over" // cancelled, expired or refunded
	InvoiceUnclear InvoiceState = "unclear"
)

// Purchase is what an invoice is made for.
type Purchase struct {
	PlanID       int64
	Plan         string
	Period       Period
	Coupon       string
	Quantity     int    // 0 counts as 1
	Subscription int64  // of top-ups and renewals; 0: a new one
	Of           string `json:",omitempty"` // of a top-up: the plan of its subscription, where it is known
}

// Same tells of an unpaid invoice for the same thing. A coupon counts: one
// without any discount is not what was asked for. An invoice that does not name
// the subscription may be for a new one, and is no renewal.
func (p Purchase) Same(i Invoice) bool {
	switch {
	case i.State != InvoicePending, p.Subscription != i.Subscription, max(p.Quantity, 1) != max(i.Quantity, 1):
		return false
	case p.Coupon != "" && (!i.Discount.Known || i.Discount.IsZero()):
		return false
	case (p.Period == TopUp) != (i.Period == TopUp), p.Period != "" && i.Period != "" && p.Period != i.Period:
		return false
	case p.PlanID != 0 && i.PlanID != 0:
		return p.PlanID == i.PlanID
	default:
		return p.Plan == i.Plan
	}
}
