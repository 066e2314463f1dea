package sandbox

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// WHOptions configures a pretended WHMDC panel.
type WHOptions struct {
	Now   func() time.Time // default time.Now
	Limit int              // requests of a key in 60 seconds, more are refused with 429; 0: as many as come
	Salt  string           // of the secrets that it makes up: panels with another one make up others
	// Dial is the way of its webhooks; default: to wherever they lead.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// WHPanel pretends to be a WHMDC panel, a hosting company's billing: stateful,
// strict, and able to fail and to differ in the ways that its documentation
// leaves open. Its webhooks are really posted. Safe for concurrent use.
type WHPanel struct {
	now     func() time.Time
	options WHOptions
	kinds   map[WHKind]whTable
	closed  chan struct{}
	poster  *http.Client
	work    sync.WaitGroup // posting webhooks, and the life of Live

	mu         sync.Mutex // guards all below
	state      whState
	quirks     WHQuirks
	faults     []*WHFault
	hookFaults []*WHHookFault
	hooks      whHooks
	journal    whJournal
	lives      chan struct{} // closed to end the life of Live; nil: there is none
	change     chan struct{} // closed and replaced whenever something changed
	server     *http.Server
	finished   chan struct{}
}

// NewWH makes a panel without keys, customers, products, services and invoices.
func NewWH(opt WHOptions) *WHPanel {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &WHPanel{
		now: opt.Now, options: opt, kinds: whTables(), closed: make(chan struct{}), change: make(chan struct{}),
		poster: newWHPoster(opt.Dial), state: newWHState(), journal: newWHJournal(),
	}
}

// Start listens on a free loopback port; baseURL is the panel's address, below
// which it has /api/v1.
func (p *WHPanel) Start() (baseURL string, err error) {
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
	return "http://" + listener.Addr().String(), nil
}

// Close ends every hanging request, what is being posted and the life that
// Live began, and stops listening. Webhooks that wait are lost, as with any
// panel that goes down.
func (p *WHPanel) Close() error {
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
	p.poster.CloseIdleConnections()
	return err
}

func (p *WHPanel) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// Wait returns nil once cond holds, which is asked at each call, change and
// posted webhook of the panel, or the context's error.
func (p *WHPanel) Wait(ctx context.Context, cond func(*WHPanel) bool) error {
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
func (p *WHPanel) changed() {
	close(p.change)
	p.change = make(chan struct{})
}
