package vpnresellers

import (
	"context"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

type wireServer struct {
	ID       number `json:"id"`
	Name     text   `json:"name"`
	IP       text   `json:"ip"`
	Country  text   `json:"country_code"`
	City     text   `json:"city"`
	Capacity number `json:"capacity"`
}

func (w wireServer) present() bool { return w.ID > 0 }

func (w wireServer) value() resale.VPNServer {
	return resale.VPNServer{
		ID: int64(w.ID), Name: string(w.Name), IP: string(w.IP),
		CountryCode: strings.ToUpper(string(w.Country)), City: string(w.City), Capacity: int(w.Capacity),
	}
}

// Servers gives all servers for OpenVPN and WireGuard, in the panel's order
// (VR18, GET /servers).
func (c *Client) Servers(ctx context.Context) ([]resale.VPNServer, error) {
	return c.servers(ctx, httpapi.Request{Operation: "VR18", Act: "list servers", Path: []string{"servers"}})
}

// servers follows the pages, of which public clients saw some and the
// documentation none.
func (c *Client) servers(ctx context.Context, r httpapi.Request) ([]resale.VPNServer, error) {
	return collect[wireServer](ctx, c.keyed, r, func(s resale.VPNServer) int64 { return s.ID })
}

type wirePort struct {
	ID       number `json:"id"`
	Protocol text   `json:"protocol"`
	Number   number `json:"number"`
	Default  flag   `json:"default"`
}

func (w wirePort) present() bool { return w.ID > 0 && 0 < w.Number && w.Number < 1<<16 }

func (w wirePort) value() resale.VPNPort {
	return resale.VPNPort{ID: int64(w.ID), Protocol: strings.ToLower(string(w.Protocol)), Number: int(w.Number), Default: bool(w.Default)}
}

// Ports gives all ports for OpenVPN, in the panel's order (VR19, GET /ports).
func (c *Client) Ports(ctx context.Context) ([]resale.VPNPort, error) {
	r := httpapi.Request{Operation: "VR19", Act: "list ports", Path: []string{"ports"}}
	return collect[wirePort](ctx, c.keyed, r, func(p resale.VPNPort) int64 { return p.ID })
}
