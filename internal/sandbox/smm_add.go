package sandbox

import (
	"net/url"
	"slices"
	"strconv"
)

// add places an order: everything is checked before anything is taken.
func (p *SMMPanel) add(q smmRequest) smmReply {
	service := p.state.services[smmID(q.form.Get("service"))]
	if service == nil {
		return p.refuse(smmBadService)
	}
	steps := p.steps(service)
	if steps == nil {
		return p.refuse(smmBadRequest)
	}
	draft := &smmDraft{service: service, quirks: p.quirks, now: p.now(), form: q.form}
	for _, step := range steps {
		if refused := step(draft); refused.text != "" {
			return p.refuse(refused.text, refused.n)
		}
	}
	if p.taken(q.key, smmLink{service.ID, draft.link}) {
		return p.refuse(smmSameLink)
	}
	cost, ok := service.cost(draft.quantity)
	if !ok {
		return p.refuse(smmBadService)
	}
	order := SMMOrder{
		Key: q.key, Service: service.ID, Form: smmWithout(q.form, "action"), Link: draft.link, Quantity: draft.quantity,
		Charge: cost, State: SMMPending, Remains: draft.quantity, Runs: draft.runs, service: service,
	}
	if service.subscribes() { // each post is paid when it comes
		order.State, order.Charge = SMMActive, smmDecimal("0")
		if q.account.balance.Less(cost) {
			return p.refuse(smmNoFunds)
		}
	} else if !q.account.take(cost) {
		return p.refuse(smmNoFunds)
	}
	return p.made(smmObject{"order": p.quirks.id(p.place(order))})
}

// place numbers and keeps an order.
func (p *SMMPanel) place(o SMMOrder) int {
	p.state.orderID++
	o.ID, o.Added = p.state.orderID, p.now()
	p.state.index(&o)
	return o.ID
}

// taken tells whether a running order stands in the way.
func (p *SMMPanel) taken(key string, at smmLink) bool {
	if p.quirks.Links == "" {
		return false
	}
	running := slices.DeleteFunc(p.state.onLink[at], func(id int) bool { return !p.state.open[id] })
	p.state.onLink[at] = running
	return slices.ContainsFunc(running, func(id int) bool {
		return p.quirks.Links == SMMLinksAnyone || p.state.orders[id].Key == key
	})
}

// smmID reads an id; 0 is nobody's.
func smmID(text string) int {
	id, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return id
}

func smmWithout(form url.Values, name string) url.Values {
	rest := url.Values{}
	for n, values := range form {
		if n != name {
			rest[n] = values
		}
	}
	return rest
}
