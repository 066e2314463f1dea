package sandbox

import (
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// servexBacklog bounds what one socket may be behind; beyond it the connection
// is dropped, for no event may be lost in silence.
const servexBacklog = 100_000

// servexSocket is one connection.
type servexSocket struct {
	panel *ServexPanel
	feed  string
	conn  *websocket.Conn
	woken chan struct{}
	done  chan struct{}
	once  sync.Once

	names  []string // the filter; the sockets' mu guards it
	queue  [][]byte // the same
	frozen bool     // the same
}

// join adds a socket, unless the panel is closed.
func (s *servexSockets) join(socket *servexSocket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-socket.panel.closed:
		return false
	default:
	}
	s.open[socket] = true
	s.working.Add(1)
	return true
}

func (s *servexSockets) leave(socket *servexSocket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, socket)
	s.unfilter(socket)
}

func (s *servexSockets) unfilter(socket *servexSocket) {
	for _, name := range socket.names {
		delete(s.byName[name], socket)
		if len(s.byName[name]) == 0 {
			delete(s.byName, name)
		}
	}
	socket.names = nil
}

// push queues a message; mu is held.
func (s *servexSocket) push(message []byte) {
	if len(s.queue) >= servexBacklog {
		s.close()
		return
	}
	s.queue = append(s.queue, message)
	select {
	case s.woken <- struct{}{}:
	default:
	}
}

// close ends the connection at once, without a word.
func (s *servexSocket) close() {
	s.once.Do(func() {
		close(s.done)
		_ = s.conn.Close()
	})
}

// run serves the connection to its end.
func (s *servexSocket) run() {
	defer s.panel.sockets.leave(s)
	defer s.close()
	s.conn.SetPingHandler(s.pong)
	s.panel.greet(s)
	var writing sync.WaitGroup
	defer writing.Wait()
	defer s.close()
	writing.Go(s.write)
	for {
		_, raw, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		if s.isFrozen() {
			<-s.done
			return
		}
		s.hear(raw)
	}
}

func (s *servexSocket) pong(data string) error {
	if s.isFrozen() {
		return nil
	}
	return s.conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second))
}

func (s *servexSocket) isFrozen() bool {
	s.panel.sockets.mu.Lock()
	defer s.panel.sockets.mu.Unlock()
	return s.frozen
}

func (s *servexSocket) write() {
	for {
		select {
		case <-s.done:
			return
		case <-s.woken:
		}
		s.panel.sockets.mu.Lock()
		queue := s.queue
		if s.frozen {
			queue = nil
		} else {
			s.queue = nil
		}
		s.panel.sockets.mu.Unlock()
		for _, message := range queue {
			_ = s.conn.SetWriteDeadline(time.Now().Add(10 * time.Second))
			if s.conn.WriteMessage(websocket.TextMessage, message) != nil {
				s.close()
				return
			}
		}
	}
}

// hear takes what the client says: only a filter is known.
func (s *servexSocket) hear(raw []byte) {
	var said struct {
		Type      string   `json:"type"`
		Usernames []string `json:"usernames"`
	}
	if json.Unmarshal(raw, &said) != nil || said.Type != "update_filter" || s.feed != servexUsers {
		return
	}
	s.panel.filter(s, said.Usernames)
}

// filter changes whom a socket hears of, and tells how they stand. Both are
// one step, so that no flip falls between.
func (p *ServexPanel) filter(socket *servexSocket, usernames []string) {
	standing := p.standing(usernames)
	s := p.sockets
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unfilter(socket)
	var objects []servexObject
	for _, username := range usernames {
		name := strings.ToLower(username)
		if s.byName[name] == nil {
			s.byName[name] = map[*servexSocket]bool{}
		}
		s.byName[name][socket] = true
		socket.names = append(socket.names, name)
		online, flipped := s.online[name]
		if !flipped {
			online = standing[name]
		}
		objects = append(objects, servexPresence(username, online))
	}
	if s.shape == ServexArrays || s.shape == ServexWrappers {
		socket.push(s.wrap("snapshot", objects...))
		return
	}
	for _, o := range objects {
		socket.push(s.wrap("user_status", o))
	}
}

// standing gives who of these is online by the panel's books.
func (p *ServexPanel) standing(usernames []string) map[string]bool {
	wanted := make(map[string]bool, len(usernames))
	for _, name := range usernames {
		wanted[strings.ToLower(name)] = true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	online := map[string]bool{}
	for _, c := range p.state.clients {
		if name := strings.ToLower(c.Username); wanted[name] {
			online[name] = c.Online
		}
	}
	return online
}
