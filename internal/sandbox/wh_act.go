package sandbox

import (
	"net/http"
	"slices"
	"time"
)

// whTurn is what a verb does to a service.
type whTurn struct {
	from []string // in which states it can be asked for
	to   string
	done string
}

func whVerbs() map[string]*whTurn {
	return map[string]*whTurn{
		"provision": {from: []string{"pending"}, to: "active", done: "provisioned"},
		"suspend":   {from: []string{"active"}, to: "suspended", done: "suspended"},
		"unsuspend": {from: []string{"suspended"}, to: "active", done: "unsuspended"},
		"terminate": {from: []string{"pending", "active", "suspended"}, to: "terminated", done: "terminated"},
	}
}

// act does a verb to a service.
func (p *WHPanel) act(q whRequest, row WHRow) whReply {
	turn := whVerbs()[q.verb]
	if refusal := p.turn(row, q.verb, q.now); refusal != "" {
		return p.refuse(http.StatusConflict, refusal)
	}
	p.recordAct(q, row, turn.done)
	if _, queued := p.state.due[row.ID()]; queued && q.verb == "provision" {
		return whDone(http.StatusAccepted, nil, "Provisioning queued")
	}
	data := p.identity(row).with("status", p.quirks.say(whText(row.Text("status"))))
	return whDone(http.StatusOK, data, "Service "+turn.done)
}

// turn does a verb to a service, or says why not; mu is held.
func (p *WHPanel) turn(row WHRow, verb string, now time.Time) whText {
	turn := whVerbs()[verb]
	_, queued := p.state.due[row.ID()]
	switch status := row.Text("status"); {
	case turn == nil || !row.Time("deleted_at").IsZero():
		return whCannot
	case status == turn.to || queued && verb == "provision":
		return whIsSo
	case !slices.Contains(turn.from, status):
		return whCannot
	}
	if verb != "provision" {
		delete(p.state.due, row.ID())
	} else if p.quirks.AsyncProvision > 0 {
		p.state.due[row.ID()] = now.Add(p.quirks.AsyncProvision)
		return ""
	}
	p.turned(row, turn, now)
	return ""
}

// turned puts a service into the state that a verb leads to.
func (p *WHPanel) turned(row WHRow, turn *whTurn, now time.Time) {
	row["status"], row["updated_at"] = turn.to, now.UTC()
	switch turn.done {
	case "suspended":
		row["suspended_at"] = now.UTC()
	case "unsuspended":
		delete(row, "suspended_at")
	case "terminated":
		row["terminated_at"] = now.UTC()
	}
	if turn.done == "provisioned" || turn.done == "suspended" {
		p.announce("service."+turn.done, row)
	}
}

// provisionDue has the services there that were to be by now; mu is held.
func (p *WHPanel) provisionDue(now time.Time) {
	for id, at := range p.state.due {
		if at.After(now) {
			continue
		}
		delete(p.state.due, id)
		if row := p.state.row(WHServices, id); row != nil && row.Text("status") == "pending" {
			p.turned(row, whVerbs()["provision"], now)
		}
	}
}

// activate gives what an invoice was paid for: a service begins, or is no
// longer suspended, and its next payment is due a period later.
func (p *WHPanel) activate(invoice WHRow, now time.Time) {
	row := p.state.row(WHServices, invoice.Number("service_id"))
	if row == nil {
		return
	}
	from := row.Time("next_due_date")
	if row.Text("status") == "pending" || from.IsZero() {
		from = now
	}
	switch row.Text("status") {
	case "pending":
		p.turn(row, "provision", now)
	case "suspended":
		p.turn(row, "unsuspend", now)
	}
	row["next_due_date"] = whNextDue(from, row.Text("billing_cycle"))
}

// Do has the panel's owner provision, suspend, unsuspend or terminate a
// service. It tells whether that could be.
func (p *WHPanel) Do(service int64, verb string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	row := p.state.row(WHServices, service)
	return row != nil && p.turn(row, verb, p.now()) == ""
}
