package sandbox

import (
	"maps"
	"strings"
)

// XMPlan is what the panel calls a package.
type XMPlan struct {
	ID         int64
	Name, Text string
	TopUp      bool // traffic for a service
	Traffic    int  // GB; 0 is without a limit
	Devices    int  // 0 is without a limit
	Speed      int  // Mb/s
	Group      string
	Resets     bool // every month
	Counted    bool // Stock tells how many are left
	Stock      int
	Prices     map[string]string // by month, quater, semiannual, annual or topup_traffic; in US dollars
	Sort       int
	Off        bool // not offered any more
}

// AddPlan puts a plan into the panel, which gets an ID unless it has one.
func (p *XMPanel) AddPlan(plan XMPlan) (id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if plan.ID == 0 {
		plan.ID = xmNext(&p.state.last.plan)
	}
	p.state.last.plan = max(p.state.last.plan, plan.ID)
	if plan.Speed == 0 {
		plan.Speed = 100
	}
	if plan.Group == "" {
		plan.Group = "VIP"
	}
	plan.Prices = maps.Clone(plan.Prices)
	if p.state.plans[plan.ID] == nil {
		p.state.listed = append(p.state.listed, plan.ID)
	}
	p.state.plans[plan.ID] = &plan
	p.changed()
	return plan.ID
}

// Plan gives a copy of a plan; false when there is none.
func (p *XMPanel) Plan(id int64) (XMPlan, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	plan := p.state.plans[id]
	if plan == nil {
		return XMPlan{}, false
	}
	copied := *plan
	copied.Prices = maps.Clone(plan.Prices)
	return copied, true
}

// SetPlan changes a plan: its stock, its price, whether it is offered.
func (p *XMPanel) SetPlan(id int64, change func(*XMPlan)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if plan := p.state.plans[id]; plan != nil {
		change(plan)
	}
	p.changed()
}

// AddCoupon makes a code take so many percent off a new service.
func (p *XMPanel) AddCoupon(code string, percent int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.coupons[strings.ToLower(code)] = percent
}
