package sandbox

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// onAccount does something with the reseller's account that the path names.
func (p *VPNPanel) onAccount(do func(vpnRequest, *VPNAccount) vpnReply) func(vpnRequest) vpnReply {
	return func(q vpnRequest) vpnReply {
		a := p.state.accounts[q.id]
		if a == nil || a.User != q.user.id {
			return p.foreign(a != nil)
		}
		return do(q, a)
	}
}

func (p *VPNPanel) checkUsername(q vpnRequest) vpnReply {
	body := vpnBody{}
	if q.query.Get("username") != "" {
		body["username"] = vpnJSON(q.query.Get("username"))
	}
	f := newVPNForm(body)
	p.username(f)
	if wrong := f.errors["username"]; len(wrong) > 0 {
		return vpnInvalid(wrong[0], f.errors)
	}
	return vpnReply{status: http.StatusOK, body: vpnObject{"message": "The username checking was successfully.", "code": http.StatusOK}}
}

func (p *VPNPanel) listAccounts(q vpnRequest) vpnReply {
	status, name := q.query.Get("status"), strings.ToLower(q.query.Get("username"))
	return p.accountPage(q, func(a *VPNAccount) bool {
		switch {
		case (status == "Active" || status == "Disabled") && p.quirks.status(a, q.now) != status:
			return false
		case name == "" || p.quirks.UsernameFilter == "":
			return true
		case p.quirks.UsernameFilter == VPNFilterPart:
			return strings.Contains(strings.ToLower(a.Username), name)
		default:
			return strings.ToLower(a.Username) == name
		}
	})
}

// accountPage lists those of the reseller's accounts that are wanted.
func (p *VPNPanel) accountPage(q vpnRequest, wanted func(*VPNAccount) bool) vpnReply {
	rows := []*VPNAccount{}
	for _, id := range slices.Sorted(maps.Keys(p.state.accounts)) {
		if a := p.state.accounts[id]; a.User == q.user.id && wanted(a) {
			rows = append(rows, a)
		}
	}
	if p.quirks.NewestFirst {
		slices.Reverse(rows)
	}
	return vpnPaged(p.quirks, q, rows, func(a *VPNAccount) vpnObject { return p.quirks.account(a, q.now) })
}

// createAccount makes an account that runs, renews itself and has paid for
// its first day: the API has no way to say when it ends (4.4).
func (p *VPNPanel) createAccount(q vpnRequest) vpnReply {
	f := newVPNForm(q.body)
	a := VPNAccount{User: q.user.id, Username: p.username(f), Password: f.text("password", 6, 50), Created: q.now, Updated: q.now}
	customer := p.customerOfAccount(f, q)
	if refused, wrong := f.refused(); wrong {
		return refused
	}
	if customer != nil {
		p.keepCustomer(customer)
		a.Customer = customer.ID
	}
	p.keepAccount(&a)
	p.resume(&a)
	p.state.actsOf(a.Username).Creates++
	reply := vpnChanged(p.quirks.account(&a, q.now))
	reply.status, reply.body["code"] = http.StatusCreated, http.StatusCreated
	return reply
}

// customerOfAccount reads whom a new account is for: a customer that is there,
// a new one, or nobody.
func (p *VPNPanel) customerOfAccount(f *vpnForm, q vpnRequest) *VPNCustomer {
	raw, ok := f.sent("customer")
	if !ok {
		return nil
	}
	body, ok := vpnNested(raw)
	if !ok {
		f.wrong("customer", "The %s must be an array.")
		return nil
	}
	nested := &vpnForm{body: body, prefix: "customer.", errors: f.errors}
	if _, known := nested.sent("customer_id"); !known {
		return p.newCustomer(nested, q.user)
	}
	c := p.state.customers[nested.number("customer_id")]
	if c == nil || c.User != q.user.id {
		nested.wrong("customer_id", "The selected %s is invalid.")
		return nil
	}
	return c
}

func (p *VPNPanel) showAccount(q vpnRequest, a *VPNAccount) vpnReply {
	return vpnRead(p.quirks.account(a, q.now))
}

func (p *VPNPanel) deleteAccount(_ vpnRequest, a *VPNAccount) vpnReply {
	p.drop(a.ID)
	p.state.actsOf(a.Username).Deletes++
	return vpnDone()
}
