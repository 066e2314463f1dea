package sandbox

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// SetOnline connects a client to its server or disconnects it, and tells
// everybody who listens to it and may see it. Of somebody who is no client
// here it only tells.
func (p *ServexPanel) SetOnline(username string, online bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	c := p.clientNamed(username)
	if c == nil {
		p.state.strangers[strings.ToLower(username)] = online
		c = p.someone(username)
	} else if c.Online = online; online {
		c.LastSeen = now
	}
	p.changed()
	listeners := p.sockets.listeners[strings.ToLower(username)]
	if len(listeners) == 0 {
		return
	}
	event := p.speech.event(p.speech.fields.presence(c, now))
	for _, s := range listeners {
		if p.sees(s.key, c) {
			s.push(event)
		}
	}
}

// someone stands for who is no client here.
func (p *ServexPanel) someone(username string) *ServexClient {
	return &ServexClient{Username: username, Online: p.state.strangers[strings.ToLower(username)], LastSeen: p.now()}
}

// clientNamed finds a client without going through all of them; mu is held.
func (p *ServexPanel) clientNamed(username string) *ServexClient {
	name := strings.ToLower(username)
	c := p.state.clients[p.state.named[name]]
	if c == nil || !strings.EqualFold(c.Username, name) {
		return nil // deleted or renamed since
	}
	return c
}

func (p *ServexPanel) sees(key servexKey, c *ServexClient) bool {
	return c.ID == 0 || key.admin || c.OwnerID == key.owner || p.below(key.owner, c.OwnerID)
}

// filtered gives a socket its filter, and at once the state of each client in it.
func (p *ServexPanel) filtered(s *servexSocket, usernames []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sockets.open[s.id] == nil {
		return // frozen or gone meanwhile
	}
	p.sockets.listen(s, usernames)
	s.push(p.snapshot(s)...)
	p.changed()
}

// snapshot is the state of every client in a socket's filter; mu is held.
func (p *ServexPanel) snapshot(s *servexSocket) []servexMessage {
	now := p.now()
	rows := []servexObject{}
	for _, name := range s.filter {
		c := p.clientNamed(name)
		if c == nil {
			c = p.someone(name)
		}
		if p.sees(s.key, c) {
			rows = append(rows, p.speech.fields.presence(c, now))
		}
	}
	return p.speech.snapshot(rows)
}

// ServexServer is one of the panel's servers.
type ServexServer struct {
	ID          string
	Name        string
	Online      bool
	OnlineUsers int
	TotalUsers  int
	CPU, Memory float64 // percent
	Cores       int
	MemoryGB    float64
	Recv, Sent  float64 // Mbit/s
}

func (s ServexServer) object() servexObject {
	return servexObject{
		"id": s.ID, "name": s.Name, "online": s.Online, "online_users_count": s.OnlineUsers, "total_usuarios": s.TotalUsers,
		"cpu_usage": s.CPU, "memory_usage": s.Memory, "cpu_cores": s.Cores, "total_memory_gb": s.MemoryGB,
		"net_recv_mbps": s.Recv, "net_sent_mbps": s.Sent,
	}
}

// SetServer adds a server or changes the one of that id, and tells every
// server-status socket. As from the real panel, each message is one server.
func (p *ServexPanel) SetServer(server ServexServer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.servers[server.ID] = server
	p.broadcast(servexServerFeed, servexSays(server.object()))
}

// Servers gives all servers, by name.
func (p *ServexPanel) Servers() []ServexServer {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.SortedFunc(maps.Values(p.state.servers), func(a, b ServexServer) int { return cmp.Compare(a.Name, b.Name) })
}

// SendCommand says something to every command-updates socket.
func (p *ServexPanel) SendCommand(object map[string]any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.broadcast(servexCommandFeed, servexSays(object))
}

func (p *ServexPanel) broadcast(feed string, message servexMessage) {
	for _, s := range p.sockets.open {
		if s.feed == feed {
			s.push(message)
		}
	}
	p.changed()
}

// serverMessages is all servers; mu is held.
func (p *ServexPanel) serverMessages() []servexMessage {
	var messages []servexMessage
	for _, s := range p.state.servers {
		messages = append(messages, servexSays(s.object()))
	}
	return messages
}
