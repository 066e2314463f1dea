package sandbox

import (
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode"
)

func (p *XMPanel) accountInfo(q xmRequest) xmReply {
	a := q.account
	wanted := a.TwoStep
	if p.quirks.TwoStep != "" {
		wanted = p.quirks.TwoStep
	}
	switch code := q.body.text("code"); {
	case wanted == "":
	case code == "":
		return p.refuse(xmWantsCode)
	case code != wanted:
		return p.refuse(xmBadTwoStep)
	}
	only := q.body.number("serviceid")
	services := make([]xmObject, 0, len(a.services))
	for _, s := range a.services {
		if only == 0 || only == s.ID {
			services = append(services, p.accountService(a, s, q.now))
		}
	}
	return xmRead(xmObject{"data": xmObject{
		"uid": a.UID, "username": a.Name, "email": a.Email, "money": xmMoney("$", xmDecimal(a.Balance)), "services": services,
	}})
}

func (p *XMPanel) resetPassword(q xmRequest) xmReply {
	a := p.state.account(q.email)
	if a == nil {
		return p.refuse(xmNoAccount)
	}
	p.mail(a.Email, "Reset your password", "Open this to choose a new one: "+p.options.Site+"/password/reset/"+p.secret("reset", int64(len(p.mails)), 32))
	return xmDone(xmObject{"message": "A reset email has been sent to your email address. Check Spam folder if not found in Inbox."})
}

// xmCodeLife is how long a mailed code proves an address.
const xmCodeLife = 10 * time.Minute

func (p *XMPanel) sendCode(q xmRequest) xmReply {
	email := q.body.text("email")
	if why := p.registrable(email); why != "" {
		return p.refuse(why)
	}
	code := fmt.Sprintf("%06d", 100_000+xmNext(&p.state.last.code)*7919%900_000)
	p.state.codes[q.email] = xmCode{code: code, ends: q.now.Add(xmCodeLife)}
	p.mail(email, "Your verification code", "Your code is "+code)
	r := xmDone(xmObject{"message": "Verfication code was sent to " + email})
	r.body["status"] = "sucess"
	return r
}

// registrable tells why an address cannot be registered.
func (p *XMPanel) registrable(email string) xmText {
	parsed, err := mail.ParseAddress(email)
	switch {
	case err != nil || parsed.Address != email || !strings.Contains(email, "."):
		return xmBadEmail
	case p.quirks.AddressesOnly != "" && !strings.HasSuffix(strings.ToLower(email), "@"+p.quirks.AddressesOnly):
		return xmBadDomain
	case p.state.account(email) != nil:
		return xmTaken
	}
	return ""
}

func (p *XMPanel) register(q xmRequest) xmReply {
	email, password := q.body.text("email"), q.body.exact("passwd")
	if why := p.registrable(email); why != "" {
		return p.refuse(why)
	}
	if !xmStrong(password) {
		return p.refuse(xmWeak)
	}
	if p.quirks.VerifyEmail {
		c := p.state.codes[q.email]
		if c.code == "" || q.body.text("code") != c.code || !q.now.Before(c.ends) {
			return p.refuse(xmBadCode)
		}
		delete(p.state.codes, q.email)
	}
	name := []rune(q.body.text("name"))
	p.admit(XMAccount{Name: string(name[:min(len(name), 40)]), Email: email, Password: password, Affiliate: q.body.text("aff")})
	r := xmDone(xmObject{"message": "Account successfully created."})
	r.body["status"] = "sucess"
	return r
}

// xmStrong is the panel's rule for passwords.
func xmStrong(password string) bool {
	var upper, lower, digit, special bool
	for _, r := range password {
		switch {
		case unicode.IsUpper(r):
			upper = true
		case unicode.IsLower(r):
			lower = true
		case unicode.IsDigit(r):
			digit = true
		case !unicode.IsSpace(r):
			special = true
		}
	}
	return len(password) >= 8 && upper && lower && digit && special
}
