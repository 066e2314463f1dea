package sandbox

import "time"

// XMQuirks are the ways in which the panel may differ from its documentation.
// The zero value answers as documented. Sections are those of the notes on
// providers: 2.2 generations, 2.3 transport, 2.4 endpoints, 2.5 errors, 2.6
// invoices.
type XMQuirks struct {
	// 2.2.

	Generation XMGeneration
	Reseller   bool // /api/reseller is there too

	// 2.3, the token.

	TokenLife     time.Duration // default 84,600 s, as in the documented sample
	OpaqueToken   bool          // no JWT: nobody can read when it ends
	TokenWords    bool          // a wrong token is refused in words with HTTP 200, not with 401
	KeyStatus     int           // HTTP status of a wrong key; default 200 with code 208
	TwoStep       string        // the code that account/info wants of everybody; "" only of accounts that have one
	VerifyEmail   bool          // registering needs the code that was mailed
	AddressesOnly string        // registering is for addresses of that domain; "" any

	// 2.4, shapes.

	GatewayObject bool   // gateways is the one object of the documentation: the first gateway
	DataWrapped   bool   // gateways and service/info stand in "data"
	StringNumbers bool   // every number is a string, code too
	NumberStatus  bool   // invoices have 1 and 0 for Paid and Pending
	NoDate        string // what an absent paid_date is; default "", "null" is null
	LinkName      string // what sublink is called; "null": it is missing, of new services too
	NewestFirst   bool   // invoices
	Trailing      bool   // text after the JSON

	// 2.5, errors and words.

	Localized            string // language of status words and messages: "fa", "zh", "ru", "pt", "es"; "" English
	OnlyCode208          bool   // every refusal is HTTP 200 with code 208 and words that say nothing
	FailStatus           bool   // a refusal's status is "fail", not "error"
	UnfilledOptionalWarn bool   // a missing aff, coupon or code is warned of before the JSON and taken as ""; otherwise it is an error page
	Warnings             bool   // PHP warnings stand before every JSON

	// 2.6, invoices.

	UnpaidBlocks       bool          // an unpaid invoice refuses a new one
	EmptyPayBodies     int           // so many next payments are answered with nothing, and done
	PaidWithoutService int           // so many next paid invoices bring nothing until Deliver
	DeliverAfter       time.Duration // what is paid comes so much later
}

// XMGeneration is which API the panel has.
type XMGeneration string

// The generations; "" is the documented one, /api/client.
const (
	XMOld          XMGeneration = "old"      // /api/v2/client
	XMResellerOnly XMGeneration = "reseller" // /api/reseller
	XMNew          XMGeneration = "new"      // /api/config, /api/auth
	XMNone         XMGeneration = "none"     // a web site
)

// Quirk makes the panel differ in that way from now on.
func (p *XMPanel) Quirk(q XMQuirks) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.quirks = q
	p.changed()
}
