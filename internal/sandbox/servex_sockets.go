package sandbox

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/websocket"
)

// The feeds, as the panel's addresses name them.
const (
	servexUserFeed    = "user-status"
	servexServerFeed  = "server-status"
	servexCommandFeed = "command-updates"
)

// servexSockets is who is connected; the panel's mu guards it.
type servexSockets struct {
	open      map[int64]*servexSocket
	frozen    map[int64]*servexSocket
	listeners map[string]map[int64]*servexSocket // by lower-case username
	refuse    bool
	dials     int
	last      int64
}

func newServexSockets() servexSockets {
	return servexSockets{
		open: map[int64]*servexSocket{}, frozen: map[int64]*servexSocket{}, listeners: map[string]map[int64]*servexSocket{},
	}
}

// listen gives a socket its filter in place of the one it had.
func (l *servexSockets) listen(s *servexSocket, usernames []string) {
	for _, name := range s.filter {
		name = strings.ToLower(name)
		if delete(l.listeners[name], s.id); len(l.listeners[name]) == 0 {
			delete(l.listeners, name)
		}
	}
	s.filter = usernames
	for _, name := range usernames {
		name = strings.ToLower(name)
		if l.listeners[name] == nil {
			l.listeners[name] = map[int64]*servexSocket{}
		}
		l.listeners[name][s.id] = s
	}
}

func (l *servexSockets) remove(s *servexSocket) {
	l.listen(s, nil)
	delete(l.open, s.id)
	delete(l.frozen, s.id)
}

// first gives at most n open sockets, the oldest first; 0: all of them.
func (l *servexSockets) first(n int) []*servexSocket {
	all := slices.SortedFunc(maps.Values(l.open), func(a, b *servexSocket) int { return cmp.Compare(a.id, b.id) })
	if n > 0 && n < len(all) {
		return all[:n]
	}
	return all
}

// all gives the frozen ones too.
func (l *servexSockets) all() []*servexSocket {
	return slices.AppendSeq(slices.Collect(maps.Values(l.open)), maps.Values(l.frozen))
}

// serveSocket opens one socket and stays with it to its end.
func (p *ServexPanel) serveSocket(w http.ResponseWriter, r *http.Request, feed string) {
	key, fault, refused, ok := p.admit(r, feed)
	switch {
	case fault != nil:
		p.spoil(w, r, *fault, refused)
		return
	case !ok:
		refused.write(w)
		return
	}
	defer p.work.Done()
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // it has answered
	}
	s, ok := p.opened(feed, key, conn)
	if !ok {
		_ = conn.Close()
		return
	}
	p.work.Go(s.write)
	s.read(func(usernames []string) { p.filtered(s, usernames) })
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sockets.remove(s)
	p.changed()
}

// admit judges a handshake and records it as a call. With ok, work was added to.
func (p *ServexPanel) admit(r *http.Request, feed string) (key servexKey, fault *ServexFault, refused servexReply, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	token := r.URL.Query().Get("token")
	call := ServexCall{Method: r.Method, Path: "/ws/" + feed, Query: r.URL.RawQuery, Key: p.state.tokens[token].key, At: p.now()}
	defer func() {
		if !ok {
			p.sockets.dials++
		}
		p.recorded(call)
	}()
	if fault = p.nextFault(r.Method, call.Path); fault != nil {
		return key, fault, servexError(http.StatusServiceUnavailable, "Indisponível"), false
	}
	if p.sockets.refuse || p.isClosed() {
		return key, nil, servexError(http.StatusServiceUnavailable, "Indisponível"), false
	}
	if key, refused, ok = p.tokenKey(token, feed); ok {
		p.work.Add(1)
	}
	return key, nil, refused, ok
}

// opened puts a socket among the others and tells it what it is told at once.
func (p *ServexPanel) opened(feed string, key servexKey, conn *websocket.Conn) (*servexSocket, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.isClosed() {
		return nil, false
	}
	p.sockets.last++
	p.sockets.dials++
	s := newServexSocket(p.sockets.last, feed, key, conn)
	p.sockets.open[s.id] = s
	if feed == servexServerFeed {
		s.push(p.serverMessages()...)
	}
	p.changed()
	return s, true
}
