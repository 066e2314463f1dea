package servex

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

// live is a panel with clients ana and bob, an admin's key and a client of
// each key.
type live struct {
	t     *testing.T
	panel *sandbox.ServexPanel
	base  string
	http  *http.Client
	ctx   context.Context
}

const (
	sellerKey = "sx_live_seller"
	adminKey  = "sx_live_admin"
	patience  = 30 * time.Second
)

func startLive(t *testing.T, o sandbox.ServexOptions) *live {
	t.Helper()
	p := sandbox.NewServex(o)
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	transport := httpapi.Transport(loopback())
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(func() { cancel(); transport.CloseIdleConnections(); _ = p.Close() })
	p.AddKey(sellerKey, false, 42)
	p.AddKey(adminKey, true, 1)
	p.AddClient(sandbox.ServexClient{Username: "ana", OwnerID: 42})
	p.AddClient(sandbox.ServexClient{Username: "bob", OwnerID: 42})
	return &live{t: t, panel: p, base: base, http: &http.Client{Transport: transport}, ctx: ctx}
}

func loopback() []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} }

func (l *live) client(key string, change ...func(*Config)) *Client {
	config := Config{
		BaseURL: l.base, Key: secret.New(key), HTTP: l.http, Limiter: rate.NewLimiter(rate.Inf, 0),
		WSURL: l.panel.WSURL(), Dial: httpapi.Dialer(loopback()), Timeout: 5 * time.Second,
	}
	for _, f := range change {
		f(&config)
	}
	return New(config)
}

// hearing is a Listen under way.
type hearing struct {
	*live
	filter chan []string
	opened chan struct{}
	said   chan string
	ended  chan error
	cancel context.CancelFunc
}

// listen starts to listen to feed; user-status with the filter ana.
func (l *live) listen(c *Client, feed Feed, dead time.Duration) *hearing {
	l.t.Helper()
	h := &hearing{live: l, filter: make(chan []string, 1), opened: make(chan struct{}, 1), said: make(chan string, 1000), ended: make(chan error, 1)}
	var ctx context.Context
	ctx, h.cancel = context.WithCancel(l.ctx)
	h.filter <- []string{"ana"}
	go func() {
		h.ended <- c.Listen(ctx, Listening{
			Feed: feed, Filter: h.filter, Dead: dead,
			Opened: func() { h.opened <- struct{}{} },
			On:     func(raw []byte) { h.said <- string(raw) },
		})
	}()
	return h
}

func await[T any](h *hearing, from <-chan T, what string) (value T) {
	h.t.Helper()
	select {
	case value = <-from:
	case <-h.ctx.Done():
		h.t.Fatalf("waited in vain for %s", what)
	}
	return value
}

// hears awaits a message with the text in it, and passes over others.
func (h *hearing) hears(text string) string {
	h.t.Helper()
	for {
		if said := await(h, h.said, text); strings.Contains(said, text) {
			return said
		}
	}
}

// ends awaits the end and checks its code, and that no token is in its words.
func (h *hearing) ends(code resale.Code) (words string) {
	h.t.Helper()
	err := await(h, h.ended, "the end")
	if err == nil || resale.CodeOf(err) != code || !strings.HasPrefix(err.Error(), "listen to ") {
		h.t.Fatalf("ended with %v, want %s", err, code)
	}
	if strings.Contains(err.Error(), "eyJ") || strings.Contains(err.Error(), "sx_live") {
		h.t.Errorf("a secret is in %q", err)
	}
	return err.Error()
}

// stops ends it as a caller does.
func (h *hearing) stops() {
	h.t.Helper()
	h.cancel()
	if err := await(h, h.ended, "the end"); !errors.Is(err, context.Canceled) {
		h.t.Errorf("ended with %v", err)
	}
}

func (l *live) until(cond func(*sandbox.ServexPanel) bool) {
	l.t.Helper()
	if err := l.panel.Wait(l.ctx, cond); err != nil {
		l.t.Fatal(err)
	}
}

// tokens lists the queries of all handshakes.
func (l *live) tokens() (all []string) {
	for _, call := range l.panel.Calls() {
		if strings.HasPrefix(call.Path, "/ws/") {
			all = append(all, call.Query)
		}
	}
	return all
}
