package sandbox

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"time"

	"github.com/govalues/decimal"
)

// SMMState is where an order or a refill is. One that has no constant here is
// answered as it is.
type SMMState string

// The states, spelled as the API does.
const (
	SMMPending    SMMState = "Pending"
	SMMProcessing SMMState = "Processing"
	SMMInProgress SMMState = "In progress"
	SMMCompleted  SMMState = "Completed"
	SMMPartial    SMMState = "Partial"
	SMMCanceled   SMMState = "Canceled"
	SMMRefunded   SMMState = "Refunded"
	SMMAwaiting   SMMState = "Awaiting"
	SMMFailed     SMMState = "Fail"
	SMMRejected   SMMState = "Rejected"
	SMMActive     SMMState = "Active"
	SMMPaused     SMMState = "Paused"
	SMMExpired    SMMState = "Expired"
)

// final tells whether nothing more happens.
func (s SMMState) final() bool {
	return slices.Contains([]SMMState{SMMCompleted, SMMPartial, SMMCanceled, SMMRefunded, SMMFailed, SMMRejected, SMMExpired}, s)
}

// SMMOrder is an order. One that a drip-feed or a subscription made has the
// Parent; it is not among those that were added.
type SMMOrder struct {
	ID, Parent      int
	Key             string
	Service         int
	Form            url.Values // as it was sent, without key and action; not to be changed
	Link            string
	Quantity        int             // all that is delivered: runs times quantity, lines of comments
	Charge          decimal.Decimal // as taken from the balance
	Refunded        decimal.Decimal // as given back of it
	State           SMMState
	Begun           bool // start_count is known
	StartCount      int
	Remains         int // below 0: too much was delivered
	CancelAsked     bool
	Added, Finished time.Time
	Refilled        time.Time // asked for last

	Runs   int   // of a drip-feed
	Posts  int   // of a subscription, so far
	Orders []int // made by this one

	service *SMMService // as it was then
}

// Orders gives copies of all orders, by id.
func (p *SMMPanel) Orders() []SMMOrder {
	p.mu.Lock()
	defer p.mu.Unlock()
	return smmCopies(p.state.orders)
}

// Order gives a copy of one order.
func (p *SMMPanel) Order(id int) (SMMOrder, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if o := p.state.orders[id]; o != nil {
		return *o, true
	}
	return SMMOrder{}, false
}

// SetOrder changes an order as it likes; no money moves.
func (p *SMMPanel) SetOrder(id int, change func(*SMMOrder)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if o := p.state.orders[id]; o != nil {
		change(o)
		p.state.index(o)
		p.changed()
	}
}

// DropOrder makes the panel forget an order.
func (p *SMMPanel) DropOrder(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.state.orders, id)
	delete(p.state.open, id)
	p.changed()
}

// AddOrder puts an order there as if it had been added before, and gives its
// number: a new one unless o has one. Nothing is charged. Without a state it
// is Pending.
func (p *SMMPanel) AddOrder(o SMMOrder) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if o.service = p.state.services[o.Service]; o.service == nil {
		o.service = &SMMService{ID: o.Service}
	}
	o.State = cmp.Or(o.State, SMMPending)
	if o.Added.IsZero() {
		o.Added = p.now()
	}
	if o.ID == 0 {
		p.state.orderID++
		o.ID = p.state.orderID
	}
	p.state.orderID = max(p.state.orderID, o.ID)
	p.state.index(&o)
	p.changed()
	return o.ID
}

// Added counts the orders of a key without those that a drip-feed or a
// subscription made.
func (p *SMMPanel) Added(key string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for o := range maps.Values(p.state.orders) {
		if o.Key == key && o.Parent == 0 {
			n++
		}
	}
	return n
}
