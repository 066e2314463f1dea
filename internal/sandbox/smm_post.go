package sandbox

import (
	"fmt"
	"time"
)

// Post makes a subscription that is Active see a new post: an order of as
// much as it may be is made for it and charged. It ends when it had all its
// posts or its day is over, and pauses without the money.
func (p *SMMPanel) Post(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if o := p.state.orders[id]; o != nil && o.State == SMMActive {
		p.post(o)
		p.changed()
	}
}

func (p *SMMPanel) post(o *SMMOrder) {
	day, err := time.Parse("02/01/2006", o.Form.Get("expiry"))
	if err == nil && p.now().After(day.AddDate(0, 0, 1)) {
		p.enter(o, SMMExpired)
		return
	}
	cost, _ := o.service.cost(o.Quantity)
	account := p.state.keys[o.Key]
	if account == nil || !account.take(cost) {
		p.enter(o, SMMPaused)
		return
	}
	o.Posts++
	child := p.child(o, o.Quantity)
	child.Charge, child.Link = cost, fmt.Sprintf("https://picagram.example/%s/p/%d", o.Link, o.Posts)
	o.Orders = append(o.Orders, p.place(child))
	if limit := smmID(o.Form.Get("posts")); limit > 0 && o.Posts >= limit {
		p.enter(o, SMMCompleted)
	}
}
