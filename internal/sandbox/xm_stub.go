package sandbox

import (
	"net/http"
	"time"
)

func (p *XMPanel) operations() map[string]xmOperation { return map[string]xmOperation{} }

func (p *XMPanel) issueToken(xmRequest) xmReply { return p.unauthorized(xmBadKey) }
func (p *XMPanel) lets(xmRequest) bool          { return false }
func (p *XMPanel) elsewhere(xmRequest, string) xmReply {
	return xmPage(http.StatusNotFound, "404 Not Found")
}
func (p *XMPanel) portal(w http.ResponseWriter, _ *http.Request) {
	xmPage(http.StatusNotFound, "404 Not Found").write(w)
}
func (p *XMPanel) install(s XMService) *XMService   { return &s }
func (p *XMPanel) issue(i XMInvoice) *XMInvoice     { return &i }
func (p *XMPanel) settle(*XMInvoice, time.Time)     {}
func (p *XMPanel) deliver(*XMInvoice, time.Time)    {}
func (p *XMPanel) deliverDue(*xmAccount, time.Time) {}
func (q XMQuirks) say(text xmText) string           { return string(text) }

// AddKey lets in a client API key.
func (p *XMPanel) AddKey(string) {}

// RevokeKey makes a client API key wrong, and the tokens that it gave.
func (p *XMPanel) RevokeKey(string) {}

// RevokeTokens makes every token wrong that was given out until now.
func (p *XMPanel) RevokeTokens() {}

// Seed fills the panel with an invented shop: plans, gateways of every kind,
// coupons, and a few customers. The same at each start but for the clock.
func (p *XMPanel) Seed() {}

// Live has people pay what they were shown, so long after it, until Close;
// with 0 nobody pays by himself any more.
func (p *XMPanel) Live(time.Duration) {}

// PayShown has everybody pay at once who was shown how, but to gateways whose
// code has ended, and tells how many did.
func (p *XMPanel) PayShown() int { return 0 }
