package sandbox

import (
	"maps"
	"slices"
	"time"

	"github.com/govalues/decimal"
)

// smmKey is a customer's account.
type smmKey struct {
	number  int
	balance decimal.Decimal
	blocked string      // the error that each call gets
	minute  []time.Time // its calls of the last minute
	busiest int         // the most calls in a minute
}

type smmState struct {
	keys     map[string]*smmKey
	keysEver int
	services map[int]*SMMService // never changed in place: orders point to what they were placed on
	listed   []int               // services in the panel's order
	orders   map[int]*SMMOrder
	open     map[int]bool      // orders that are not at their end
	onLink   map[smmLink][]int // orders, those at their end are dropped when met
	refills  map[int]*SMMRefill
	orderID  int // the last one given
	refillID int
}

func newSMMState() smmState {
	return smmState{
		keys:     map[string]*smmKey{},
		services: map[int]*SMMService{},
		orders:   map[int]*SMMOrder{},
		open:     map[int]bool{},
		onLink:   map[smmLink][]int{},
		refills:  map[int]*SMMRefill{},
		orderID:  23500,
	}
}

// AddKey lets a key in, with that balance.
func (p *SMMPanel) AddKey(key, balance string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.keysEver++
	p.state.keys[key] = &smmKey{number: p.state.keysEver, balance: smmDecimal(balance)}
	p.changed()
}

// RevokeKey makes a key wrong. Its orders go on.
func (p *SMMPanel) RevokeKey(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.state.keys, key)
	p.changed()
}

// RenewKey puts a new key in the place of an old one: the account stays the
// same, with its balance and its orders.
func (p *SMMPanel) RenewKey(old, key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.keys[key] = p.state.keys[old]
	delete(p.state.keys, old)
	for _, o := range p.state.orders {
		if o.Key == old {
			o.Key = key
		}
	}
	p.changed()
}

// BlockKey answers every call of a key with that error, such as
// SMMSuspended; "" lets it work again.
func (p *SMMPanel) BlockKey(key, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k := p.state.keys[key]; k != nil {
		k.blocked = text
	}
	p.changed()
}

// SetBalance gives a key that balance.
func (p *SMMPanel) SetBalance(key, balance string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k := p.state.keys[key]; k != nil {
		k.balance = smmDecimal(balance)
	}
	p.changed()
}

// Balance is what a key has, "" of an unknown one.
func (p *SMMPanel) Balance(key string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k := p.state.keys[key]; k != nil {
		return k.balance.String()
	}
	return ""
}

// Busiest is the most calls of a key that came within a minute, refused ones
// included.
func (p *SMMPanel) Busiest(key string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k := p.state.keys[key]; k != nil {
		return k.busiest
	}
	return 0
}

// asked counts a call at that time and gives how many came within a minute.
func (k *smmKey) asked(now time.Time) int {
	old := 0
	for old < len(k.minute) && now.Sub(k.minute[old]) >= time.Minute {
		old++
	}
	k.minute = append(k.minute[old:], now)
	k.busiest = max(k.busiest, len(k.minute))
	return len(k.minute)
}

func smmCopies[T any](from map[int]*T) []T {
	copies := make([]T, 0, len(from))
	for _, id := range slices.Sorted(maps.Keys(from)) {
		copies = append(copies, *from[id])
	}
	return copies
}
