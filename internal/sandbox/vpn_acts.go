package sandbox

import "time"

// enable lets an account run, from now on against payment.
func (p *VPNPanel) enable(q vpnRequest, a *VPNAccount) vpnReply {
	a.Disabled = false
	p.state.actsOf(a.Username).Enables++
	return p.acted(q, a)
}

func (p *VPNPanel) disable(q vpnRequest, a *VPNAccount) vpnReply {
	a.Disabled = true
	p.state.actsOf(a.Username).Disables++
	return p.acted(q, a)
}

func (p *VPNPanel) changePassword(q vpnRequest, a *VPNAccount) vpnReply {
	f := newVPNForm(q.body)
	password := f.text("password", 6, 50)
	if refused, wrong := f.refused(); wrong {
		return refused
	}
	a.Password = password
	p.state.actsOf(a.Username).Passwords++
	return p.acted(q, a)
}

// expire sets the day at whose beginning an account ends, or with null lets
// it renew itself. A body without expire_at, such as one with the answer's
// expired_at, is refused (4.4).
func (p *VPNPanel) expire(q vpnRequest, a *VPNAccount) vpnReply {
	f := newVPNForm(q.body)
	expires := f.day("expire_at")
	if p.quirks.FutureExpiry && len(f.errors) == 0 && !expires.IsZero() && !expires.After(q.now) {
		f.wrong("expire_at", "The %s must be a date after today.")
	}
	if refused, wrong := f.refused(); wrong {
		return refused
	}
	a.Expires = expires
	p.state.actsOf(a.Username).Expires++
	return p.acted(q, a)
}

// day reads a date that must be sent, or null.
func (f *vpnForm) day(name string) time.Time {
	raw, ok := f.body[name]
	if !ok {
		f.wrong(name, "The %s field must be present.")
		return time.Time{}
	}
	if _, ok := f.sent(name); !ok {
		return time.Time{}
	}
	day, err := time.Parse(`"`+time.DateOnly+`"`, string(raw))
	if err != nil {
		f.wrong(name, "The %s does not match the format Y-m-d.")
	}
	return day
}

// acted answers with an account that was changed.
func (p *VPNPanel) acted(q vpnRequest, a *VPNAccount) vpnReply {
	a.Updated = q.now
	p.resume(a)
	return vpnChanged(p.quirks.account(a, q.now))
}
