package sandbox

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/govalues/decimal"
)

// vpnUser is a reseller, who owns accounts, customers and projects.
type vpnUser struct {
	id      int64
	balance decimal.Decimal
}

type vpnState struct {
	daily     decimal.Decimal
	keys      map[string]*vpnUser
	users     map[int64]*vpnUser
	accounts  map[int64]*VPNAccount
	named     map[string]*VPNAccount // by lower-case username
	acts      map[string]*VPNActs    // the same
	servers   map[int64]*VPNServer
	vless     map[int64]*VPNServer
	ports     map[int64]*VPNPort
	customers map[int64]*VPNCustomer
	projects  map[int64]*VPNProject
	last      struct{ user, account, server, vless, port, customer, project, address int64 }
	bill      time.Time // when the next account is due; zero: look
}

func newVPNState(daily string) vpnState {
	s := vpnState{
		daily:     smmDecimal(daily),
		keys:      map[string]*vpnUser{},
		users:     map[int64]*vpnUser{},
		accounts:  map[int64]*VPNAccount{},
		named:     map[string]*VPNAccount{},
		acts:      map[string]*VPNActs{},
		servers:   map[int64]*VPNServer{},
		vless:     map[int64]*VPNServer{},
		ports:     map[int64]*VPNPort{},
		customers: map[int64]*VPNCustomer{},
		projects:  map[int64]*VPNProject{},
	}
	s.last.user, s.last.account = 3594, 1000
	return s
}

func vpnNext(last *int64) int64 { *last++; return *last }

func (s *vpnState) actsOf(username string) *VPNActs {
	name := strings.ToLower(username)
	acts := s.acts[name]
	if acts == nil {
		acts = new(VPNActs)
		s.acts[name] = acts
	}
	return acts
}

// AddKey lets in the key of a new reseller with that balance, whose id it
// gives.
func (p *VPNPanel) AddKey(key, balance string) (user int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	u := &vpnUser{id: vpnNext(&p.state.last.user), balance: smmDecimal(balance)}
	p.state.users[u.id], p.state.keys[key] = u, u
	p.changed()
	return u.id
}

// ReplaceKey makes a key wrong and lets another one in for the same reseller.
func (p *VPNPanel) ReplaceKey(key, by string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if u := p.state.keys[key]; u != nil {
		delete(p.state.keys, key)
		p.state.keys[by] = u
	}
	p.changed()
}

// RevokeKey makes a key wrong. What its reseller has goes on, and costs.
func (p *VPNPanel) RevokeKey(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.state.keys, key)
	p.changed()
}

// SetBalance gives a key's reseller that balance, after the days so far were
// paid for.
func (p *VPNPanel) SetBalance(key, balance string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.billDue(p.now())
	if u := p.state.keys[key]; u != nil {
		u.balance = smmDecimal(balance)
	}
	p.changed()
}

// Balance is what a key's reseller has now, to the last digit; "" of an
// unknown key.
func (p *VPNPanel) Balance(key string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.billDue(p.now())
	if u := p.state.keys[key]; u != nil {
		return u.balance.String()
	}
	return ""
}

// vpnCopies gives copies of what is kept, by id; mu is held.
func vpnCopies[T any](from map[int64]*T) []T {
	copies := make([]T, 0, len(from))
	for _, id := range slices.Sorted(maps.Keys(from)) {
		copies = append(copies, *from[id])
	}
	return copies
}
