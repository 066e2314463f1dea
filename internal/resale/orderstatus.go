package resale

import (
	"strings"

	"github.com/govalues/decimal"
)

// OrderState is how far an order is.
type OrderState string

// The states, normalised. A word that is not known is kept as the panel wrote
// it, and is not final.
const (
	OrderPending    OrderState = "pending" // some panels say so of errors too, for ever
	OrderProcessing OrderState = "processing"
	OrderInProgress OrderState = "in_progress"
	OrderCompleted  OrderState = "completed"
	OrderPartial    OrderState = "partial" // the rest is not delivered and owed, see Owed
	OrderCanceled   OrderState = "canceled"
	OrderRefunded   OrderState = "refunded"
	OrderAwaiting   OrderState = "awaiting"
	OrderFailed     OrderState = "failed"
	OrderRejected   OrderState = "rejected"
	OrderActive     OrderState = "active" // this and the next two: of subscriptions
	OrderPaused     OrderState = "paused"
	OrderExpired    OrderState = "expired"
)

// OrderStatus is what a panel says about an order. What it left out is nil or
// zero.
type OrderStatus struct {
	State      OrderState
	Word       string           // as the panel wrote it
	Charge     *decimal.Decimal // what was paid so far; some panels reduce it when they refund
	StartCount *int64
	Remains    *int64 // negative after an over-delivery
	Currency   string
	Posts      int64    // of a subscription
	Expiry     string   // of a subscription, as the panel wrote it
	Runs       int64    // of a drip-feed
	Orders     []string // of a subscription or a drip-feed: the orders it became
}

// OrderStateOf reads a state as panels write it: case, blanks, "_" and "-" do
// not count.
func OrderStateOf(word string) OrderState {
	switch squeeze(word) {
	case "pending":
		return OrderPending
	case "processing":
		return OrderProcessing
	case "inprogress":
		return OrderInProgress
	case "completed", "complete":
		return OrderCompleted
	case "partial", "partiallycompleted":
		return OrderPartial
	case "canceled", "cancelled":
		return OrderCanceled
	case "refunded":
		return OrderRefunded
	case "awaiting":
		return OrderAwaiting
	case "fail", "failed", "error":
		return OrderFailed
	case "rejected":
		return OrderRejected
	case "active":
		return OrderActive
	case "paused":
		return OrderPaused
	case "expired":
		return OrderExpired
	default:
		return OrderState(strings.TrimFunc(word, blank))
	}
}

// Known tells whether it is one of the normalised states.
func (s OrderState) Known() bool {
	switch s {
	case OrderPending, OrderProcessing, OrderInProgress, OrderAwaiting, OrderActive, OrderPaused:
		return true
	default:
		return s.Final()
	}
}

// Final tells whether nothing more will come of the order.
func (s OrderState) Final() bool {
	switch s {
	case OrderCompleted, OrderPartial, OrderCanceled, OrderRefunded, OrderFailed, OrderRejected, OrderExpired:
		return true
	default:
		return false
	}
}
