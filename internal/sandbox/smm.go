package sandbox

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// SMMOptions configures a pretended SMM panel.
type SMMOptions struct {
	Now         func() time.Time // default time.Now
	Currency    string           // default USD
	RefillAfter time.Duration    // since completion or the last refill; default 24 hours
}

// SMMPanel pretends to be a panel of the SMM API v2: stateful, strict, and
// able to speak every dialect and to fail in every way that real ones were
// seen to. Safe for concurrent use.
type SMMPanel struct {
	now     func() time.Time
	options SMMOptions
	routes  map[string]func(smmRequest) smmReply
	types   map[string][]smmStep
	closed  chan struct{}
	work    sync.WaitGroup // the demo's life

	mu       sync.Mutex // guards all below
	state    smmState
	quirks   SMMQuirks
	faults   []*SMMFault
	journal  smmJournal
	change   chan struct{} // closed and replaced whenever something changed
	server   *http.Server
	finished chan struct{}
}

// NewSMM makes a panel without services or keys.
func NewSMM(opt SMMOptions) *SMMPanel {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Currency == "" {
		opt.Currency = "USD"
	}
	if opt.RefillAfter == 0 {
		opt.RefillAfter = 24 * time.Hour
	}
	p := &SMMPanel{
		now: opt.Now, options: opt, types: smmTypes(), closed: make(chan struct{}), change: make(chan struct{}),
		state: newSMMState(), journal: newSMMJournal(),
	}
	p.routes = map[string]func(smmRequest) smmReply{
		"services":      p.listServices,
		"add":           p.add,
		"status":        p.status,
		"refill":        p.refill,
		"refill_status": p.refillStatus,
		"cancel":        p.cancel,
		"balance":       p.funds,
	}
	return p
}

// Start listens on a free loopback port; baseURL ends with /api/v2.
func (p *SMMPanel) Start() (baseURL string, err error) {
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
	return "http://" + listener.Addr().String() + "/api/v2", nil
}

// Close ends every hanging request and the life that Live began, and stops
// listening.
func (p *SMMPanel) Close() error {
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

func (p *SMMPanel) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// ServeHTTP answers one request, or fails it as the next fault says.
func (p *SMMPanel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.URL.Path, "/api/v") {
		http.NotFound(w, r)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 4<<20)
	if r.ParseForm() != nil {
		r.PostForm = nil // as PHP does with what it cannot read
	}
	fault, reply := p.handle(r.PostForm)
	if fault == nil {
		reply.write(w)
		return
	}
	p.spoil(w, r, *fault, reply)
}

// Wait returns nil once cond holds, which is asked at each call and change of
// the panel, or the context's error.
func (p *SMMPanel) Wait(ctx context.Context, cond func(*SMMPanel) bool) error {
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
func (p *SMMPanel) changed() {
	close(p.change)
	p.change = make(chan struct{})
}
