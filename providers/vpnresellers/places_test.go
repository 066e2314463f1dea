package vpnresellers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func TestVR15OpenVPN(t *testing.T) {
	c, p := start(t, recorded(t, 200, "openvpn.json"))
	got, err := c.OpenVPN(t.Context(), 3, 1)
	if err != nil || got.Name != "TH-123.ovpn" || !strings.HasPrefix(got.Content, "client\ndev tun\n") ||
		!strings.HasSuffix(got.Content, "bm8gY2VydGlmaWNhdGU/\n    -----END CERTIFICATE-----\n\n</ca>\n") {
		t.Errorf("%s %q, %v", got.Name, got.Content, err)
	}
	p.wasAsked("GET /configuration/openvpn?port_id=1&server_id=3")
}

func TestVR16WireGuard(t *testing.T) {
	c, p := start(t, recorded(t, 200, "wireguard.json"), says(422, `{"message":"The given data was invalid.","errors":{"server_id":["The server id field is required."]}}`))
	got, err := c.WireGuard(t.Context(), 1, 9)
	if err != nil || !strings.HasPrefix(got.Content, "[Interface]\nPrivateKey = "+privateKey+"\n") || !strings.HasSuffix(got.Content, ":55888\n") {
		t.Errorf("%q, %v", got.Content, err)
	}
	if _, err := c.WireGuard(t.Context(), 0, 9); outcome(err) != "invalid: The server id field is required. [server_id]" {
		t.Error(err)
	}
	p.wasAsked("GET /configuration/wireguard?account_id=9&server_id=1", "GET /configuration/wireguard?account_id=9&server_id=0")
}

func TestVR17GeoIP(t *testing.T) {
	c, p := start(t, recorded(t, 200, "geoip.json"))
	got, err := c.GeoIP(t.Context())
	same(t, resale.GeoIP{
		IP: "192.0.2.44", Country: "United States", CountryCode: "US", City: "New Haven", Continent: "NA", Lat: 41.31, Lon: -72.92,
	}, got, err)
	p.wasAsked("GET /geoip")
}

func recordedServers() []resale.VPNServer {
	return []resale.VPNServer{
		{ID: 1, Name: "ams-s09.321inter.net", IP: "192.0.2.188", CountryCode: "NL", City: "Amsterdam"},
		{ID: 3, Name: "bkk-s09.321inter.net", IP: "192.0.2.109", CountryCode: "TH", City: "Bangkok", Capacity: 37},
	}
}

func TestVR18ListServers(t *testing.T) {
	c, p := start(t, recorded(t, 200, "servers.json"))
	got, err := c.Servers(t.Context())
	same(t, recordedServers(), got, err)
	p.wasAsked("GET /servers")
}

func TestServersMayBePaged(t *testing.T) {
	paged := func(page int) reply {
		return says(200, fmt.Sprintf(`{"data":[{"id":%d,"name":"a","country_code":"nl","city":"B"}],"meta":{"current_page":%d,"last_page":3}}`, page, page))
	}
	c, p := start(t, paged(1), paged(2), paged(3))
	got, err := c.Servers(t.Context())
	if err != nil || len(got) != 3 || got[2].ID != 3 || got[2].CountryCode != "NL" {
		t.Errorf("%+v, %v", got, err)
	}
	p.wasAsked("GET /servers", "GET /servers?page=2", "GET /servers?page=3")
}

func TestVR19ListPorts(t *testing.T) {
	c, p := start(t, recorded(t, 200, "ports.json"))
	got, err := c.Ports(t.Context())
	same(t, []resale.VPNPort{
		{ID: 1, Protocol: "udp", Number: 1194, Default: true}, {ID: 2, Protocol: "udp", Number: 118}, {ID: 3, Protocol: "tcp", Number: 443},
	}, got, err)
	p.wasAsked("GET /ports")
}

