package sandbox

import (
	"context"
	"time"
)

// XMOptions configures a pretended XMPlus panel.
type XMOptions struct {
	Now  func() time.Time // default time.Now
	Zone *time.Location   // in which the panel writes its times, without saying so; default UTC
	Site string           // the address that subscription links and checkout pages are at; default https://xm-panel.example
	Code time.Duration    // how long a payment code works; default 10 minutes
	Salt string           // makes ids of invoices and links other ones; the same without it each time
}

// XMPanel pretends to be an XMPlus panel, of the documented Client API unless
// a quirk says otherwise: stateful, strict, and able to fail and to differ in
// every way that real ones were seen to. Safe for concurrent use.
type XMPanel struct {
	endpoint
	faults[XMFault]

	now     func() time.Time
	options XMOptions
	routes  map[string]xmOperation

	// mu guards all below.
	state   xmState
	quirks  XMQuirks
	journal xmJournal
	mails   []XMMail
}

// NewXM makes a panel without keys, plans, gateways and accounts.
func NewXM(opt XMOptions) *XMPanel {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	if opt.Site == "" {
		opt.Site = "https://xm-panel.example"
	}
	if opt.Code == 0 {
		opt.Code = 10 * time.Minute
	}
	p := &XMPanel{
		now: opt.Now, options: opt, endpoint: newEndpoint(),
		state: newXMState(), journal: newXMJournal(),
	}
	p.routes = p.operations()
	return p
}

// Start listens on a free loopback port; baseURL is the panel's address, below
// which it has /api/client.
func (p *XMPanel) Start() (baseURL string, err error) {
	return p.listen(p)
}

// Wait returns nil once cond holds, which is asked at each call and change of
// the panel, or the context's error.
func (p *XMPanel) Wait(ctx context.Context, cond func(*XMPanel) bool) error {
	return p.wait(ctx, func() bool { return cond(p) })
}
