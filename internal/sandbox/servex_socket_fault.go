package sandbox

import (
	"slices"
	"strings"
)

// WSURL is what /ws/… stands below; "" before Start.
func (p *ServexPanel) WSURL() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.address == "" {
		return ""
	}
	return "ws://" + p.address
}

// Sockets counts the open sockets, without the frozen ones.
func (p *ServexPanel) Sockets() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.sockets.open)
}

// Dials counts how often a socket was asked for, and opened or refused.
func (p *ServexPanel) Dials() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sockets.dials
}

// Listening counts the sockets that have a client in their filter.
func (p *ServexPanel) Listening(username string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.sockets.listeners[strings.ToLower(username)])
}

// Filters gives the filter of every open user-status socket, the oldest first.
func (p *ServexPanel) Filters() [][]string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var filters [][]string
	for _, s := range p.sockets.first(0) {
		if s.feed == servexUserFeed {
			filters = append(filters, slices.Clone(s.filter))
		}
	}
	return filters
}

// DropSockets ends at most n sockets (0: all, the frozen ones too) abruptly,
// and tells how many.
func (p *ServexPanel) DropSockets(n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	chosen := p.sockets.first(n)
	if n == 0 {
		chosen = p.sockets.all()
	}
	for _, s := range chosen {
		s.drop()
	}
	return len(chosen)
}

// FreezeSockets leaves at most n sockets (0: all) half-open, and tells how
// many: nothing is read from them, nothing said to them, no ping answered,
// until DropSockets(0) or Close.
func (p *ServexPanel) FreezeSockets(n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	chosen := p.sockets.first(n)
	for _, s := range chosen {
		close(s.frozen)
		p.sockets.remove(s)
		p.sockets.frozen[s.id] = s
	}
	p.changed()
	return len(chosen)
}

// GarbageSockets says nonsense to at most n sockets (0: all), and tells how
// many: the given kinds, or all those that a patient listener survives.
func (p *ServexPanel) GarbageSockets(n int, kinds ...ServexGarbage) int {
	if len(kinds) == 0 {
		kinds = []ServexGarbage{ServexBrokenJSON, ServexBinary, ServexWrongShape}
	}
	var nonsense []servexMessage
	for _, kind := range kinds {
		nonsense = append(nonsense, kind.messages()...)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	chosen := p.sockets.first(n)
	for _, s := range chosen {
		s.push(nonsense...)
	}
	return len(chosen)
}

// RefuseSockets answers every handshake with 503 while it is true.
func (p *ServexPanel) RefuseSockets(refuse bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sockets.refuse = refuse
}
