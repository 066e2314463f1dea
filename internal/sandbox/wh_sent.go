package sandbox

import "slices"

// Sent gives the webhooks that were posted, in the order of their ends: the
// last ten thousand at least.
func (p *WHPanel) Sent() []WHSent {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.hooks.sent)
}

// Waiting tells how many webhooks wait to be posted or are being posted, not
// counting those that are held back.
func (p *WHPanel) Waiting() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.hooks.open
}

// Replay posts again what was sent, byte for byte.
func (p *WHPanel) Replay(s WHSent) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.post(whPost{event: s.Event, url: s.URL, body: s.Body, signature: s.Signature})
}

// Release posts what was held back, latest first.
func (p *WHPanel) Release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.release()
}

func (p *WHPanel) release() {
	slices.Reverse(p.hooks.held)
	for _, post := range p.hooks.held {
		p.post(post)
	}
	p.hooks.held = nil
}
