package ops

import (
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// OrderNews is what a place is told of its orders unasked, in one message.
type OrderNews struct {
	Place   chat.Place
	Person  int64  // whose language it is in; 0: nobody's
	Lang    string // the language when the person is not known
	Changes []OrderChange

	// Trouble says why the orders of a chat cannot be seen: OrdersRefused or
	// OrdersUnseen, since Since; "" when there are Changes.
	Trouble string
	Since   time.Time
	Back    bool // they can be seen again, after a Trouble that was told
}

// OrderChange is one line of OrderNews.
type OrderChange struct {
	Order storage.Order
	Was   resale.OrderState // what the chat was told before
	Why   string            // one of the storage.News… words
	Owed  Owed              // with storage.NewsPartial
}

// The troubles that a chat is told of.
const (
	OrdersRefused = "refused" // the panel refuses the key; told at once
	OrdersUnseen  = "unseen"  // the panel does not answer; told after an hour
)

// TellOrders puts news into the outbox. It runs in the transaction that notes
// what was told, and may run more than once.
type TellOrders func(*storage.Tx, OrderNews) error

// Resumed is the news of an order that goes on after it was paused.
const Resumed = "resumed"

// News says in one word what is new: one of the storage.News… words, the state
// that the order came to, "refill_" and that of its refill, or Resumed.
func (c OrderChange) News() string {
	state := c.Order.Status.State
	switch {
	case c.Why == storage.NewsRefill:
		return "refill_" + string(c.Order.Refill.State)
	case c.Why != storage.NewsState:
		return c.Why
	case state.Final() || state == resale.OrderPaused:
		return string(state)
	default:
		return Resumed
	}
}

// rank is less for what somebody must do something about. The same news have
// the same rank.
func (c OrderChange) rank() int {
	return slices.Index([]string{
		storage.NewsLost, storage.NewsStuck, storage.NewsRefillLost, storage.NewsPartial,
		string(resale.OrderFailed), string(resale.OrderRejected), string(resale.OrderCanceled), string(resale.OrderRefunded),
		string(resale.OrderPaused), string(resale.OrderExpired),
		"refill_" + string(resale.RefillFailed), "refill_" + string(resale.RefillRejected), "refill_" + string(resale.RefillCanceled),
		storage.NewsFound, Resumed, "refill_" + string(resale.RefillCompleted), string(resale.OrderCompleted),
	}, c.News())
}
