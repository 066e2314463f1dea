package storage

import (
	"errors"
	"time"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// longestID is how many bytes a panel's number of an order or a service may
// have; keys are not sealed and must stay short.
const longestID = 200

// ErrTaken says that a panel's number is that of another order.
var ErrTaken = errors.New("the number belongs to another order")

// Order is one order that this bot placed at a panel.
type Order struct {
	Chat       int64              `json:"chat"`
	Thread     int                `json:"thread,omitempty"`
	Person     int64              `json:"person,omitempty"`
	Lang       string             `json:"lang,omitempty"`
	Panel      string             `json:"panel"` // see PanelOf
	BaseURL    string             `json:"base_url,omitempty"`
	ID         string             `json:"id"`  // the panel's number
	Key        string             `json:"key"` // of the act that placed it
	Service    string             `json:"service"`
	Name       string             `json:"name,omitempty"` // the service's
	Kind       resale.ServiceKind `json:"kind,omitempty"`
	Refillable bool               `json:"refillable,omitempty"`
	Cancelable bool               `json:"cancelable,omitempty"`
	Values     resale.OrderValues `json:"values,omitempty"`
	Quantity   int64              `json:"quantity"`
	Cost       decimal.Decimal    `json:"cost"` // of the whole, in Currency
	Currency   string             `json:"currency,omitempty"`
	At         time.Time          `json:"at"` // when it was placed; filled in when zero

	Status  resale.OrderStatus `json:"status"`
	Checked time.Time          `json:"checked,omitzero"`  // when the panel last told of it
	Changed time.Time          `json:"changed,omitzero"`  // when Status last became another
	Next    time.Time          `json:"next,omitzero"`     // when it is asked for again; zero: it is not followed any more
	Told    resale.OrderState  `json:"told,omitempty"`    // what its chat was last told
	Pointed []string           `json:"pointed,omitempty"` // what is said once: NewsStuck, NewsPartial, NewsLost, NewsRefillLost
	News    []string           `json:"news,omitempty"`    // what its chat is still to be told: News… words
	Refill  RefillFollow       `json:"refill,omitzero"`
	Cancel  time.Time          `json:"cancel,omitzero"`   // when its cancellation was asked for
	Missing int                `json:"missing,omitempty"` // how often the panel did not know it
}

// What a chat can be told of an order.
const (
	NewsState      = "state"       // it ended, or was paused
	NewsPartial    = "partial"     // it ended, and something is owed
	NewsStuck      = "stuck"       // it has been waiting for a day
	NewsLost       = "lost"        // the panel does not know it any more
	NewsFound      = "found"       // it does again
	NewsRefill     = "refill"      // its refill ended
	NewsRefillLost = "refill_lost" // the panel does not say what became of its refill
)

// RefillFollow is the last refill of an order.
type RefillFollow struct {
	ID    string             `json:"id,omitempty"` // the panel's number of it; "" without a refill
	State resale.RefillState `json:"state,omitempty"`
	Word  string             `json:"word,omitempty"` // as the panel wrote it
	At    time.Time          `json:"at,omitzero"`    // when it was asked for
	Next  time.Time          `json:"next,omitzero"`  // when it is looked at again; zero: it is not followed any more
	Told  resale.RefillState `json:"told,omitempty"` // what its chat was last told
}

// Running tells whether there is a refill that has not come to its end.
func (r RefillFollow) Running() bool { return r.ID != "" && !r.State.Final() }

// NeedsAttention tells whether somebody should look at the order: it was
// pointed out and has not come to its end, or a refill is running.
func (o Order) NeedsAttention() bool {
	return len(o.Pointed) > 0 && !o.Status.State.Final() || o.Refill.Running()
}

func (o Order) rowKey() []byte { return orderKey(o.Panel, o.ID) }

func orderKey(panel, id string) []byte { return join([]byte(panel), []byte(id)) }

// Order gives the order that a panel has under a number, and whether this bot
// placed one.
func (tx *Tx) Order(panel, id string) (Order, bool, error) {
	return load[Order](tx, orderRows, orderKey(panel, id))
}

// SaveOrder puts an order in the place of its former row. A number belongs to
// one order: it is an ErrTaken when another chat has it, or another act placed
// it. An order of a chat that became another one goes there, see NowChat.
func (tx *Tx) SaveOrder(o Order) error {
	if err := checkNumber(o.Panel, o.ID); err != nil {
		return err
	}
	var err error
	if o.Chat, err = tx.NowChat(o.Chat); err != nil {
		return err
	}
	old, found, err := tx.Order(o.Panel, o.ID)
	if err != nil {
		return err
	}
	if found && (old.Chat != o.Chat || old.Key != o.Key) {
		return ErrTaken
	}
	return tx.putOrder(old, o)
}

// SaveOrders saves orders in one transaction, all or none.
func (tx *Tx) SaveOrders(orders []Order) error {
	for _, o := range orders {
		if err := tx.SaveOrder(o); err != nil {
			return err
		}
	}
	return nil
}

func checkNumber(panel, id string) error {
	switch {
	case len(panel) != panelLength:
		return errors.New("save order: no panel")
	case id == "" || len(id) > longestID || !utf8.ValidString(id): // keys rely on it
		return errors.New("save order: no usable number")
	}
	return nil
}

// putOrder writes a row and what changed of its indexes; old is the zero Order
// when there was none.
func (tx *Tx) putOrder(old, o Order) error {
	if o.At.IsZero() {
		o.At = tx.now()
	}
	for _, t := range []*time.Time{&o.At, &o.Checked, &o.Changed, &o.Next, &o.Cancel, &o.Refill.At, &o.Refill.Next} {
		*t = t.UTC()
	}
	if err := tx.changeIndexes(old.indexes(), o.indexes()); err != nil {
		return err
	}
	return save(tx, orderRows, o.rowKey(), o)
}

// DropOrder forgets an order; none is no error.
func (tx *Tx) DropOrder(panel, id string) error {
	old, found, err := tx.Order(panel, id)
	if err != nil || !found {
		return err
	}
	if err := tx.changeIndexes(old.indexes(), nil); err != nil {
		return err
	}
	return tx.drop(orderRows, old.rowKey())
}
