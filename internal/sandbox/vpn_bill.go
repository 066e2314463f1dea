package sandbox

import (
	"maps"
	"slices"
	"time"

	"github.com/govalues/decimal"
)

const vpnDay = 24 * time.Hour

// Bill takes the price of every day that began since the last time, as each
// call does too. A running account costs a day's price when it is made and
// every 24 hours from then on, until its expiry; without one, for ever. A day
// that the balance does not suffice for is not paid later.
func (p *VPNPanel) Bill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.billDue(p.now())
	p.changed()
}

// billDue charges what is due at that time, day by day, so that a balance
// that does not suffice for all ends for all of them on the same day; mu is
// held.
func (p *VPNPanel) billDue(now time.Time) {
	if p.state.bill.After(now) {
		return
	}
	ids := slices.Sorted(maps.Keys(p.state.accounts))
	for charged := true; charged; {
		charged, p.state.bill = false, now.Add(vpnDay)
		for _, id := range ids {
			if p.billDay(p.state.accounts[id], now) {
				charged = true
			}
		}
	}
}

// billDay charges an account for one day, and tells whether one was due.
func (p *VPNPanel) billDay(a *VPNAccount, now time.Time) bool {
	if !p.quirks.costs(a) {
		return false
	}
	due := !a.paid.After(now)
	if due {
		a.paid = a.paid.Add(vpnDay)
		if p.state.users[a.User].take(p.state.daily) {
			p.state.actsOf(a.Username).Days++
		}
	}
	if a.paid.Before(p.state.bill) {
		p.state.bill = a.paid
	}
	return due
}

// costs tells whether an account runs on after what is paid.
func (q VPNQuirks) costs(a *VPNAccount) bool {
	return (!a.Disabled || q.BillsDisabled) && (a.Expires.IsZero() || a.paid.Before(a.Expires))
}

// resume begins to bill an account that is new or stood still, from now on.
func (p *VPNPanel) resume(a *VPNAccount) {
	now := p.now()
	if a.paid.Before(now) {
		a.paid = now
	}
	p.billDay(a, now)
}

// broke tells whether the balance is below a day's price.
func (p *VPNPanel) broke(u *vpnUser) bool { return u.balance.Less(p.state.daily) }

// take charges a reseller, and tells whether it could; one that is not there
// pays nothing.
func (u *vpnUser) take(amount decimal.Decimal) bool {
	if u == nil {
		return false
	}
	left, err := u.balance.Sub(amount)
	if err != nil || left.IsNeg() {
		return false
	}
	u.balance = smmTidy(left)
	return true
}
