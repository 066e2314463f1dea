package sandbox

import (
	"context"
	"net/http"
	"strings"
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
	endpoint
	faults[SMMFault]

	now     func() time.Time
	options SMMOptions
	routes  map[string]func(smmRequest) smmReply
	types   map[string][]smmStep

	// mu guards all below.
	state   smmState
	quirks  SMMQuirks
	journal smmJournal
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
		now: opt.Now, options: opt, types: smmTypes(), endpoint: newEndpoint(),
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
	base, err := p.listen(p)
	if err != nil {
		return "", err
	}
	return base + "/api/v2", nil
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
	return p.wait(ctx, func() bool { return cond(p) })
}
