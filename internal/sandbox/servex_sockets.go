package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The feeds of the panel's WebSockets.
const (
	servexUsers    = "user-status"
	servexServers  = "server-status"
	servexCommands = "command-updates"
)

// ServexShape is how the panel puts what it says live: nobody published it.
type ServexShape string

// The shapes.
const (
	ServexObjects  ServexShape = "object"  // one object a message
	ServexArrays   ServexShape = "array"   // a list a message
	ServexWrappers ServexShape = "wrapper" // either, within an object
)

// servexTokenLife is how long a socket token is good.
const servexTokenLife = 24 * time.Hour

type servexToken struct {
	key string
	at  time.Time
}

// servexSockets are the panel's WebSockets. Its lock comes after the panel's,
// so that a flip does not wait for calls of the API.
type servexSockets struct {
	mu      sync.Mutex
	shape   ServexShape
	tokens  map[string]servexToken
	open    map[*servexSocket]bool
	byName  map[string]map[*servexSocket]bool // who hears of a client
	online  map[string]bool                   // flips, by lower-case username
	servers map[string]ServexServer
	refuse  bool
	dials   int
	working sync.WaitGroup
}

func newServexSockets(shape ServexShape) *servexSockets {
	return &servexSockets{
		shape: shape, tokens: map[string]servexToken{}, open: map[*servexSocket]bool{},
		byName: map[string]map[*servexSocket]bool{}, online: map[string]bool{}, servers: map[string]ServexServer{},
	}
}

// WSURL is the base of the panel's WebSockets, "" before Start.
func (p *ServexPanel) WSURL() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.wsURL
}

// serveSocket takes a connection, if its token lets it.
func (p *ServexPanel) serveSocket(w http.ResponseWriter, r *http.Request) {
	feed := strings.TrimPrefix(r.URL.Path, "/ws/")
	if status := p.admit(feed, r.URL.Query().Get("token")); status != http.StatusOK {
		servexError(status, "Acesso negado").write(w)
		return
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // it answered already
	}
	s := &servexSocket{panel: p, feed: feed, conn: conn, woken: make(chan struct{}, 1), done: make(chan struct{})}
	if !p.sockets.join(s) {
		_ = conn.Close()
		return
	}
	defer p.sockets.working.Done()
	p.mu.Lock()
	p.changed()
	p.mu.Unlock()
	s.run()
}

// admit gives the status that a handshake is answered with.
func (p *ServexPanel) admit(feed, token string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.sockets
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dials++
	known, ok := s.tokens[token]
	key, valid := p.state.keys[known.key]
	switch {
	case s.refuse:
		return http.StatusBadGateway
	case !ok || !valid || p.now().Sub(known.at) > servexTokenLife:
		return http.StatusUnauthorized
	case feed != servexUsers && feed != servexServers && feed != servexCommands:
		return http.StatusNotFound
	case feed != servexUsers && !key.admin:
		return http.StatusForbidden
	}
	return http.StatusOK
}

// SetOnline lets a client come or go, and tells who listens for it.
func (p *ServexPanel) SetOnline(username string, online bool) {
	name := strings.ToLower(username)
	s := p.sockets
	s.mu.Lock()
	defer s.mu.Unlock()
	s.online[name] = online
	if len(s.byName[name]) == 0 {
		return
	}
	message := s.wrap("user_status", servexPresence(username, online))
	for socket := range s.byName[name] {
		socket.push(message)
	}
}

func servexPresence(username string, online bool) servexObject {
	if online {
		return servexObject{"username": username, "status": "online", "connections": 1, "method": "SSH-Direct", "uptime": "00h 01m"}
	}
	return servexObject{"username": username, "status": "offline", "connections": 0}
}

// wrap puts objects as the panel's shape wants; mu is held.
func (s *servexSockets) wrap(kind string, objects ...servexObject) []byte {
	var message any
	switch {
	case s.shape == ServexArrays:
		message = objects
	case s.shape == ServexWrappers && len(objects) == 1:
		message = servexObject{"type": kind, "data": objects[0]}
	case s.shape == ServexWrappers:
		message = servexObject{"type": kind, "users": objects}
	default:
		message = objects[0]
	}
	raw, err := json.Marshal(message)
	if err != nil {
		panic(err) // only strings, numbers and bools are in it
	}
	return raw
}

// syncOnline writes the flips into the clients that the API shows; the panel's
// mu is held.
func (p *ServexPanel) syncOnline() {
	s := p.sockets
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.online) == 0 {
		return
	}
	for _, c := range p.state.clients {
		if online, flipped := s.online[strings.ToLower(c.Username)]; flipped {
			c.Online = online
			if online {
				c.LastSeen = p.now()
			}
		}
	}
}

// Sockets counts the open WebSockets.
func (p *ServexPanel) Sockets() int {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	return len(p.sockets.open)
}

// Dials counts how often a WebSocket was asked for.
func (p *ServexPanel) Dials() int {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	return p.sockets.dials
}

// Listening counts the sockets that hear of a client.
func (p *ServexPanel) Listening(username string) int {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	return len(p.sockets.byName[strings.ToLower(username)])
}
