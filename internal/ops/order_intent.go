package ops

import (
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// orderIntent is what a journal row keeps of an act about orders. Without
// Numbers it places one.
type orderIntent struct {
	Service  resale.Service     `json:"service,omitzero"`
	Values   resale.OrderValues `json:"values,omitempty"`
	Quantity int64              `json:"quantity,omitempty"`
	Cost     decimal.Decimal    `json:"cost,omitzero"`
	Currency string             `json:"currency,omitempty"`
	Panel    string             `json:"panel,omitempty"`   // where it is to be done; "": wherever the chat's account is
	Numbers  []string           `json:"numbers,omitempty"` // of the orders that are refilled or cancelled

	Confirmed *Confirmation `json:"confirmed,omitempty"`

	// The balance before the call and when it was looked for: all that a panel
	// shows of an order whose number was lost.
	Before   *decimal.Decimal `json:"before,omitempty"`
	After    *decimal.Decimal `json:"after,omitempty"`
	Reckoned bool             `json:"reckoned,omitempty"` // Before was not read, but reckoned by what other orders cost
	Early    bool             `json:"early,omitempty"`    // After was read when the order may not have been charged yet
}

// orderResult is what a journal row keeps of how an act about orders ended.
type orderResult struct {
	Number string           `json:"number,omitempty"` // of the order that was placed
	Each   []OrderEnd       `json:"each,omitempty"`   // of those that were refilled or cancelled
	After  *decimal.Decimal `json:"after,omitempty"`  // this and the next: see orderIntent
	Early  bool             `json:"early,omitempty"`
}

// OrderEnd is what became of one of several orders.
type OrderEnd struct {
	Number string      `json:"number"`
	Refill string      `json:"refill,omitempty"` // the refill's number
	Code   resale.Code `json:"code,omitempty"`   // "" when it was accepted
	Detail string      `json:"detail,omitempty"` // the panel's words; untrusted text
}

func (in *orderIntent) places() bool { return len(in.Numbers) == 0 }

// thing names what the act is about: the same service for the same link, or
// the orders.
func (in *orderIntent) thing() string {
	if in.places() {
		return in.Service.ID + " " + in.Values.Target()
	}
	return strings.Join(in.Numbers, ", ")
}

// atOnce is what the balance falls by when the order is placed. A subscription
// is charged for its posts, when there are any.
func (in *orderIntent) atOnce() decimal.Decimal {
	if in.Service.Kind == resale.KindSubscriptions {
		return decimal.Decimal{}
	}
	return in.Cost
}

// meets tells whether two acts are about the same thing.
func (in *orderIntent) meets(other *orderIntent) bool {
	if in.places() || other.places() {
		return in.places() == other.places() && strings.EqualFold(in.thing(), other.thing())
	}
	return slices.ContainsFunc(in.Numbers, func(n string) bool { return slices.Contains(other.Numbers, n) })
}

// saw keeps the balance that was read after the call. One that was not too
// early stays: later ones say less.
func (in *orderIntent) saw(r *orderResult) {
	if r != nil && r.After != nil && (in.After == nil || in.Early) {
		in.After, in.Early = r.After, r.Early
	}
}

// tell fills in what an outcome says of orders.
func (in *orderIntent) tell(out *Outcome, e storage.Entry, r result) {
	out.Name = in.thing()
	out.Order = &OrderOutcome{Service: in.Service, Values: in.Values, Quantity: in.Quantity, Cost: in.Cost, Currency: in.Currency, Before: in.Before, After: in.After, Early: in.Early, Reckoned: in.Reckoned}
	if r.Order != nil {
		out.Order.Number, out.Order.Each = r.Order.Number, r.Order.Each
	}
	if in.places() {
		out.Name = in.Service.Name
	}
	out.Order.Numbers, out.Order.Called = in.Numbers, e.Called
}
