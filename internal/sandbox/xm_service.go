package sandbox

import (
	"strings"
	"time"
)

// XMService is what a customer has, and the bot calls a subscription.
type XMService struct {
	ID                   int64
	Email                string
	Plan                 int64
	Paid, Expires        time.Time
	Billing              string // month, quater, semiannual, annual
	Amount               string // of its last invoice, in US dollars
	Online, Devices      int
	Traffic, Used, Today int64  // bytes; Traffic -1 is without a limit
	UUID                 string // in every server's address
	Link                 string
	Off                  bool // stopped by the panel's owner
}

// AddService gives an account a service of a plan, which gets an ID unless it
// has one and what it lacks by its plan.
func (p *XMPanel) AddService(s XMService) (id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	return p.install(s).ID
}

// Services gives copies of an account's services, oldest first, after what is
// due was delivered.
func (p *XMPanel) Services(email string) []XMService {
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.state.account(email)
	if a == nil {
		return nil
	}
	p.deliverDue(a, p.now())
	copies := make([]XMService, 0, len(a.services))
	for _, s := range a.services {
		copies = append(copies, *s)
	}
	return copies
}

// SetService changes a service: what is used of it, when it ends.
func (p *XMPanel) SetService(id int64, change func(*XMService)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.state.services[id]; s != nil {
		change(s)
	}
	p.changed()
}

// DropService takes a service away.
func (p *XMPanel) DropService(id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state.services[id]
	if s == nil {
		return
	}
	delete(p.state.services, id)
	if a := p.state.account(s.Email); a != nil {
		for i, kept := range a.services {
			if kept == s {
				a.services = append(a.services[:i:i], a.services[i+1:]...)
				break
			}
		}
	}
	p.changed()
}

// owned gives the service of an account; nil when it has no such.
func (p *XMPanel) owned(a *xmAccount, id int64) *XMService {
	s := p.state.services[id]
	if s == nil || !strings.EqualFold(s.Email, a.Email) {
		return nil
	}
	return s
}
