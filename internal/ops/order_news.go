package ops

import (
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
