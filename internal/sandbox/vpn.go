package sandbox

import (
	"context"
	"sync"
	"time"
)

// VPNSupplier is the invented domain of the panel's hosts: what a customer
// of a reseller must not read on a screen.
const VPNSupplier = "supplier-net.example"

// VPNOptions configures a pretended VPNresellers panel.
type VPNOptions struct {
	Now   func() time.Time // default time.Now
	Daily string           // what a running account costs a day, in US dollars; default "0.066"
}

// VPNPanel pretends to be a VPNresellers panel, v4.1: stateful, strict, and
// able to fail and to differ in every way that the real one was seen to.
// Safe for concurrent use.
type VPNPanel struct {
	endpoint
	faults[VPNFault]

	now       func() time.Time
	routes    map[string]vpnOperation
	authority func() (string, error) // a throwaway certificate, PEM

	// mu guards all below.
	state   vpnState
	quirks  VPNQuirks
	journal vpnJournal
}

// NewVPN makes a panel without keys, servers and accounts.
func NewVPN(opt VPNOptions) *VPNPanel {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Daily == "" {
		opt.Daily = "0.066"
	}
	p := &VPNPanel{
		now: opt.Now, authority: sync.OnceValues(vpnAuthority), endpoint: newEndpoint(),
		state: newVPNState(opt.Daily), journal: newVPNJournal(),
	}
	p.routes = p.operations()
	return p
}

// Start listens on a free loopback port; baseURL ends with /v4_1.
func (p *VPNPanel) Start() (baseURL string, err error) {
	base, err := p.listen(p)
	if err != nil {
		return "", err
	}
	return base + "/v4_1", nil
}

// Wait returns nil once cond holds, which is asked at each call and change of
// the panel, or the context's error.
func (p *VPNPanel) Wait(ctx context.Context, cond func(*VPNPanel) bool) error {
	return p.wait(ctx, func() bool { return cond(p) })
}
