package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// VPNServer is a server for OpenVPN and WireGuard, or one for VLESS.
type VPNServer struct {
	ID          int64
	Name        string // its host name
	IP          string
	CountryCode string
	City        string
	Capacity    int

	private, public string
}

// VPNPort is where servers listen for OpenVPN.
type VPNPort struct {
	ID       int64
	Protocol string // udp, tcp
	Number   int
	Default  bool
}

// AddServer adds a server and gives its id: a new one unless s has one. A
// name that is missing is made, below VPNSupplier.
func (p *VPNPanel) AddServer(s VPNServer) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	return s.keep(p.state.servers, &p.state.last.server)
}

// AddVLESSServer is AddServer for VLESS.
func (p *VPNPanel) AddVLESSServer(s VPNServer) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	return s.keep(p.state.vless, &p.state.last.vless)
}

func (s VPNServer) keep(in map[int64]*VPNServer, last *int64) int64 {
	if s.ID == 0 {
		s.ID = vpnNext(last)
	}
	*last = max(*last, s.ID)
	if s.Name == "" {
		s.Name = fmt.Sprintf("%s-%03d.%s", strings.ToLower(s.CountryCode), s.ID, VPNSupplier)
	}
	if s.IP == "" {
		s.IP = fmt.Sprintf("203.0.113.%d", 1+s.ID%254)
	}
	s.private, s.public = vpnKeys()
	in[s.ID] = &s
	return s.ID
}

// file names a configuration for a server, such as TH-123.ovpn.
func (s *VPNServer) file(branded bool, extension string) string {
	name := fmt.Sprintf("%s-%d", s.CountryCode, s.ID)
	if branded {
		name = s.Name
	}
	return name + extension
}

// AddPort adds a port and gives its id: a new one unless it has one.
func (p *VPNPanel) AddPort(port VPNPort) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if port.ID == 0 {
		port.ID = vpnNext(&p.state.last.port)
	}
	p.state.last.port = max(p.state.last.port, port.ID)
	p.state.ports[port.ID] = &port
	p.changed()
	return port.ID
}

// Servers gives copies of the servers for OpenVPN and WireGuard, by id.
func (p *VPNPanel) Servers() []VPNServer {
	p.mu.Lock()
	defer p.mu.Unlock()
	return vpnCopies(p.state.servers)
}

func (p *VPNPanel) listServers(q vpnRequest) vpnReply { return p.serverList(q, p.state.servers) }

func (p *VPNPanel) listVLESS(q vpnRequest) vpnReply {
	if p.quirks.VLESS == VPNVLESSAbsent {
		return vpnNotFound()
	}
	return p.serverList(q, p.state.vless)
}

func (p *VPNPanel) serverList(q vpnRequest, of map[int64]*VPNServer) vpnReply {
	rows := []vpnObject{}
	for _, id := range slices.Sorted(maps.Keys(of)) {
		rows = append(rows, p.quirks.server(of[id]))
	}
	if p.quirks.PagedServers {
		return vpnPaged(p.quirks, q, rows, func(row vpnObject) vpnObject { return row })
	}
	reply := vpnRead(rows)
	delete(reply.body, "code") // as documented
	return reply
}

func (q VPNQuirks) server(s *VPNServer) vpnObject {
	o := vpnObject{"id": s.ID, "name": s.Name, "ip": s.IP, "country_code": s.CountryCode, "city": s.City, "capacity": s.Capacity}
	switch q.Capacity {
	case VPNString:
		o["capacity"] = fmt.Sprint(s.Capacity)
	case VPNNull:
		o["capacity"] = nil
	case VPNMissing:
		delete(o, "capacity")
	}
	return o
}

func (p *VPNPanel) listPorts(vpnRequest) vpnReply {
	rows := []vpnObject{}
	for _, id := range slices.Sorted(maps.Keys(p.state.ports)) {
		port := p.state.ports[id]
		row := vpnObject{"id": port.ID, "protocol": port.Protocol, "number": port.Number, "default": port.Default}
		if !p.quirks.PortFlags {
			row["default"] = map[bool]int{true: 1}[port.Default]
		}
		rows = append(rows, row)
	}
	return vpnRead(rows)
}
