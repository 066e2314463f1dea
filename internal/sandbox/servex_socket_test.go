package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// dial opens a socket, or gives the status that it was refused with.
func (s servexTest) dial(key, feed string) (*websocket.Conn, int) {
	s.t.Helper()
	_, answer := s.call(key, "GET", "/auth/sse-token", "")
	token, _ := answer["token"].(string)
	return s.dialWith(token, feed)
}

func (s servexTest) dialWith(token, feed string) (*websocket.Conn, int) {
	s.t.Helper()
	conn, response, err := websocket.DefaultDialer.DialContext(s.t.Context(), s.p.WSURL()+"/ws/"+feed+"?token="+token, nil)
	if err != nil {
		if response == nil {
			s.t.Fatal(err)
		}
		return nil, response.StatusCode
	}
	s.t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		s.t.Fatal(err)
	}
	return conn, http.StatusSwitchingProtocols
}

func (s servexTest) filter(conn *websocket.Conn, usernames ...string) {
	s.t.Helper()
	if err := conn.WriteJSON(map[string]any{"type": "update_filter", "usernames": usernames}); err != nil {
		s.t.Fatal(err)
	}
}

func (s servexTest) reads(conn *websocket.Conn) string {
	s.t.Helper()
	_, raw, err := conn.ReadMessage()
	if err != nil {
		s.t.Fatal(err)
	}
	return string(raw)
}

func TestServexSocketsAskForAToken(t *testing.T) {
	s := startServex(t)
	for _, test := range []struct {
		key, feed string
		want      int
	}{
		{"ours", servexUserFeed, 101},
		{"admin", servexUserFeed, 101},
		{"admin", servexServerFeed, 101},
		{"admin", servexCommandFeed, 101},
		{"ours", servexServerFeed, 403},
		{"ours", servexCommandFeed, 403},
		{"admin", "other", 404},
		{"wrong", servexUserFeed, 401},
	} {
		if _, status := s.dial(test.key, test.feed); status != test.want {
			t.Errorf("%s to %s: %d, want %d", test.key, test.feed, status, test.want)
		}
	}
	patience, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	// A socket counts when it is entered, which is after its client knows.
	if err := s.p.Wait(patience, func(p *ServexPanel) bool { return p.Dials() == 8 }); err != nil {
		t.Errorf("%d dials", s.p.Dials())
	}
	_, answer := s.call("ours", "GET", "/auth/sse-token", "")
	s.p.RefuseSockets(true)
	if _, status := s.dialWith(answer["token"].(string), servexUserFeed); status != 503 {
		t.Errorf("refused with %d", status)
	}
	s.p.RefuseSockets(false)
	s.p.RevokeKey("ours")
	if _, status := s.dialWith(answer["token"].(string), servexUserFeed); status != 401 {
		t.Errorf("a revoked key's token: %d", status)
	}
}

func TestServexTokensEnd(t *testing.T) {
	var mu sync.Mutex
	now := servexNoon
	s := startServex(t)
	s.p.now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	_, answer := s.call("ours", "GET", "/auth/sse-token", "")
	mu.Lock()
	now = now.Add(servexTokenLife)
	mu.Unlock()
	if _, status := s.dialWith(answer["token"].(string), servexUserFeed); status != 401 {
		t.Errorf("a token of yesterday: %d", status)
	}
}

func TestServexTellsOnlyWhoMaySee(t *testing.T) {
	s := startServex(t)
	s.p.AddClient(ServexClient{Username: "ana", OwnerID: 42})
	s.p.AddClient(ServexClient{Username: "bob", OwnerID: 43})
	conn, _ := s.dial("ours", servexUserFeed)
	s.filter(conn, "bob", "ANA")
	if got := s.reads(conn); got != `{"connections":0,"status":"offline","username":"ana"}` {
		t.Errorf("the snapshot is %s", got)
	}
	s.p.SetOnline("bob", true)
	s.p.SetOnline("Ana", true)
	if got := s.reads(conn); got != `{"connections":1,"method":"SSH-Direct","status":"online","uptime":"00h 00m","username":"ana"}` {
		t.Errorf("heard %s", got)
	}
	_, answer := s.call("ours", "GET", "/clients", "")
	if row := answer["clients"].([]any)[0].(map[string]any); row["is_online"] != true || row["last_connection"] != "2026-05-22T12:00:00.000Z" {
		t.Errorf("listed as %v", row)
	}
}

func TestServexSlowSocketsAreDropped(t *testing.T) {
	s := startServex(t)
	conn, _ := s.dial("admin", servexCommandFeed)
	if err := s.p.Wait(t.Context(), func(p *ServexPanel) bool { return p.Sockets() == 1 }); err != nil {
		t.Fatal(err)
	}
	long := map[string]any{"output": strings.Repeat("x", 256<<10)}
	for s.p.Sockets() > 0 { // nobody reads: the connection's own buffers hold some
		s.p.SendCommand(long)
	}
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

// TestServexManySockets flips clients far faster than 2,000 a second, with
// 200 sockets of 20 clients each, and loses none of it.
func TestServexManySockets(t *testing.T) {
	const sockets, each, rounds = 200, 20, 5
	s := startServex(t)
	var conns []*websocket.Conn
	for i := range sockets {
		conn, _ := s.dial("admin", servexUserFeed)
		var names []string
		for n := range each {
			names = append(names, fmt.Sprintf("c%dx%d", i, n))
			s.p.AddClient(ServexClient{Username: names[n], OwnerID: 42})
		}
		s.filter(conn, names...)
		for range names {
			s.reads(conn)
		}
		conns = append(conns, conn)
	}
	var readers sync.WaitGroup
	for _, conn := range conns {
		readers.Go(func() {
			for n := range each * rounds {
				var heard struct{ Status string }
				_, raw, err := conn.ReadMessage()
				want := []string{"online", "offline"}[n/each%2]
				if err != nil || json.Unmarshal(raw, &heard) != nil || heard.Status != want {
					t.Errorf("%s, %v, want %s", raw, err, want)
					return
				}
			}
		})
	}
	start := time.Now()
	for round := range rounds {
		for n := range each {
			for i := range sockets {
				s.p.SetOnline(fmt.Sprintf("c%dx%d", i, n), round%2 == 0)
			}
		}
	}
	readers.Wait()
	t.Logf("%d flips in %v", sockets*each*rounds, time.Since(start))
}

func TestServexDemoLives(t *testing.T) {
	s := startServex(t)
	s.p.Seed()
	if n := len(s.p.Servers()); n != 3 {
		t.Errorf("%d servers", n)
	}
	before := fmt.Sprint(s.p.Servers())
	s.p.SeedLive(time.Millisecond)
	online := map[int]bool{}
	err := s.p.Wait(t.Context(), func(p *ServexPanel) bool {
		count := 0
		for _, c := range p.Clients() {
			if c.Online {
				count++
			}
		}
		online[count] = true
		return len(online) > 3 && fmt.Sprint(p.Servers()) != before
	})
	if err != nil {
		t.Error(err)
	}
	for _, server := range s.p.Servers() {
		if server.CPU < 0 || server.CPU > 100 || server.Memory > 100 || server.OnlineUsers > server.TotalUsers {
			t.Errorf("%+v", server)
		}
	}
}
