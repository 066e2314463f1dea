package sandbox

import (
	"context"
	"net"
	"net/http"
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
	endpoint
	faults[WHFault]
	hookFaults faults[WHHookFault]

	now     func() time.Time
	options WHOptions
	kinds   map[WHKind]whTable
	poster  *http.Client

	// mu guards all below.
	state   whState
	quirks  WHQuirks
	hooks   whHooks
	journal whJournal
}

// NewWH makes a panel without keys, customers, products, services and invoices.
func NewWH(opt WHOptions) *WHPanel {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &WHPanel{
		now: opt.Now, options: opt, kinds: whTables(), endpoint: newEndpoint(),
		poster: newWHPoster(opt.Dial), state: newWHState(), journal: newWHJournal(),
	}
}

// Start listens on a free loopback port; baseURL is the panel's address, below
// which it has /api/v1.
func (p *WHPanel) Start() (baseURL string, err error) {
	return p.listen(p)
}

// Close ends every hanging request, what is being posted and the life that
// Live began, and stops listening. Webhooks that wait are lost, as with any
// panel that goes down.
func (p *WHPanel) Close() error {
	err := p.endpoint.Close()
	p.poster.CloseIdleConnections()
	return err
}

// Wait returns nil once cond holds, which is asked at each call, change and
// posted webhook of the panel, or the context's error.
func (p *WHPanel) Wait(ctx context.Context, cond func(*WHPanel) bool) error {
	return p.wait(ctx, func() bool { return cond(p) })
}
