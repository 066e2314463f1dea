package vpnresellers

import (
	"context"
	"net/url"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

type wireConfig struct {
	Content text `json:"content"`
	Name    text `json:"name"`
}

func (w wireConfig) present() bool { return w.Content != "" }

func (w wireConfig) value() resale.VPNConfig {
	return resale.VPNConfig{Content: string(w.Content) + "\n", Name: string(w.Name)}
}

// OpenVPN gives the configuration of a server at a port, the same for all
// accounts: it asks for name and password (VR15, GET /configuration/openvpn).
func (c *Client) OpenVPN(ctx context.Context, server, port int64) (resale.VPNConfig, error) {
	return c.configuration(ctx, "VR15", "openvpn", server, "port_id", port)
}

// WireGuard gives the configuration of a server for an account, with the
// account's private key in it (VR16, GET /configuration/wireguard).
func (c *Client) WireGuard(ctx context.Context, server, account int64) (resale.VPNConfig, error) {
	return c.configuration(ctx, "VR16", "wireguard", server, "account_id", account)
}

// configuration asks for JSON and nothing else: to any other Accept than
// exactly that the panel answers 406.
func (c *Client) configuration(ctx context.Context, operation, kind string, server int64, name string, id int64) (resale.VPNConfig, error) {
	return read[wireConfig](ctx, c.keyed, httpapi.Request{
		Operation: operation, Act: "read configuration", Path: []string{"configuration", kind}, Query: serverQuery(server, name, id),
	})
}

func serverQuery(server int64, name string, id int64) url.Values {
	return url.Values{"server_id": {number(server).String()}, name: {number(id).String()}}
}
