package dialog

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/storage"
)

// overtakeEvery is how often it is looked whether the person went on.
const overtakeEvery = 200 * time.Millisecond

// errOvertaken ends what only reads for a person who went on.
var errOvertaken = errors.New("the person went on")

// patience lets what a person says next end what only reads: it is not waited
// for. From the first act on, or the first thing to write, nothing ends it.
type patience struct {
	cancel context.CancelFunc

	mu         sync.Mutex
	held, over bool
}

// hold has the input come to its end, unless it was overtaken already.
func (p *patience) hold() bool {
	if p == nil {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = p.held || !p.over
	return p.held
}

// overtake ends what is read, unless it is held.
func (p *patience) overtake() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.held {
		p.over = true
		p.cancel()
	}
}

// ends tells whether the person may still end it.
func (p *patience) ends() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.held
}

func (p *patience) overtaken() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.over
}

// wentOn tells whether the person typed a command of ours since, or tapped what
// leads to the menu: whatever is read for them now, they want it no more.
func (d *Driver) wentOn(in chat.Input) bool {
	if d.Next == nil {
		return false
	}
	return slices.ContainsFunc(d.Next(in), func(next chat.Input) bool {
		if next.Kind == chat.Tapped {
			p, err := readData(next.Data)
			return err == nil && p.target == menu && p.person == in.Person.ID && next.Data != in.Data
		}
		return next.Kind == chat.Said && next.Command != "" && d.ours(next.Command)
	})
}

// stopped ends an input that was overtaken, as if nobody had said it. Of an answer
// the next screen says so.
func (d *Driver) stopped(v *visit, before storage.Conversation) result {
	v.conv, v.also, v.notes, v.toast = before, nil, nil, chat.Text{}
	p, err := readData(v.Input.Data)
	answered := v.Input.Command == "" && (v.Input.Kind != chat.Tapped || err == nil && p.target == "")
	if v.alive && answered && !d.home(v) {
		before.Stopped = true
		v.Also(func(tx *storage.Tx) error { return tx.SaveConversation(before) })
	}
	return d.nothing(v)
}
