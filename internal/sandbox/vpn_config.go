package sandbox

import (
	"fmt"
	"net/http"
	"net/url"
)

const (
	vpnAcceptJSON = "application/json"
	vpnAcceptFile = "text/html; charset=UTF-8"
)

// configuration answers with a file, or with JSON around it.
func (p *VPNPanel) configuration(q vpnRequest, content, name string) vpnReply {
	switch {
	case q.accept == vpnAcceptFile:
		return vpnReply{status: http.StatusOK, text: content}
	case p.quirks.OnlyJSON && q.accept != vpnAcceptJSON:
		return vpnError(http.StatusNotAcceptable, "Not Acceptable.")
	}
	return vpnRead(vpnObject{"content": content, "name": name})
}

// asked reads the ids of a query.
func (q vpnRequest) asked() *vpnForm {
	body := vpnBody{}
	for name := range q.query {
		body[name] = vpnJSON(q.query.Get(name))
	}
	return newVPNForm(body)
}

// chosen finds what a query names, or notes that it is not there.
func chosenVPN[T any](f *vpnForm, name string, from map[int64]*T) *T {
	if _, sent := f.sent(name); !sent {
		f.number(name)
		return nil
	}
	chosen := from[(&vpnForm{body: f.body, errors: map[string][]string{}}).number(name)]
	if chosen == nil {
		f.wrong(name, "The selected %s is invalid.")
	}
	return chosen
}

func (p *VPNPanel) openVPN(q vpnRequest) vpnReply {
	f := q.asked()
	server, port := chosenVPN(f, "server_id", p.state.servers), chosenVPN(f, "port_id", p.state.ports)
	if refused, wrong := f.refused(); wrong {
		return refused
	}
	certificate, err := p.authority()
	if err != nil {
		return vpnError(http.StatusInternalServerError, "Server Error")
	}
	return p.configuration(q, p.quirks.profile(server, port, certificate), server.file(p.quirks.Branded, ".ovpn"))
}

// forAccount finds the server and the reseller's account that a query names.
func (p *VPNPanel) forAccount(q vpnRequest, servers map[int64]*VPNServer) (*VPNServer, *VPNAccount, *vpnForm) {
	f := q.asked()
	server, account := chosenVPN(f, "server_id", servers), chosenVPN(f, "account_id", p.state.accounts)
	if account != nil && account.User != q.user.id {
		f.wrong("account_id", "The selected %s is invalid.")
	}
	return server, account, f
}

func (p *VPNPanel) wireGuard(q vpnRequest) vpnReply {
	server, account, f := p.forAccount(q, p.state.servers)
	if refused, wrong := f.refused(); wrong {
		return refused
	}
	content := fmt.Sprintf("[Interface]\nPrivateKey = %s\nAddress = %s\nDNS = 172.16.0.1\n\n"+
		"[Peer]\nPublicKey = %s\nAllowedIPs = 0.0.0.0/0,::/0\nEndpoint = %s:55888\n",
		account.WireGuardPrivateKey, account.WireGuardIP, server.public, server.Name)
	if p.quirks.Branded {
		content = "# " + server.Name + "\n" + content
		return p.configuration(q, content, server.file(true, ".conf"))
	}
	return p.configuration(q, content, "wg0.conf")
}

func (p *VPNPanel) vlessLink(q vpnRequest) vpnReply {
	if p.quirks.VLESS == VPNVLESSAbsent {
		return vpnNotFound()
	}
	server, account, f := p.forAccount(q, p.state.vless)
	if refused, wrong := f.refused(); wrong {
		return refused
	}
	name := server.file(p.quirks.Branded, "")
	link := fmt.Sprintf("vless://%s@%s:443?%s#%s", account.UUID, server.Name, url.Values{
		"encryption": {"none"}, "flow": {"xtls-rprx-vision"}, "fp": {"chrome"}, "pbk": {vpnRawURL(server.public)},
		"security": {"reality"}, "sid": {fmt.Sprintf("%08x", server.ID)}, "sni": {"www.example.com"}, "type": {"tcp"},
	}.Encode(), name)
	switch p.quirks.VLESS {
	case VPNVLESSLink:
		return vpnRead(link)
	case VPNVLESSBare:
		return vpnReply{status: http.StatusOK, text: link + "\n"}
	default:
		return p.configuration(q, link, name+".txt")
	}
}
