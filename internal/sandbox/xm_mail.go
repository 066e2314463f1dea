package sandbox

import (
	"slices"
	"strings"
	"time"
)

// xmMailsKept bounds the mail that is kept.
const xmMailsKept = 1000

// XMMail is what the panel mailed to somebody.
type XMMail struct {
	To, Subject, Text string
	At                time.Time
}

// xmCode is what was mailed to prove an address.
type xmCode struct {
	code string
	ends time.Time
}

// Mails gives what was mailed, oldest first.
func (p *XMPanel) Mails() []XMMail {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.mails)
}

// MailedCode gives the code that proves an address now; "" none does.
func (p *XMPanel) MailedCode(email string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.state.codes[strings.ToLower(email)]
	if !p.now().Before(c.ends) {
		return ""
	}
	return c.code
}

func (p *XMPanel) mail(to, subject, text string) {
	if len(p.mails) >= xmMailsKept {
		p.mails = slices.Delete(p.mails, 0, xmMailsKept/2)
	}
	p.mails = append(p.mails, XMMail{To: to, Subject: subject, Text: text, At: p.now()})
}
