package sandbox

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// servexCallsKept bounds the record of calls; a demo may run for days.
const servexCallsKept = 50_000

// ServexCall is one request that reached the panel.
type ServexCall struct {
	Method, Path string // Path without /api
	Query, Body  string
	Key          string
	At           time.Time
	Applied      bool // it changed the panel
}

type servexKey struct {
	admin bool
	owner int64
}

type servexState struct {
	keys       map[string]servexKey
	clients    map[int64]*ServexClient
	resellers  map[int64]*ServexReseller
	categories map[int64]*ServexCategory
	creates    map[string]int // by lower-case username
	renewals   map[int64]int
	servers    map[string]ServexServer
	strangers  map[string]bool // online, by lower-case username: who is no client here
	tokens     map[string]servexToken
	named      map[string]int64 // clients by lower-case username, see keep and clientNamed
	issued     int              // tokens, ever
	last       int64            // the last id given
}

func newServexState() servexState {
	return servexState{
		keys:       map[string]servexKey{},
		clients:    map[int64]*ServexClient{},
		resellers:  map[int64]*ServexReseller{},
		categories: map[int64]*ServexCategory{},
		creates:    map[string]int{},
		renewals:   map[int64]int{},
		servers:    map[string]ServexServer{},
		strangers:  map[string]bool{},
		tokens:     map[string]servexToken{},
		named:      map[string]int64{},
		last:       1000,
	}
}

func (s *servexState) next() int64 { s.last++; return s.last }

// keep puts a client where it is found by id and by name.
func (s *servexState) keep(c *ServexClient) {
	s.clients[c.ID] = c
	s.named[strings.ToLower(c.Username)] = c.ID
}

// AddKey lets a key in. It acts for ownerID, whose clients are its own; an
// admin key reaches those of others too.
func (p *ServexPanel) AddKey(key string, admin bool, ownerID int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.keys[key] = servexKey{admin: admin, owner: ownerID}
}

// RevokeKey makes a key wrong.
func (p *ServexPanel) RevokeKey(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.state.keys, key)
}

// AddCategory adds a category and gives its id; zero validUntil means no end.
func (p *ServexPanel) AddCategory(name string, validUntil time.Time) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := p.state.next()
	p.state.categories[id] = &ServexCategory{ID: id, Name: name, ValidUntil: validUntil}
	p.changed()
	return id
}

// AddClient adds a client and gives its id, a new one unless c has one. An
// empty kind means "user", a zero limit 1, a zero expiry in 30 days.
func (p *ServexPanel) AddClient(c ServexClient) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c.ID == 0 {
		c.ID = p.state.next()
	}
	if c.Kind == "" {
		c.Kind = "user"
	}
	if c.Limit == 0 {
		c.Limit = 1
	}
	if c.Expires.IsZero() {
		c.Expires = p.now().AddDate(0, 0, 30)
	}
	if c.Created.IsZero() {
		c.Created, c.Updated = p.now(), p.now()
	}
	p.state.last = max(p.state.last, c.ID)
	p.state.keep(&c)
	p.changed()
	return c.ID
}

// AddReseller adds a reseller and gives its id, a new one unless r has one.
func (p *ServexPanel) AddReseller(r ServexReseller) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.ID == 0 {
		r.ID = p.state.next()
	}
	p.state.last = max(p.state.last, r.ID)
	p.state.resellers[r.ID] = &r
	p.changed()
	return r.ID
}

// Clients gives copies of all clients, by id.
func (p *ServexPanel) Clients() []ServexClient { return servexCopies(p, p.state.clients) }

// Resellers gives copies of all resellers, by id.
func (p *ServexPanel) Resellers() []ServexReseller { return servexCopies(p, p.state.resellers) }

// Categories gives copies of all categories, by id.
func (p *ServexPanel) Categories() []ServexCategory { return servexCopies(p, p.state.categories) }

func servexCopies[T any](p *ServexPanel, from map[int64]*T) []T {
	p.mu.Lock()
	defer p.mu.Unlock()
	copies := make([]T, 0, len(from))
	for _, id := range slices.Sorted(maps.Keys(from)) {
		copies = append(copies, *from[id])
	}
	return copies
}

// Calls gives copies of the last calls, in the order they arrived.
func (p *ServexPanel) Calls() []ServexCall {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.calls)
}

// Creates counts how often a client of that name was created over the API.
func (p *ServexPanel) Creates(username string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state.creates[strings.ToLower(username)]
}

// Renewals counts how often a client was renewed over the API.
func (p *ServexPanel) Renewals(id int64) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state.renewals[id]
}

// recorded keeps a call; mu is held.
func (p *ServexPanel) recorded(call ServexCall) {
	if len(p.calls) >= servexCallsKept {
		p.calls = slices.Delete(p.calls, 0, servexCallsKept/2)
	}
	p.calls = append(p.calls, call)
	p.changed()
}
