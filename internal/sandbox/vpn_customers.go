package sandbox

import (
	"maps"
	"slices"
	"strings"
)

func (c *VPNCustomer) object() vpnObject {
	return vpnObject{
		"id": c.ID, "first_name": c.FirstName, "last_name": c.LastName, "email": c.Email, "user_id": c.User, "project_id": c.Project,
	}
}

// onCustomer does something with the reseller's customer that the path names.
func (p *VPNPanel) onCustomer(do func(vpnRequest, *VPNCustomer) vpnReply) func(vpnRequest) vpnReply {
	return func(q vpnRequest) vpnReply {
		c := p.state.customers[q.id]
		if c == nil || c.User != q.user.id {
			return p.foreign(c != nil)
		}
		return do(q, c)
	}
}

func (p *VPNPanel) listCustomers(q vpnRequest) vpnReply {
	return p.customerPage(q, func(*VPNCustomer) bool { return true })
}

func (p *VPNPanel) customerPage(q vpnRequest, wanted func(*VPNCustomer) bool) vpnReply {
	rows := []*VPNCustomer{}
	for _, id := range slices.Sorted(maps.Keys(p.state.customers)) {
		if c := p.state.customers[id]; c.User == q.user.id && wanted(c) {
			rows = append(rows, c)
		}
	}
	return vpnPaged(p.quirks, q, rows, (*VPNCustomer).object)
}

func (p *VPNPanel) createCustomer(q vpnRequest) vpnReply {
	if p.quirks.misplaced(q) {
		return vpnNotAllowed()
	}
	f := newVPNForm(q.body)
	c := p.newCustomer(f, q.user)
	if refused, wrong := f.refusedEmail(); wrong {
		return refused
	}
	p.keepCustomer(c)
	return vpnChanged(c.object())
}

// newCustomer reads a customer that is not there yet, in a project of the
// reseller's.
func (p *VPNPanel) newCustomer(f *vpnForm, u *vpnUser) *VPNCustomer {
	c := &VPNCustomer{User: u.id, FirstName: f.text("first_name", 1, 255), LastName: f.text("last_name", 1, 255)}
	c.Email = p.email(f, c)
	c.Project = f.number("project_id")
	if project := p.state.projects[c.Project]; c.Project != 0 && (project == nil || project.User != u.id) {
		f.wrong("project_id", "The selected %s is invalid.")
	}
	return c
}

// email reads an address that no other customer of the reseller has.
func (p *VPNPanel) email(f *vpnForm, of *VPNCustomer) string {
	email := f.text("email", 1, 255)
	if at := strings.Index(email, "@"); email != "" && (at < 1 || at == len(email)-1 || strings.ContainsAny(email, " \t\n")) {
		f.wrong("email", "The %s must be a valid email address.")
	}
	for _, c := range p.state.customers {
		if c.ID != of.ID && c.User == of.User && email != "" && strings.EqualFold(c.Email, email) {
			f.wrong("email", "The %s has already been taken.")
		}
	}
	return email
}

// refusedEmail is refused, with the documented words for an address that is
// taken.
func (f *vpnForm) refusedEmail() (vpnReply, bool) {
	const taken = "The email has already been taken."
	if slices.Equal(f.errors["email"], []string{taken}) && len(f.errors) == 1 {
		return vpnSays("email", taken), true
	}
	return f.refused()
}

func (p *VPNPanel) showCustomer(_ vpnRequest, c *VPNCustomer) vpnReply { return vpnRead(c.object()) }

// editCustomer changes what was sent. The project stays.
func (p *VPNPanel) editCustomer(q vpnRequest, c *VPNCustomer) vpnReply {
	f, next := newVPNForm(q.body), *c
	if _, sent := f.sent("first_name"); sent {
		next.FirstName = f.text("first_name", 1, 255)
	}
	if _, sent := f.sent("last_name"); sent {
		next.LastName = f.text("last_name", 1, 255)
	}
	if _, sent := f.sent("email"); sent {
		next.Email = p.email(f, c)
	}
	if refused, wrong := f.refusedEmail(); wrong {
		return refused
	}
	*c = next
	return vpnDone()
}

func (p *VPNPanel) deleteCustomer(_ vpnRequest, c *VPNCustomer) vpnReply {
	for _, a := range p.state.accounts {
		if a.Customer == c.ID {
			return vpnSays("customer", "Unable to delete a customer that has accounts.")
		}
	}
	delete(p.state.customers, c.ID)
	return vpnDone()
}

func (p *VPNPanel) customerAccounts(q vpnRequest, c *VPNCustomer) vpnReply {
	return p.accountPage(q, func(a *VPNAccount) bool { return a.Customer == c.ID })
}
