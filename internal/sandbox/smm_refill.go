package sandbox

import "time"

// SMMRefill is a refill that was asked for.
type SMMRefill struct {
	ID, Order int
	Key       string
	State     SMMState
	Added     time.Time
}

// Refills gives copies of all refills, by id.
func (p *SMMPanel) Refills() []SMMRefill {
	p.mu.Lock()
	defer p.mu.Unlock()
	return smmCopies(p, p.state.refills)
}

// AdvanceRefill moves a refill into each of the states; with none, one step
// on: Pending, In progress, Completed.
func (p *SMMPanel) AdvanceRefill(id int, states ...SMMState) {
}
