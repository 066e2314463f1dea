package ops

import (
	"context"
	"sync"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// FundsLife is how long a balance that was read is reckoned with: many orders
// in a row need not ask before each of them.
const FundsLife = 10 * time.Second

// balances keeps what each panel's account has, reckoned down by what was
// ordered since it was read.
type balances struct {
	mu   sync.Mutex
	kept map[string]keptBalance
}

type keptBalance struct {
	resale.Balance
	at       time.Time
	reckoned bool // it is not what was read any more: panels round what they charge
}

func (b *balances) keep(panel string, now resale.Balance, at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for other, k := range b.kept {
		if at.Sub(k.at) > FundsLife {
			delete(b.kept, other)
		}
	}
	b.kept[panel] = keptBalance{Balance: now, at: at}
}

// forget drops what is kept: nobody knows what was charged since.
func (b *balances) forget(panel string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.kept, panel)
}

func (b *balances) fresh(panel string, now time.Time) (keptBalance, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k, ok := b.kept[panel]
	return k, ok && now.Sub(k.at) < FundsLife
}

// spend takes an order's cost off what is kept.
func (b *balances) spend(panel string, cost decimal.Decimal) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k, ok := b.kept[panel]
	if !ok {
		return
	}
	left, err := k.Amount.Sub(cost)
	if err != nil {
		delete(b.kept, panel)
		return
	}
	k.Amount, k.reckoned = left, true
	b.kept[panel] = k
}

// shownFunds gives the balance for a screen. What is read is not kept: an order
// may be under way meanwhile, whose cost it shows or does not.
func (o *Ops) shownFunds(ctx context.Context, c connection) (resale.Balance, error) {
	if known, ok := o.balances.fresh(c.panel, o.Now()); ok {
		return known.Balance, nil
	}
	return c.smm.Balance(ctx)
}

// funds gives the balance of a connection's account, reckoned or read. Only who
// holds the lock of the panel's orders may ask.
func (o *Ops) funds(ctx context.Context, c connection) (keptBalance, error) {
	if known, ok := o.balances.fresh(c.panel, o.Now()); ok {
		return known, nil
	}
	now, err := c.smm.Balance(ctx)
	if err == nil {
		o.balances.keep(c.panel, now, o.Now())
	}
	return keptBalance{Balance: now}, err
}
