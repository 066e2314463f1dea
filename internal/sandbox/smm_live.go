package sandbox

import (
	"maps"
	"slices"
	"time"
)

// Live makes every order and refill go one step on at each turn, until Close.
// Every ninth order ends Partial and every thirteenth Canceled.
func (p *SMMPanel) Live(every time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.isClosed() {
		return
	}
	p.work.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-p.closed:
				return
			case <-ticker.C:
				p.turn()
			}
		}
	})
}

// turn is one step of everything that lives.
func (p *SMMPanel) turn() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(p.state.open)) {
		o := p.state.orders[id]
		halfway := o.State == SMMInProgress && o.Remains < o.Quantity && o.Runs == 0
		switch {
		case id%9 == 0 && halfway:
			p.enter(o, SMMPartial)
		case id%13 == 0 && o.State == SMMProcessing:
			p.enter(o, SMMCanceled)
		default:
			p.step(o)
		}
	}
	for _, r := range p.state.refills {
		r.step()
	}
	p.changed()
}
