package sandbox

// Advance moves an order into each of the states, and gives back the money of
// one that ends Canceled (all of it) or Partial (of what remains, which is
// half unless it is known). With no state it goes one step on: Pending,
// Processing, In progress, half of it delivered, Completed. One whose cancel
// was asked for ends Canceled if nothing was delivered, else Partial; a
// drip-feed begins its next run; a subscription sees a post.
func (p *SMMPanel) Advance(id int, states ...SMMState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := p.state.orders[id]
	if o == nil {
		return
	}
	for _, state := range states {
		p.enter(o, state)
	}
	if len(states) == 0 {
		p.step(o)
	}
	p.changed()
}

// enter moves an order into a state, with what belongs to it.
func (p *SMMPanel) enter(o *SMMOrder, state SMMState) {
	owed := o.Charge.Zero()
	switch state {
	case SMMInProgress:
		o.begin()
	case SMMCompleted:
		o.begin()
		o.Remains = min(o.Remains, 0)
	case SMMPartial:
		o.begin()
		if o.Remains <= 0 || o.Remains >= o.Quantity {
			o.Remains = max(o.Quantity/2, 1)
		}
		owed = smmShare(o.Charge, o.Remains, o.Quantity)
	case SMMCanceled, SMMRefunded:
		o.Remains = o.Quantity
		owed = o.Charge
	}
	if back, err := owed.Sub(o.Refunded); err == nil && back.IsPos() {
		p.state.keys[o.Key].give(back)
		o.Refunded = owed
	}
	o.State = state
	if state.final() {
		o.Finished = p.now()
	}
	p.state.index(o)
}

// begin makes the start count known.
func (o *SMMOrder) begin() {
	if !o.Begun {
		o.Begun, o.StartCount = true, 100+o.ID*37%9000
	}
}

// step moves an order on by itself.
func (p *SMMPanel) step(o *SMMOrder) {
	switch {
	case o.State.final():
	case o.CancelAsked && (o.Remains >= o.Quantity || o.service.subscribes()):
		p.enter(o, SMMCanceled)
	case o.CancelAsked:
		p.enter(o, SMMPartial)
	case o.State == SMMActive:
		p.post(o)
	case o.State == SMMPending && o.Runs == 0:
		p.enter(o, SMMProcessing)
	case o.State == SMMPending, o.State == SMMProcessing:
		p.enter(o, SMMInProgress)
	case o.State != SMMInProgress: // somebody waits for somebody
	case o.Runs > 0:
		p.run(o)
	case o.Remains > o.Quantity/2 && o.Quantity > 1:
		o.Remains = o.Quantity / 2
	default:
		p.enter(o, SMMCompleted)
	}
}

// run begins the next run of a drip-feed, which is paid already.
func (p *SMMPanel) run(o *SMMOrder) {
	each := o.Quantity / o.Runs
	child := p.child(o, each)
	child.Charge = smmShare(o.Charge, 1, o.Runs)
	o.Orders = append(o.Orders, p.place(child))
	if o.Remains -= each; len(o.Orders) == o.Runs {
		p.enter(o, SMMCompleted)
	}
}

func (p *SMMPanel) child(o *SMMOrder, quantity int) SMMOrder {
	return SMMOrder{
		Parent: o.ID, Key: o.Key, Service: o.Service, Link: o.Link, Quantity: quantity, Remains: quantity,
		State: SMMPending, service: o.service,
	}
}