func TestVR20Balance(t *testing.T) {
	c, p := start(t, recorded(t, 200, "profile.json"))
	got, err := c.Balance(t.Context())
	same(t, resale.Balance{Amount: dec("253.70")}, got, err)
	p.wasAsked("GET /profile")
	for body, want := range map[string]string{
		`{"data":{"balance":253.7}}`:        "253.7",
		`{"data":{"balance":"1,253.70"}}`:   "1253.70",
		`{"data":{"balance":"-0.07"}}`:      "-0.07",
		`{"data":{"balance":"1.253,70"}}`:   "bad_answer",
		`{"data":{"balance":"1,25"}}`:       "bad_answer",
		`{"data":{"balance":null}}`:         "bad_answer",
		`{"data":{"balance":{"usd":"1"}}}`:  "bad_answer",
		`{"balance":"253.70","code":200}`:   "bad_answer",
		`{"data":[],"code":200}`:            "bad_answer",
		`{"data":{"balance":"1"},"code":5}`: "1",
	} {
		c, _ := start(t, says(200, body))
		got, err := c.Balance(t.Context())
		text := got.Amount.String()
		if err != nil {
			text = outcome(err)
		}
		if text != want {
			t.Errorf("%s: %q, want %q", body, text, want)
		}
	}
}

func TestVLESSServers(t *testing.T) {
	c, p := start(t, recorded(t, 200, "servers.json"))
	got, err := c.VLESSServers(t.Context())
	same(t, recordedServers(), got, err)
	p.wasAsked("GET /vless-servers")
}

// The endpoints are not documented, nor is what they answer.
func TestVLESS(t *testing.T) {
	const link = "vless://7b1c9a52-0e44@nl.example.com:443?security=reality&type=tcp#NL"
	for _, test := range []struct {
		status     int
		body, want string
	}{
		{200, `{"data":{"content":"` + link + `","name":"x"},"code":200}`, link},
		{200, `{"data":"` + link + `"}`, link},
		{200, `"` + link + `"`, link},
		{200, `{"data":{"links":["ss://x","` + link + `","vless://second@x:1"]}}`, link},
		{200, `{"data":{"html":"<a href='` + link + `'>open<\/a>"}}`, link},
		{200, `{"data":{"content":"# NL\n` + link + `\nvless://second@x:1\n"}}`, link},
		{200, `{"` + link + `":1}`, link},
		{200, `{"data":{"content":"trojan://x"},"code":200}`, "bad_answer"},
		{200, `{"data":{"content":"vless://"},"code":200}`, "bad_answer"},
		{200, `[]`, "bad_answer"},
		{404, `{"message":""}`, "unsupported"},
		{404, `{"message":"Not Found","code":404}`, "unsupported: Not Found"},
		{404, ``, "unsupported"},
		{405, `{"message":"Method Not Allowed."}`, "unsupported: Method Not Allowed."},
		{404, `{"message":"Account not found.","code":404}`, "unsupported: Account not found."},
		{422, `{"message":"The given data was invalid.","errors":{"account_id":["The selected account id is invalid."]}}`, "invalid: The selected account id is invalid. [account_id]"},
		{200, link + "\n", link},
		{200, "Here it is: " + link + " (NL)", link},
		{200, "nothing", "bad_answer"},
		{402, `{"message":"Insufficient Balance."}`, "no_funds: Insufficient Balance."},
	} {
		c, p := start(t, says(test.status, test.body))
		got, err := c.VLESS(t.Context(), 5, 9)
		text := got.Content
		if err != nil {
			text = outcome(err)
		}
		if text != test.want {
			t.Errorf("%d %s: %q, want %q", test.status, test.body, text, test.want)
		}
		p.wasAsked("GET /configuration/vless?account_id=9&server_id=5")
	}
	c, _ := start(t, recorded(t, 200, "vless.json"))
	got, err := c.VLESS(t.Context(), 5, 9)
	if diff := cmp.Diff("vless://7b1c9a52-0e44-4f3c-9d2e-5a6b7c8d9e0f@nl-v01.321inter.net:443?security=reality&type=tcp#NL-v01", got.Content); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestAPanelWithoutVLESS(t *testing.T) {
	for _, missing := range []reply{recorded(t, 404, "not_found.json"), says(404, ``), says(405, `{"message":"No."}`)} {
		c, _ := start(t, missing)
		if _, err := c.VLESSServers(t.Context()); resale.CodeOf(err) != resale.Unsupported {
			t.Errorf("%s: %v", missing.body, err)
		}
	}
}
