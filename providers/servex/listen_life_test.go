package servex

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

func TestTheFilterIsSentAndSentAgain(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	h := l.listen(l.client(sellerKey), UserStatus, 0)
	await(h, h.opened, "the opening")
	h.hears(`"ana"`)
	l.panel.SetOnline("ANA", true)
	if list, _, err := ReadPresences([]byte(h.hears(`"online"`))); err != nil || len(list) != 1 || !list[0].Online || list[0].Connections != 1 {
		t.Errorf("heard %+v, %v", list, err)
	}
	h.filter <- []string{"bob"}
	h.hears(`"bob"`)
	l.panel.SetOnline("ana", false) // not listened to any more
	l.panel.SetOnline("bob", true)
	if said := await(h, h.said, "bob"); !strings.Contains(said, "bob") {
		t.Errorf("heard %s", said)
	}
	close(h.filter)
	l.panel.SetOnline("bob", false)
	h.hears(`"offline"`)
	if got := l.panel.Filters(); !reflect.DeepEqual(got, [][]string{{"bob"}}) {
		t.Errorf("the panel has the filters %v", got)
	}
	h.stops()
}

func TestAnEmptyFilterIsAList(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{Live: sandbox.ServexArrays})
	h := l.listen(l.client(sellerKey), UserStatus, 0)
	h.hears("ana")
	h.filter <- nil
	h.hears("[]")
	h.stops()
}

func TestEveryConnectionHasATokenOfItsOwn(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	c := l.client(sellerKey)
	for range 2 {
		h := l.listen(c, UserStatus, 0)
		await(h, h.opened, "the opening")
		h.stops()
	}
	if got := l.tokens(); len(got) != 2 || got[0] == got[1] || !strings.HasPrefix(got[0], "token=eyJ") {
		t.Errorf("dialled with %v", got)
	}
}

func TestFeedsOfAnAdmin(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	l.panel.SetServer(sandbox.ServexServer{ID: "3", Name: "BR-1", Online: true, OnlineUsers: 4, CPU: 12.5})
	c := l.client(adminKey)
	h := l.listen(c, ServerStatus, 0)
	if list, err := ReadServers([]byte(h.hears("BR-1"))); err != nil || len(list) != 1 || list[0].ID != "3" || list[0].OnlineUsers != 4 || list[0].CPU != 12.5 {
		t.Errorf("heard %+v, %v", list, err)
	}
	h.stops()
	l.until(func(p *sandbox.ServexPanel) bool { return p.Sockets() == 0 })
	h = l.listen(c, CommandUpdates, 0)
	l.until(func(p *sandbox.ServexPanel) bool { return p.Sockets() == 1 })
	await(h, h.opened, "the opening")
	l.panel.SendCommand(map[string]any{"command": "install"})
	h.hears("install")
	h.stops()
	l.listen(l.client(sellerKey), ServerStatus, 0).ends(resale.Forbidden)
}

func TestNoConnectionIsOpened(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	c := l.client(sellerKey)
	for _, test := range []struct {
		kind sandbox.ServexFaultKind
		path string
		want resale.Code
	}{
		{sandbox.ServexHTML, "/ws/", resale.Blocked},
		{sandbox.ServexHTML, "sse-token", resale.Blocked},
		{sandbox.Servex500, "/ws/", resale.Unavailable},
		{sandbox.Servex429, "/ws/", resale.Unavailable},
		{sandbox.ServexCutBefore, "/ws/", resale.Unavailable},
		{sandbox.ServexWrongTypes, "sse-token", resale.Unavailable},
	} {
		l.panel.Fail(sandbox.ServexFault{PathContains: test.path, Kind: test.kind})
		l.listen(c, UserStatus, 0).ends(test.want)
		l.panel.Heal()
	}
	l.panel.RefuseSockets(true)
	l.listen(c, UserStatus, 0).ends(resale.Unavailable)
	l.panel.RevokeKey(sellerKey)
	l.listen(c, UserStatus, 0).ends(resale.Unauthorized)
}

func TestAListeningWithoutAFilterIsOurFault(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	closed := make(chan []string)
	close(closed)
	for _, filter := range []chan []string{nil, closed} {
		if err := l.client(sellerKey).Listen(l.ctx, Listening{Feed: UserStatus, Filter: filter, On: func([]byte) {}}); resale.CodeOf(err) != resale.Internal {
			t.Error(err)
		}
	}
}

func TestListenEndsPromptly(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	c := l.client(sellerKey)
	ctx, cancel := context.WithCancel(l.ctx)
	cancel()
	if err := c.Listen(ctx, Listening{Feed: UserStatus, Filter: make(chan []string)}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	l.panel.Fail(sandbox.ServexFault{PathContains: "/ws/", Kind: sandbox.ServexHang})
	h := l.listen(c, UserStatus, 0)
	l.until(func(*sandbox.ServexPanel) bool { return len(l.tokens()) == 1 })
	start := time.Now()
	h.stops()
	if took := time.Since(start); took > patience/2 {
		t.Errorf("a hanging handshake ended after %v", took)
	}
	l.panel.Heal()
	h = l.listen(l.client(sellerKey, func(c *Config) { c.HTTP = &http.Client{Transport: l.http.Transport} }), UserStatus, 0)
	await(h, h.opened, "the opening")
	l.until(func(p *sandbox.ServexPanel) bool { return p.Sockets() == 1 })
	if n := l.panel.FreezeSockets(1); n != 1 {
		t.Errorf("%d sockets", n)
	}
	h.stops()
}
