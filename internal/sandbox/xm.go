package sandbox

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
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
	now     func() time.Time
	options XMOptions
	routes  map[string]xmOperation
	closed  chan struct{}
	work    sync.WaitGroup // the demo's life

	mu       sync.Mutex // guards all below
	base     string     // where the panel listens
	state    xmState
	quirks   XMQuirks
	faults   []*XMFault
	journal  xmJournal
	mails    []XMMail
	lives    chan struct{} // closed to end the life of Live; nil: there is none
	change   chan struct{} // closed and replaced whenever something changed
	server   *http.Server
	finished chan struct{}
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
		now: opt.Now, options: opt, closed: make(chan struct{}), change: make(chan struct{}),
		state: newXMState(), journal: newXMJournal(),
	}
	p.routes = p.operations()
	return p
}

// Start listens on a free loopback port; baseURL is the panel's address, below
// which it has /api/client.
func (p *XMPanel) Start() (baseURL string, err error) {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.base = "http://" + listener.Addr().String()
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	p.finished = make(chan struct{})
	go func(server *http.Server, finished chan struct{}) {
		defer close(finished)
		_ = server.Serve(listener) // ends with Close
	}(p.server, p.finished)
	return p.base, nil
}

// Close ends every hanging request and the life that Live began, and stops
// listening.
func (p *XMPanel) Close() error {
	p.mu.Lock()
	if !p.isClosed() {
		close(p.closed)
	}
	server, finished := p.server, p.finished
	p.mu.Unlock()
	var err error
	if server != nil {
		err = server.Close()
		<-finished
	}
	p.work.Wait()
	return err
}

func (p *XMPanel) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// Wait returns nil once cond holds, which is asked at each call and change of
// the panel, or the context's error.
func (p *XMPanel) Wait(ctx context.Context, cond func(*XMPanel) bool) error {
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
func (p *XMPanel) changed() {
	close(p.change)
	p.change = make(chan struct{})
}
