package sandbox

import (
	"context"
	"errors"
	"net"
	"net/http"
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
	now       func() time.Time
	routes    map[string]vpnOperation
	authority func() (string, error) // a throwaway certificate, PEM
	closed    chan struct{}

	mu       sync.Mutex // guards all below
	state    vpnState
	quirks   VPNQuirks
	faults   []*VPNFault
	journal  vpnJournal
	change   chan struct{} // closed and replaced whenever something changed
	server   *http.Server
	finished chan struct{}
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
		now: opt.Now, authority: sync.OnceValues(vpnAuthority), closed: make(chan struct{}), change: make(chan struct{}),
		state: newVPNState(opt.Daily), journal: newVPNJournal(),
	}
	p.routes = p.operations()
	return p
}

// Start listens on a free loopback port; baseURL ends with /v4_1.
func (p *VPNPanel) Start() (baseURL string, err error) {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	p.finished = make(chan struct{})
	go func(server *http.Server, finished chan struct{}) {
		defer close(finished)
		_ = server.Serve(listener) // ends with Close
	}(p.server, p.finished)
	return "http://" + listener.Addr().String() + "/v4_1", nil
}

// Close ends every hanging request and stops listening.
func (p *VPNPanel) Close() error {
	p.mu.Lock()
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	server, finished := p.server, p.finished
	p.mu.Unlock()
	if server == nil {
		return nil
	}
	err := server.Close()
	<-finished
	return err
}

// Wait returns nil once cond holds, which is asked at each call and change of
// the panel, or the context's error.
func (p *VPNPanel) Wait(ctx context.Context, cond func(*VPNPanel) bool) error {
	for {
		p.mu.Lock()
		change := p.change
		p.mu.Unlock()
		if cond(p) {
			return nil
		}
		select {
		case <-change:
		case <-ctx.Done():
			return ctx.Err()
		case <-p.closed:
			return errors.New("wait: the panel was closed")
		}
	}
}

// changed wakes every Wait; mu is held.
func (p *VPNPanel) changed() {
	close(p.change)
	p.change = make(chan struct{})
}
