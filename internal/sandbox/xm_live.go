package sandbox

import "time"

// Live has people pay what they were shown, so long after it and before its
// code ends, until Close; with 0 nobody pays by himself any more. Who confirms
// payments to a manual gateway takes three times as long.
func (p *XMPanel) Live(after time.Duration) {
	every := after / 5
	if after > 0 {
		every = max(every, time.Millisecond)
	}
	p.live(every, func(int) { p.paysShown(after) })
}

// PayShown has everybody pay at once who was shown how, unless the code has
// ended, and tells how many did.
func (p *XMPanel) PayShown() int { return p.paysShown(0) }

func (p *XMPanel) paysShown(after time.Duration) (paid int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	for _, i := range p.state.shown {
		wait := after
		if g := p.gateway(i.Gateway); g != nil && g.Kind == XMManual {
			wait *= 3
		}
		if now.Sub(i.shown) < wait || !i.CodeEnds.IsZero() && !now.Before(i.CodeEnds) {
			continue
		}
		p.settle(i, now)
		paid++
	}
	if paid > 0 {
		p.changed()
	}
	return paid
}
