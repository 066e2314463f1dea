package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// VPNServers gives the servers for OpenVPN and WireGuard, in the panel's
// order. A reading is shared by all who share a key, and kept for an hour;
// while the panel does not answer, for a day. Nobody changes the slice.
func (o *Ops) VPNServers(ctx context.Context, chat int64) ([]resale.VPNServer, error) {
	c, err := o.vpn(ctx, "list vpn servers", chat)
	if err != nil {
		return nil, err
	}
	return keptOr(ctx, o, c.panel+"/servers", c.vpn.Servers)
}

// VLESSServers gives the servers for VLESS, whose ids are their own, kept like
// VPNServers. NotFound or Unsupported: the panel has none of it.
func (o *Ops) VLESSServers(ctx context.Context, chat int64) ([]resale.VPNServer, error) {
	c, err := o.vpn(ctx, "list vless servers", chat)
	if err != nil {
		return nil, err
	}
	return keptOr(ctx, o, c.panel+"/vless", c.vpn.VLESSServers)
}

// VPNPorts gives the ports for OpenVPN, in the panel's order, kept like
// VPNServers.
func (o *Ops) VPNPorts(ctx context.Context, chat int64) ([]resale.VPNPort, error) {
	c, err := o.vpn(ctx, "list vpn ports", chat)
	if err != nil {
		return nil, err
	}
	return keptOr(ctx, o, c.panel+"/ports", c.vpn.Ports)
}

// OpenVPNConfig gives the profile of a server at a port, such that openvpn 2.6
// takes it. It is never kept.
func (o *Ops) OpenVPNConfig(ctx context.Context, chat, server, port int64) (resale.VPNConfig, error) {
	c, err := o.vpn(ctx, "get openvpn configuration", chat)
	if err != nil {
		return resale.VPNConfig{}, err
	}
	config, err := c.vpn.OpenVPN(ctx, server, port)
	config.Content = resale.OpenVPNProfile(config.Content)
	return config, err
}

// WireGuardConfig gives the configuration of a server for an account, private
// key included. It is never kept.
func (o *Ops) WireGuardConfig(ctx context.Context, chat, server, account int64) (resale.VPNConfig, error) {
	c, err := o.vpn(ctx, "get wireguard configuration", chat)
	if err != nil {
		return resale.VPNConfig{}, err
	}
	return c.vpn.WireGuard(ctx, server, account)
}

// VLESSConfig gives the link of one of VLESSServers for an account, as the
// panel named it: see resale.RenameVLESS. It is never kept.
func (o *Ops) VLESSConfig(ctx context.Context, chat, server, account int64) (resale.VPNConfig, error) {
	c, err := o.vpn(ctx, "get vless configuration", chat)
	if err != nil {
		return resale.VPNConfig{}, err
	}
	return c.vpn.VLESS(ctx, server, account)
}
