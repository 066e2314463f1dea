package sandbox

import "slices"

// SMMService is something the panel sells.
type SMMService struct {
	ID                       int
	Name, Type, Category     string
	Rate                     string // as it is answered
	Min, Max                 int
	Refill, Cancel, DripFeed bool
	Desc                     string
}

// AddService adds a service, or puts it in the place of the one with its id,
// and gives its id: a new one unless s has one.
func (p *SMMPanel) AddService(s SMMService) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s.ID == 0 {
		for _, id := range p.state.listed {
			s.ID = max(s.ID, id)
		}
		s.ID++
	}
	if p.state.services[s.ID] == nil {
		p.state.listed = append(p.state.listed, s.ID)
	}
	p.state.services[s.ID] = &s
	p.changed()
	return s.ID
}

// RemoveService makes a service vanish. Orders on it go on.
func (p *SMMPanel) RemoveService(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.state.services, id)
	p.state.listed = slices.DeleteFunc(p.state.listed, func(listed int) bool { return listed == id })
	p.changed()
}

// SetService changes a service. What was ordered keeps what it was ordered on.
func (p *SMMPanel) SetService(id int, change func(*SMMService)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.state.services[id]; s != nil {
		changed := *s
		change(&changed)
		changed.ID = id
		p.state.services[id] = &changed
		p.changed()
	}
}

// SetRate changes what a service costs from now on.
func (p *SMMPanel) SetRate(id int, rate string) {
	p.SetService(id, func(s *SMMService) { s.Rate = rate })
}

// Services gives all services, in the panel's order.
func (p *SMMPanel) Services() []SMMService {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := make([]SMMService, 0, len(p.state.listed))
	for _, id := range p.state.listed {
		all = append(all, *p.state.services[id])
	}
	return all
}
