package resale

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestVPNExpiryIsNeverTooEarly(t *testing.T) {
	for until, want := range map[string]string{
		"2026-03-10T00:00:00Z":      "2026-03-10",
		"2026-03-10T00:00:01Z":      "2026-03-11",
		"2026-03-10T23:59:59.9Z":    "2026-03-11",
		"2026-03-10T22:30:00-03:00": "2026-03-12", // the 11th in UTC
		"2026-03-10T01:00:00+02:00": "2026-03-10",
		"2026-12-31T12:00:00Z":      "2027-01-01",
		"2028-02-28T12:00:00Z":      "2028-02-29",
	} {
		at, err := time.Parse(time.RFC3339, until)
		if err != nil {
			t.Fatal(err)
		}
		got := VPNExpiry(at)
		if got.Format(time.RFC3339) != want+"T00:00:00Z" || got.Before(at) || got.Sub(at) >= 24*time.Hour {
			t.Errorf("%s: %s, want %s", until, got, want)
		}
	}
}

func TestVPNNamesAndPasswords(t *testing.T) {
	for text, want := range map[string][2]bool{ // name, password
		"":                      {false, false},
		"ab":                    {false, false},
		"abc":                   {true, false},
		"abcde":                 {true, false},
		"abcdef":                {true, true},
		"aZ09-_.@":              {true, true},
		"ana.silva@example.com": {true, true},
		strings.Repeat("x", 50): {true, true},
		strings.Repeat("x", 51): {false, false},
		"has blank":             {false, false},
		"ânatânia":              {false, false},
		"semi;colon":            {false, false},
		"new\nline":             {false, false},
		"plus+plus":             {false, false},
	} {
		for i, check := range []func(string) error{CheckVPNUsername, CheckVPNPassword} {
			err := check(text)
			if (err == nil) != want[i] || err != nil && CodeOf(err) != Invalid {
				t.Errorf("%q: %v, want %v", text, err, want[i])
			}
			if err != nil && len(text) > 2 && strings.Contains(err.Error(), text) {
				t.Errorf("%q is in %v", text, err)
			}
		}
	}
}

// What wg-quick takes: the name becomes a network interface.
var wireGuardFile = regexp.MustCompile(`^[a-zA-Z0-9_=+.-]{1,15}\.conf$`)

func TestConfigName(t *testing.T) {
	for _, test := range []struct {
		protocol                 VPNProtocol
		country, account, wanted string
	}{
		{OpenVPN, "NL", "ana.silva", "NL-ana.silva.ovpn"},
		{WireGuard, "NL", "ana", "NL-ana.conf"},
		{WireGuard, "NL", "ana.silva@example.com", "NL-ana.silva_ex.conf"},
		{VLESS, "TH", "ana", "TH-ana.txt"},
		{OpenVPN, "", "ana", "ana.ovpn"},
		{OpenVPN, "", "", "vpn.ovpn"},
		{WireGuard, "São Tomé", "../../etc/x", "SoTom-....etcx.conf"},
		{WireGuard, "NL", "321inter", "vpn.conf"},
		{OpenVPN, "bkk-s02.321inter.net", "ana", "vpn.ovpn"},
		{OpenVPN, "NL", strings.Repeat("x", 80), "NL-" + strings.Repeat("x", 57) + ".ovpn"},
	} {
		got := ConfigName(test.protocol, test.country, test.account)
		if got != test.wanted {
			t.Errorf("%q, want %q", got, test.wanted)
		}
		if test.protocol == WireGuard && !wireGuardFile.MatchString(got) {
			t.Errorf("wg-quick does not take %q", got)
		}
	}
}

func TestShowsSupplier(t *testing.T) {
	servers := []VPNServer{{Name: "ams.example.net", IP: "192.0.2.7"}, {Name: "Amsterdam", IP: ""}, {}}
	for text, want := range map[string]bool{
		"Netherlands, Amsterdam":              false,
		"Connect to AMS-S02.321inter.NET now": true,
		"Powered by VPNresellers":             true,
		"ping ams.example.net":                true,
		"ping 192.0.2.7":                      true,
		"ping 192.0.3.7":                      false,
		"":                                    false,
	} {
		if got := ShowsSupplier(text, servers...); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestRenameVLESS(t *testing.T) {
	for link, want := range map[string]string{
		"vless://id@x.example:443?type=tcp#nl-v01.321inter.net": "vless://id@x.example:443?type=tcp#NL%20ana",
		"vless://id@x.example:443":                              "vless://id@x.example:443#NL%20ana",
	} {
		if got := RenameVLESS(link, "NL ana"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestAConfigurationIsNotPrinted(t *testing.T) {
	c := VPNConfig{Content: "PrivateKey = hidden", Name: "wg0.conf"}
	encoded, err := json.Marshal([]any{c, &c})
	text := fmt.Sprintf("%v %+v %#v %s %x %v %+v %s", c, c, c, c, c, &c, []VPNConfig{c}, encoded)
	if err != nil || strings.Contains(text, "hidden") || strings.Contains(text, "68696464656e") || !strings.Contains(text, "wg0.conf") {
		t.Error(text, err)
	}
}

func TestAnAccountIsOver(t *testing.T) {
	end := time.Date(2026, 9, 18, 0, 0, 0, 0, time.UTC)
	account := VPNAccount{Expires: end}
	if account.Over(end.Add(-time.Second)) || !account.Over(end) || (VPNAccount{}).Over(end) {
		t.Error("over too early, too late, or without an end")
	}
}

func TestPagesEnd(t *testing.T) {
	for page, more := range map[[2]int]bool{{1, 2}: true, {2, 2}: false, {1, 0}: false, {3, 2}: false} {
		if got := (VPNPage[int]{Page: page[0], Pages: page[1]}).More(); got != more {
			t.Errorf("%v: %v", page, got)
		}
	}
}
