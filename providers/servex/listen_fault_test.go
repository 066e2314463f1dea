package servex

import (
	"context"
	"errors"
	"net"
	"reflect"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

func TestAFrozenConnectionIsNoticed(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	const dead = 300 * time.Millisecond
	h := l.listen(l.client(sellerKey), UserStatus, dead)
	h.hears("ana")
	start := time.Now()
	if n := l.panel.FreezeSockets(1); n != 1 {
		t.Fatalf("%d sockets", n)
	}
	words := h.ends(resale.Unavailable)
	if took := time.Since(start); took > patience/2 || !strings.Contains(words, "no sign of life") {
		t.Errorf("noticed after %v: %s", took, words)
	}
}

// TestPongsAreSignsOfLife: a panel where nothing happens is not dead.
func TestPongsAreSignsOfLife(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	pongs := make(chan struct{}, 1000)
	counting := func(c *Config) {
		dial := c.Dial
		c.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := dial(ctx, network, addr)
			return watched{conn, pongs}, err
		}
	}
	h := l.listen(l.client(sellerKey, counting), UserStatus, time.Second)
	h.hears("ana")
	for range 4 * pingsUntilDead { // so it has lived for three times as long
		await(h, pongs, "a pong")
	}
	l.panel.SetOnline("ana", true)
	h.hears(`"online"`)
	h.stops()
}

// watched tells whenever something was read.
type watched struct {
	net.Conn
	read chan<- struct{}
}

func (w watched) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	if n > 0 {
		w.read <- struct{}{}
	}
	return n, err
}

func TestADroppedConnectionIsNoticed(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	h := l.listen(l.client(sellerKey), UserStatus, 0)
	await(h, h.opened, "the opening")
	l.until(func(p *sandbox.ServexPanel) bool { return p.Sockets() == 1 })
	l.panel.DropSockets(0)
	h.ends(resale.Unavailable)
	l.until(func(p *sandbox.ServexPanel) bool { return p.Sockets() == 0 })
	h = l.listen(l.client(sellerKey), UserStatus, 0)
	h.hears("ana")
	_ = l.panel.Close()
	h.ends(resale.Unavailable)
}

func TestGarbageEndsNothingUnlessItIsHuge(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	h := l.listen(l.client(sellerKey), UserStatus, 0)
	h.hears("ana")
	l.panel.GarbageSockets(1, sandbox.ServexBrokenJSON, sandbox.ServexBinary, sandbox.ServexWrongShape)
	l.panel.SetOnline("ana", true)
	for {
		said := await(h, h.said, "ana online")
		if strings.Contains(said, `"online"`) {
			break
		}
		if list, _, _ := ReadPresences([]byte(said)); len(list) > 0 {
			t.Errorf("%q was read as %+v", said, list)
		}
	}
	l.panel.GarbageSockets(1, sandbox.ServexHuge)
	if words := h.ends(resale.Unavailable); !strings.Contains(words, "limit") {
		t.Error(words)
	}
}

// TestASlowReaderIsNotSilence: while On works, nothing can be heard.
func TestASlowReaderIsNotSilence(t *testing.T) {
	l := startLive(t, sandbox.ServexOptions{})
	const dead = 200 * time.Millisecond
	clock := l.listen(l.client(sellerKey), UserStatus, 3*dead) // frozen, its end tells that so much time has passed
	clock.hears("ana")
	filter, heard, busy := make(chan []string, 1), make(chan string, 10), make(chan struct{}, 10)
	filter <- []string{"ana"}
	ctx, cancel := context.WithCancel(l.ctx)
	ended, passed := make(chan error, 1), make(chan struct{})
	go func() {
		ended <- l.client(sellerKey).Listen(ctx, Listening{Feed: UserStatus, Filter: filter, Dead: dead, On: func(raw []byte) {
			busy <- struct{}{}
			<-passed
			heard <- string(raw)
		}})
	}()
	await(clock, busy, "the slow reader")
	l.panel.FreezeSockets(1)
	clock.ends(resale.Unavailable)
	close(passed)
	l.panel.SetOnline("ana", true)
	for !strings.Contains(await(clock, heard, "ana online"), `"online"`) {
	}
	cancel()
	if err := await(clock, ended, "the end"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestEveryShapeIsHeard: whatever the panel speaks, the same is understood.
func TestEveryShapeIsHeard(t *testing.T) {
	for _, frame := range []sandbox.ServexShape{sandbox.ServexObjects, sandbox.ServexArrays, sandbox.ServexWrappers} {
		for _, spelling := range []sandbox.ServexFields{sandbox.ServexDocumented, sandbox.ServexBooleans, sandbox.ServexPortuguese, sandbox.ServexCounts} {
			t.Run(string(frame+"-")+string(spelling), func(t *testing.T) {
				l := startLive(t, sandbox.ServexOptions{Live: frame, Fields: spelling})
				h := l.listen(l.client(sellerKey), UserStatus, 0)
				var got []bool
				for _, online := range []bool{true, false} {
					list, whole, err := ReadPresences([]byte(await(h, h.said, "ana")))
					if err != nil || len(list) != 1 || list[0].Username != "ana" {
						t.Fatalf("%+v, %v", list, err)
					}
					if want := frame == sandbox.ServexArrays || frame == sandbox.ServexWrappers && len(got) == 0; whole != want {
						t.Errorf("whole %v, want %v", whole, want)
					}
					got = append(got, list[0].Online)
					l.panel.SetOnline("ana", online)
				}
				if !reflect.DeepEqual(got, []bool{false, true}) {
					t.Errorf("heard %v", got)
				}
				h.stops()
			})
		}
	}
}
