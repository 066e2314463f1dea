package sandbox

import (
	"cmp"
	"strconv"
	"time"
)

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
	return smmCopies(p.state.refills)
}

// AdvanceRefill moves a refill into each of the states; with none, one step
// on: Pending, In progress, Completed.
func (p *SMMPanel) AdvanceRefill(id int, states ...SMMState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.state.refills[id]
	if r == nil {
		return
	}
	if len(states) == 0 {
		r.step()
	}
	for _, state := range states {
		r.State = state
	}
	p.changed()
}

func (r *SMMRefill) step() {
	switch r.State {
	case SMMPending:
		r.State = SMMInProgress
	case SMMInProgress:
		r.State = SMMCompleted
	}
}

// refill asks for refills of one order or many.
func (p *SMMPanel) refill(q smmRequest) smmReply {
	if !q.form.Has("orders") {
		refill, refused := p.refillOf(q, q.form.Get("order"))
		if refill == nil {
			return p.refuse(refused)
		}
		body := smmObject{}
		body.put("refill", p.quirks.RefillIDs, SMMString, strconv.Itoa(refill.ID))
		return p.made(body)
	}
	ids, ok := smmSplit(q.form.Get("orders"))
	if !ok || p.quirks.SingleRefills {
		return p.refuse(smmBadRequest)
	}
	rows := p.rows("order", "refill")
	applied := false
	for _, id := range ids {
		refill, refused := p.refillOf(q, id)
		if refill == nil {
			rows.refuse(id, refused)
			continue
		}
		row := smmObject{}
		row.put("refill", p.quirks.RefillIDs, SMMNumber, strconv.Itoa(refill.ID))
		rows.add(id, row["refill"])
		applied = true
	}
	return smmReply{status: 200, body: rows.body(), applied: applied}
}

// refillOf begins the refill of an order, or says why not.
func (p *SMMPanel) refillOf(q smmRequest, order string) (*SMMRefill, smmText) {
	o, now := p.orderOf(q, order), p.now()
	switch {
	case o == nil:
		return nil, smmBadOrder
	case !o.service.Refill:
		return nil, smmNoRefill
	case o.State != SMMCompleted:
		return nil, smmNotCompleted
	case now.Sub(o.Finished) < p.options.RefillAfter || now.Sub(o.Refilled) < p.options.RefillAfter:
		return nil, smmTooSoon
	}
	p.state.refillID++
	o.Refilled = now
	r := &SMMRefill{ID: p.state.refillID, Order: o.ID, Key: q.key, State: SMMPending, Added: now}
	p.state.refills[r.ID] = r
	return r, ""
}

// refillStatus tells about one refill or many.
func (p *SMMPanel) refillStatus(q smmRequest) smmReply {
	find := func(id string) *SMMRefill {
		if r := p.state.refills[smmID(id)]; r != nil && r.Key == q.key {
			return r
		}
		return nil
	}
	if !q.form.Has("refills") {
		r := find(q.form.Get("refill"))
		if r == nil {
			return p.refuse(smmBadRefill)
		}
		return smmRead(smmObject{"status": cmp.Or(p.quirks.Words[r.State], string(r.State))})
	}
	ids, ok := smmSplit(q.form.Get("refills"))
	if !ok || p.quirks.SingleRefills {
		return p.refuse(smmBadRequest)
	}
	rows := p.rows("refill", "status")
	for _, id := range ids {
		if r := find(id); r != nil {
			rows.add(id, cmp.Or(p.quirks.Words[r.State], string(r.State)))
		} else {
			rows.refuse(id, smmBadRefill)
		}
	}
	return smmRead(rows.body())
}
