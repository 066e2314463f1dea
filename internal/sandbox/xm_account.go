package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// XMAccount is a customer of the panel.
type XMAccount struct {
	UID                   int64
	Name, Email, Password string
	Balance               string // in US dollars
	TwoStep               string // the code that account/info wants; "" none
	Affiliate             string // with which it was registered
	Created               time.Time
}

// AddAccount puts an account into the panel, whose UID is given unless it has
// one.
func (p *XMPanel) AddAccount(a XMAccount) (uid int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	return p.admit(a).UID
}

// admit adds an account; mu is held.
func (p *XMPanel) admit(a XMAccount) *xmAccount {
	if a.UID == 0 {
		a.UID = xmNext(&p.state.last.account)
	}
	p.state.last.account = max(p.state.last.account, a.UID)
	if a.Name == "" {
		a.Name = fmt.Sprintf("user%d", a.UID)
	}
	if a.Balance == "" {
		a.Balance = "0.00"
	}
	if a.Created.IsZero() {
		a.Created = p.now()
	}
	added := &xmAccount{XMAccount: a}
	p.state.accounts[strings.ToLower(strings.TrimSpace(a.Email))] = added
	return added
}

// Account gives a copy of an account; false when there is none.
func (p *XMPanel) Account(email string) (XMAccount, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.state.account(email)
	if a == nil {
		return XMAccount{}, false
	}
	return a.XMAccount, true
}

// SetAccount changes an account in the way that its owner or the panel's
// would: its password, balance or two-step code.
func (p *XMPanel) SetAccount(email string, change func(*XMAccount)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a := p.state.account(email); a != nil {
		change(&a.XMAccount)
	}
	p.changed()
}

// DropAccount takes an account away, and nothing of what it had can be seen.
func (p *XMPanel) DropAccount(email string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.state.accounts, strings.ToLower(strings.TrimSpace(email)))
	p.changed()
}

// Accounts tells how many there are.
func (p *XMPanel) Accounts() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.state.accounts)
}
