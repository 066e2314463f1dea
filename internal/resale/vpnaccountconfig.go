package resale

import (
	"fmt"
	"net/url"
	"strings"
)

// VPNProtocol is a way to connect.
type VPNProtocol string

// The protocols. OpenVPN asks for the account's name and password. WireGuard
// has one key pair for an account: on two devices at once it works on neither.
const (
	OpenVPN   VPNProtocol = "openvpn"
	WireGuard VPNProtocol = "wireguard"
	VLESS     VPNProtocol = "vless" // a link
)

// VPNConfig is what an app is set up with. Content is secret: it may hold a
// private key, so it is neither printed nor encoded.
type VPNConfig struct {
	Content string `json:"-"` // a file's text, or a link
	Name    string // as the panel names the file; see ConfigName for people
}

// Format keeps the content out of every verb.
func (c VPNConfig) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "{[redacted] %s}", c.Name) }

// Lengths of file names. WireGuard's apps make a network interface of the name,
// and wg-quick refuses more than 15 characters of it.
const (
	wireGuardName = 15
	configName    = 60
)

// ConfigName names the file of a configuration after the country and the
// account: what the panel names it after tells who the supplier is.
func ConfigName(p VPNProtocol, country, account string) string {
	most, extension := configName, ".txt"
	switch p {
	case OpenVPN:
		extension = ".ovpn"
	case WireGuard:
		most, extension = wireGuardName, ".conf"
	}
	name := strings.Trim(plainName(country)+"-"+plainName(account), "-.")
	if name == "" || ShowsSupplier(name) {
		name = "vpn"
	}
	return name[:min(len(name), most)] + extension
}

// plainName leaves of a text what every system and wg-quick take in a name.
func plainName(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '@':
			return '_'
		case vpnLetter(r):
			return r
		default:
			return -1
		}
	}, text)
}

// RenameVLESS gives a link another name: apps show it, and the panel's may be a
// host name.
func RenameVLESS(link, name string) string {
	link, _, _ = strings.Cut(link, "#")
	return link + "#" + url.PathEscape(name)
}
