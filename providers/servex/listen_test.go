package servex

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

// ear listens to a sandbox panel and hands on what it hears.
type ear struct {
	t      *testing.T
	panel  *sandbox.ServexPanel
	client *Client
	filter chan []string
	opened chan struct{}
	heard  chan string
	ended  chan error
	stop   context.CancelFunc
}

func newEar(t *testing.T, admin bool, o sandbox.ServexOptions) *ear {
	t.Helper()
	e := &ear{t: t, panel: sandbox.NewServex(o), filter: make(chan []string, 1), heard: make(chan string, 1000), ended: make(chan error, 1)}
	base, err := e.panel.Start()
	if err != nil {
		t.Fatal(err)
	}
	loopback := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	transport := httpapi.Transport(loopback)
	t.Cleanup(func() {
		if e.stop != nil {
			e.stop()
			if err := <-e.ended; err == nil {
				t.Error("ended without a reason")
			}
		}
		transport.CloseIdleConnections()
		_ = e.panel.Close()
		goleak.VerifyNone(t)
	})
	e.panel.AddKey(testKey, admin, 42)
	e.client = New(Config{BaseURL: base, WSURL: e.panel.WSURL(), Dial: httpapi.Dialer(loopback), Key: secret.New(testKey), HTTP: &http.Client{Transport: transport}, Limiter: rate.NewLimiter(rate.Inf, 0)})
	return e
}

func (e *ear) listen(feed Feed, dead time.Duration) {
	ctx, stop := context.WithCancel(e.t.Context())
	e.stop = stop
	opened := make(chan struct{}, 1)
	e.opened = opened
	go func() {
		e.ended <- e.client.Listen(ctx, Listening{
			Feed: feed, Filter: e.filter, Dead: dead,
			Opened: func() { opened <- struct{}{} }, On: func(raw []byte) { e.heard <- string(raw) },
		})
	}()
}

func (e *ear) hears(part string) {
	e.t.Helper()
	for {
		select {
		case s := <-e.heard:
			if strings.Contains(s, part) {
				return
			}
		case err := <-e.ended:
			e.t.Fatalf("ended before %q was heard: %v", part, err)
		case <-time.After(20 * time.Second):
			e.t.Fatalf("%q was not heard", part)
		}
	}
}

// ends waits for the end, which must not show the token.
func (e *ear) ends(want resale.Code) {
	e.t.Helper()
	select {
	case err := <-e.ended:
		e.stop()
		e.stop = nil
		if resale.CodeOf(err) != want || strings.Contains(err.Error(), "eyJ") || strings.Contains(err.Error(), "token=") {
			e.t.Errorf("ended with %v, want %s", err, want)
		}
	case <-time.After(20 * time.Second):
		e.t.Fatal("did not end")
	}
}

// waits for the panel to hold so many connections: it enters one only after it
// has answered the handshake, which is what Opened tells.
func (e *ear) waits(sockets int) {
	e.t.Helper()
	if err := e.panel.Wait(e.t.Context(), func(p *sandbox.ServexPanel) bool { return p.Sockets() == sockets }); err != nil {
		e.t.Fatal(err)
	}
}

// canceled waits for the end that the context brought.
func (e *ear) canceled() {
	e.t.Helper()
	if err := <-e.ended; !errors.Is(err, context.Canceled) {
		e.t.Errorf("ended with %v", err)
	}
	e.stop = nil
}

func TestListenHearsWhomItAskedFor(t *testing.T) {
	for _, shape := range []sandbox.ServexShape{sandbox.ServexObjects, sandbox.ServexArrays, sandbox.ServexWrappers} {
		t.Run(string(shape), func(t *testing.T) {
			e := newEar(t, false, sandbox.ServexOptions{Live: shape})
			e.panel.AddClient(sandbox.ServexClient{Username: "ana", OwnerID: 42, Online: true})
			e.filter <- []string{"ana"}
			e.listen(UserStatus, 0)
			e.hears(`"online"`)
			e.panel.SetOnline("bia", true)
			e.panel.SetOnline("ana", false)
			e.hears(`"offline"`)
			e.filter <- []string{"bia"}
			e.hears(`bia`)
			e.panel.GarbageSockets(1)
			e.panel.SetOnline("bia", false)
			e.hears(`offline`)
			e.panel.DropSockets(0)
			e.ends(resale.Unavailable)
		})
	}
}

func TestEachConnectionHasATokenOfItsOwn(t *testing.T) {
	e := newEar(t, false, sandbox.ServexOptions{})
	for range 2 {
		e.filter <- nil
		e.listen(UserStatus, 0)
		<-e.opened
		e.waits(1)
		e.panel.DropSockets(0)
		e.ends(resale.Unavailable)
		e.waits(0)
	}
	tokens := 0
	for _, c := range e.panel.Calls() {
		tokens += strings.Count(c.Path, "sse-token")
	}
	if tokens != 2 {
		t.Errorf("%d tokens for 2 connections", tokens)
	}
	e.panel.RevokeKey(testKey)
	e.filter <- nil
	e.listen(UserStatus, 0)
	e.ends(resale.Unauthorized)
}

func TestWhatAKeyMayNotHear(t *testing.T) {
	e := newEar(t, false, sandbox.ServexOptions{})
	e.listen(ServerStatus, 0)
	e.ends(resale.Forbidden)
}

func TestAdminFeeds(t *testing.T) {
	e := newEar(t, true, sandbox.ServexOptions{})
	e.panel.SetServer(sandbox.ServexServer{ID: "1", Name: "BR-1", Online: true, CPU: 12})
	e.listen(ServerStatus, 0)
	e.hears("BR-1")
	e.panel.SetServer(sandbox.ServexServer{ID: "1", Name: "BR-1", CPU: 99})
	e.hears("99")
	e.stop()
	e.canceled()
	e.waits(0)
	e.listen(CommandUpdates, 0)
	e.waits(1)
	e.panel.SendCommand(map[string]any{"command": "restart", "status": "done"})
	e.hears("restart")
}

func TestAHalfOpenConnectionIsNoticed(t *testing.T) {
	e := newEar(t, false, sandbox.ServexOptions{})
	e.filter <- []string{"ana"}
	e.listen(UserStatus, time.Second)
	e.hears("ana")
	if n := e.panel.FreezeSockets(0); n != 1 {
		t.Fatalf("%d sockets", n)
	}
	e.ends(resale.Unavailable)
}

func TestListenEndsWithItsContext(t *testing.T) {
	e := newEar(t, false, sandbox.ServexOptions{})
	e.listen(UserStatus, 0) // still waits for a filter
	e.stop()
	e.canceled()
	e.filter <- []string{"ana"}
	e.listen(UserStatus, 0)
	<-e.opened
	e.stop()
	e.canceled()
	e.stop = nil
	if !slices.ContainsFunc(e.panel.Calls(), func(c sandbox.ServexCall) bool { return c.Path == "/auth/sse-token" }) {
		t.Error("no token was asked for")
	}
}

func TestAPrivateAddressIsNotDialled(t *testing.T) {
	e := newEar(t, false, sandbox.ServexOptions{})
	e.client.sockets.dial = httpapi.Dialer(nil)
	e.filter <- nil
	e.listen(UserStatus, 0)
	e.ends(resale.Unavailable)
	if e.panel.Dials() != 0 {
		t.Error("dialled")
	}
}
