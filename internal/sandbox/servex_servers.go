package sandbox

import (
	"cmp"
	"slices"
)

// ServexServer is one server of the panel.
type ServexServer struct {
	ID          string
	Name        string
	Online      bool
	OnlineUsers int
	TotalUsers  int
	CPU, Memory float64 // percent
	Cores       int
	MemoryGB    float64
	Recv, Sent  float64 // Mbps
}

func (s ServexServer) object() servexObject {
	return servexObject{
		"id": s.ID, "name": s.Name, "online": s.Online, "online_users_count": s.OnlineUsers, "total_usuarios": s.TotalUsers,
		"cpu_usage": s.CPU, "memory_usage": s.Memory, "cpu_cores": s.Cores, "total_memory_gb": s.MemoryGB,
		"net_recv_mbps": s.Recv, "net_sent_mbps": s.Sent,
	}
}

// SetServer adds or changes a server, and tells who listens: one object a
// message, whatever the shape.
func (p *ServexPanel) SetServer(server ServexServer) {
	s := p.sockets
	s.mu.Lock()
	defer s.mu.Unlock()
	s.servers[server.ID] = server
	s.toFeed(servexServers, server.object())
}

// Servers gives all servers, by name.
func (p *ServexPanel) Servers() []ServexServer {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	var all []ServexServer
	for _, s := range p.sockets.servers {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b ServexServer) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// SendCommand tells the result of a command.
func (p *ServexPanel) SendCommand(result map[string]any) {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	p.sockets.toFeed(servexCommands, result)
}

func (s *servexSockets) toFeed(feed string, object map[string]any) {
	message := (&servexSockets{}).wrap("", object)
	for socket := range s.open {
		if socket.feed == feed {
			socket.push(message)
		}
	}
}

// greet tells a new connection how all servers stand.
func (p *ServexPanel) greet(socket *servexSocket) {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	if socket.feed != servexServers {
		return
	}
	for _, server := range p.sockets.servers {
		socket.push((&servexSockets{}).wrap("", server.object()))
	}
}

// DropSockets cuts at most n connections (0: all) and gives how many.
func (p *ServexPanel) DropSockets(n int) int {
	return p.some(n, func(s *servexSocket) { s.close() })
}

// FreezeSockets leaves at most n connections half open: nobody answers there
// any more, and nobody hangs up.
func (p *ServexPanel) FreezeSockets(n int) int {
	return p.some(n, func(s *servexSocket) { s.frozen = true })
}

// GarbageSockets says nonsense on at most n connections.
func (p *ServexPanel) GarbageSockets(n int) int {
	return p.some(n, func(s *servexSocket) {
		for _, nonsense := range []string{`{"broken`, `[1,2,{"x":[]}]`, `"words"`, `{"unknown":{"fields":true}}`, "\x00\x01", `null`, `{"type":"pong"}`} {
			s.push([]byte(nonsense))
		}
	})
}

// endFrozen cuts those too that some passes over.
func (s *servexSockets) endFrozen() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for socket := range s.open {
		socket.close()
	}
}

// RefuseSockets answers every handshake with an error, or no more.
func (p *ServexPanel) RefuseSockets(refuse bool) {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	p.sockets.refuse = refuse
}

func (p *ServexPanel) some(n int, do func(*servexSocket)) (done int) {
	p.sockets.mu.Lock()
	defer p.sockets.mu.Unlock()
	for socket := range p.sockets.open { // in no order, which is as good as at random
		if n > 0 && done == n {
			break
		}
		if socket.frozen {
			continue
		}
		do(socket)
		done++
	}
	return done
}
