package httpapi

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"
)

// progress follows a request just far enough to prove that it was not sent.
type progress struct{ asked, got atomic.Bool }

func (p *progress) watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { p.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { p.got.Store(true) },
	})
}

// unsent is true only when a connection was asked for and none came: the name
// did not resolve, nobody listened, TLS failed, the address was refused. A
// transport that reports nothing proves nothing.
func (p *progress) unsent() bool { return p.asked.Load() && !p.got.Load() }
