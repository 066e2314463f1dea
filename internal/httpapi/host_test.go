package httpapi

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"

	"resellerbot/internal/resale"
)

func TestCheckHost(t *testing.T) {
	names := map[string][]netip.Addr{
		"open.example":   {netip.MustParseAddr("8.8.8.8")},
		"both.example":   {netip.MustParseAddr("10.0.0.7"), netip.MustParseAddr("8.8.8.8")},
		"inside.example": {netip.MustParseAddr("10.0.0.7"), netip.MustParseAddr("::ffff:127.0.0.1")},
		"own.example":    {netip.MustParseAddr("192.168.7.7")},
	}
	lookup := func(_ context.Context, _, host string) ([]netip.Addr, error) {
		switch ips, known := names[host]; {
		case known:
			return ips, nil
		case host == "slow.example":
			return nil, errors.New("no answer")
		}
		return nil, &net.DNSError{Name: host, IsNotFound: true}
	}
	allow := []netip.Prefix{netip.MustParsePrefix("192.168.7.0/24")}
	for address, want := range map[string]resale.Code{
		"https://open.example/api/v2":   "",
		"https://both.example/api/v2":   "",
		"https://own.example:8443":      "",
		"https://slow.example":          "",
		"https://8.8.8.8":               "",
		"https://inside.example/api/v2": resale.PrivateAddress,
		"https://10.0.0.1":              resale.PrivateAddress,
		"https://127.0.0.1:9000":        resale.PrivateAddress,
		"https://[::1]":                 resale.PrivateAddress,
		"https://169.254.169.254":       resale.PrivateAddress,
		"https://mistyped.example":      resale.NotFound,
		"https://":                      resale.Invalid,
	} {
		if err := CheckHost(t.Context(), address, allow, lookup); resale.CodeOf(err) != want {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
}

func TestOwnHost(t *testing.T) {
	own := []netip.Prefix{netip.MustParsePrefix("192.168.7.0/24"), netip.MustParsePrefix("fd00::/8")}
	for address, want := range map[string]bool{
		"http://192.168.7.7:8080":          true,
		"https://[fd00::7]/shop":           true,
		"https://[::ffff:192.168.7.7]":     true,
		"http://192.168.8.7":               false,
		"http://8.8.8.8":                   false,
		"http://own.example":               false, // a name may lead elsewhere next time
		"http://192.168.7.7.example":       false,
		"http://192.168.7.7@thief.example": false,
		"://":                              false,
		"":                                 false,
	} {
		if got := OwnHost(address, own); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
