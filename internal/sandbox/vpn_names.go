package sandbox

import (
	"net/http"
	"strings"
)

// The statuses that only the validation of accounts has.
const (
	vpnNoSuchName    = 460
	vpnWrongPassword = 461
)

// validate tells whether a name and a password belong together. The account
// in the documented path must be the one of that name.
func (p *VPNPanel) validate(q vpnRequest) vpnReply {
	bare := q.id == 0
	if p.quirks.Validate == VPNValidateBare && !bare || p.quirks.Validate == VPNValidateAccount && bare {
		return vpnNotFound()
	}
	f := newVPNForm(q.body)
	name, password := f.text("username", 1, 50), f.text("password", 1, 50)
	if refused, wrong := f.refused(); wrong {
		return refused
	}
	a := p.state.named[strings.ToLower(name)]
	switch {
	case a == nil || a.User != q.user.id || !bare && a.ID != q.id:
		return vpnError(vpnNoSuchName, "Username has not been found.")
	case a.Password != password:
		return vpnError(vpnWrongPassword, "Username has not been validated.")
	}
	return vpnReply{status: http.StatusOK, body: vpnObject{
		"id": a.ID, "success": true, "message": "Username has been successfully validated.", "code": http.StatusOK,
	}}
}

// onNamed does something with the reseller's account that the body names.
func (p *VPNPanel) onNamed(do func(vpnRequest, *VPNAccount) vpnReply) func(vpnRequest) vpnReply {
	return func(q vpnRequest) vpnReply {
		f := newVPNForm(q.body)
		name := f.text("username", 1, 50)
		if refused, wrong := f.refused(); wrong {
			return refused
		}
		a := p.state.named[strings.ToLower(name)]
		switch {
		case a == nil || a.User != q.user.id:
			return p.foreign(a != nil)
		case p.quirks.BasicNames && a != q.account:
			return vpnForbidden()
		}
		return do(q, a)
	}
}

// showNamed shows an account to its own customer.
func (p *VPNPanel) showNamed(q vpnRequest) vpnReply {
	name := q.query.Get("username")
	switch {
	case name == "":
		return vpnInvalid("The given data was invalid.", map[string][]string{"username": {"The username field is required."}})
	case !strings.EqualFold(name, q.account.Username):
		return vpnForbidden()
	}
	return vpnRead(p.quirks.account(q.account, q.now))
}
