package sandbox

import (
	"slices"
	"time"
)

const xmByteGB = 1 << 30

// deliver gives what an invoice was paid for; mu is held.
func (p *XMPanel) deliver(i *XMInvoice, now time.Time) {
	i.Delivered = true
	plan := p.state.plans[i.Plan]
	s := p.state.services[i.Service]
	switch {
	case plan == nil:
	case i.Service == 0:
		p.install(XMService{
			Email: i.Email, Plan: i.Plan, Paid: now, Expires: now.AddDate(0, 0, xmDays(i.Billing)*i.Quantity), Billing: i.Billing, Amount: i.Amount,
		})
	case s == nil: // taken away meanwhile
	case plan.TopUp:
		if s.Traffic >= 0 {
			s.Traffic += int64(plan.Traffic) * int64(i.Quantity) * xmByteGB
		}
	default:
		from := s.Expires
		if from.Before(now) {
			from = now
		}
		s.Expires, s.Paid, s.Used, s.Amount = from.AddDate(0, 0, xmDays(i.Billing)*i.Quantity), now, 0, i.Amount
	}
}

// deliverDue gives an account what was to come by now; mu is held.
func (p *XMPanel) deliverDue(a *xmAccount, now time.Time) {
	a.coming = slices.DeleteFunc(a.coming, func(i *XMInvoice) bool {
		if !i.Delivered && i.due.After(now) {
			return false
		}
		if !i.Delivered {
			p.deliver(i, now)
		}
		return true
	})
}

// install adds a service, with what it lacks; mu is held.
func (p *XMPanel) install(s XMService) *XMService {
	if s.ID == 0 {
		s.ID = xmNext(&p.state.last.service)
	}
	p.state.last.service = max(p.state.last.service, s.ID)
	if s.Paid.IsZero() {
		s.Paid = p.now()
	}
	if s.Billing == "" {
		s.Billing = "month"
	}
	if s.Expires.IsZero() {
		s.Expires = s.Paid.AddDate(0, 0, xmDays(s.Billing))
	}
	if plan := p.state.plans[s.Plan]; plan != nil {
		s.fill(plan)
	}
	if s.UUID == "" {
		s.UUID = xmUUID(s.ID)
	}
	if s.Link == "" {
		s.Link = p.options.Site + "/link/" + p.secret("service", s.ID, 32)
	}
	p.state.services[s.ID] = &s
	if a := p.state.account(s.Email); a != nil {
		a.services = append(a.services, &s)
	}
	return &s
}

// fill takes from its plan what a service lacks.
func (s *XMService) fill(plan *XMPlan) {
	if s.Devices == 0 {
		s.Devices = plan.Devices
	}
	if s.Amount == "" {
		s.Amount = xmDecimal(plan.Prices[s.Billing]).String()
	}
	switch {
	case s.Traffic != 0:
	case plan.Traffic == 0:
		s.Traffic = -1
	default:
		s.Traffic = int64(plan.Traffic) * xmByteGB
	}
}
