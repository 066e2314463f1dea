package sandbox

import (
	"crypto/ecdh"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"
)

func startVPNServers(t *testing.T) vpnTest {
	t.Helper()
	v := startVPN(t)
	v.p.AddServer(VPNServer{ID: 123, CountryCode: "TH", City: "Bangkok", IP: "192.0.2.1", Capacity: 7})
	v.p.AddVLESSServer(VPNServer{Name: "v.example", IP: "192.0.2.2", CountryCode: "NL", City: "Amsterdam"})
	v.p.AddPort(VPNPort{Protocol: "udp", Number: 1194, Default: true})
	v.p.AddPort(VPNPort{Protocol: "tcp", Number: 443})
	return v
}

const (
	vpnBangkok   = `{"capacity":7,"city":"Bangkok","country_code":"TH","id":123,"ip":"192.0.2.1","name":"th-123.supplier-net.example"}`
	vpnAmsterdam = `{"capacity":0,"city":"Amsterdam","country_code":"NL","id":1,"ip":"192.0.2.2","name":"v.example"}`
)

func TestVPNServers(t *testing.T) {
	v := startVPNServers(t)
	v.says("GET servers", 200, `{"data":[`+vpnBangkok+`]}`)
	v.says("GET vless-servers", 200, `{"data":[`+vpnAmsterdam+`]}`)
	const ports = `[{"default":1,"id":1,"number":1194,"protocol":"udp"},{"default":0,"id":2,"number":443,"protocol":"tcp"}]`
	v.says("GET ports", 200, vpnData(ports))
	for capacity, want := range map[VPNScalar]string{VPNString: `"capacity":"7",`, VPNNull: `"capacity":null,`, VPNMissing: ""} {
		v.p.Quirk(VPNQuirks{Capacity: capacity})
		v.says("GET servers", 200, `{"data":[`+strings.Replace(vpnBangkok, `"capacity":7,`, want, 1)+`]}`)
	}
	v.p.Quirk(VPNQuirks{PagedServers: true, PortFlags: true})
	v.says("GET servers", 200, vpnOnly("servers", vpnBangkok))
	v.says("GET vless-servers", 200, vpnOnly("vless-servers", vpnAmsterdam))
	v.says("GET ports", 200, vpnData(strings.NewReplacer(`"default":1`, `"default":true`, `"default":0`, `"default":false`).Replace(ports)))
	v.p.Quirk(VPNQuirks{VLESS: VPNVLESSAbsent})
	v.says("GET vless-servers", 404, vpnMissing)
	v.says("GET configuration/vless?server_id=1&account_id=1001", 404, vpnMissing)
}

// file asks for a configuration as JSON and gives what is in it, which must be
// the same as what is downloaded.
func (v vpnTest) file(path string) (content, name string) {
	v.t.Helper()
	status, text := v.ask("ours", "GET configuration/"+path)
	var c struct {
		Data struct{ Content, Name string }
	}
	if err := json.Unmarshal([]byte(text), &c); status != 200 || err != nil {
		v.t.Fatalf("%d %s, %v", status, text, err)
	}
	if status, text := v.send("Bearer ours", vpnAcceptFile, "GET", "configuration/"+path, ""); status != 200 || text != strings.TrimSuffix(c.Data.Content, "\n") {
		v.t.Errorf("as a file: %d %s", status, text)
	}
	return c.Data.Content, c.Data.Name
}

func TestVPNWireGuard(t *testing.T) {
	v := startVPNServers(t)
	v.p.AddAccount(VPNAccount{User: 3595, Username: "carla"})
	carla, _ := v.p.Account("carla")
	content, name := v.file("wireguard?server_id=123&account_id=1003")
	public := v.p.Servers()[0].public
	want := "[Interface]\nPrivateKey = " + carla.WireGuardPrivateKey + "\nAddress = " + carla.WireGuardIP + "\nDNS = 172.16.0.1\n\n" +
		"[Peer]\nPublicKey = " + public + "\nAllowedIPs = 0.0.0.0/0,::/0\nEndpoint = th-123.supplier-net.example:55888\n"
	if content != want || name != "wg0.conf" {
		t.Errorf("%s: %s", name, content)
	}
	raw, err := base64.StdEncoding.DecodeString(carla.WireGuardPrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ecdh.X25519().NewPrivateKey(raw)
	if err != nil || base64.StdEncoding.EncodeToString(key.PublicKey().Bytes()) != carla.WireGuardPublicKey || carla.WireGuardIP != "10.250.0.4" {
		t.Errorf("%+v, %v", carla, err)
	}
	v.p.Quirk(VPNQuirks{Branded: true})
	if content, name := v.file("wireguard?server_id=123&account_id=1003"); content != "# th-123.supplier-net.example\n"+want || name != "th-123.supplier-net.example.conf" {
		t.Errorf("%s: %s", name, content)
	}
}

func TestVPNVLESSLinks(t *testing.T) {
	v := startVPNServers(t)
	const path = "vless?server_id=1&account_id=1001"
	content, name := v.file(path)
	want := "vless://00000000-0000-4000-8000-000000000001@v.example:443?encryption=none&flow=xtls-rprx-vision&fp=chrome&pbk="
	if !strings.HasPrefix(content, want) || !strings.HasSuffix(content, "&security=reality&sid=00000001&sni=www.example.com&type=tcp#NL-1") || name != "NL-1.txt" {
		t.Errorf("%s: %s", name, content)
	}
	inJSON, _ := json.Marshal(content)
	v.p.Quirk(VPNQuirks{VLESS: VPNVLESSLink})
	v.says("GET configuration/"+path, 200, vpnData(string(inJSON)))
	v.p.Quirk(VPNQuirks{VLESS: VPNVLESSBare})
	v.says("GET configuration/"+path, 200, content)
}

func TestVPNOpenVPN(t *testing.T) {
	v := startVPNServers(t)
	const path = "openvpn?server_id=123&port_id=2"
	content, name := v.file(path)
	_, certificate, _ := strings.Cut(content, "<ca>\n")
	certificate, _, _ = strings.Cut(certificate, "\n</ca>")
	block, rest := pem.Decode([]byte(certificate + "\n"))
	if block == nil || len(rest) > 0 {
		t.Fatalf("no certificate in %s", content)
	}
	if ca, err := x509.ParseCertificate(block.Bytes); err != nil || !ca.IsCA || ca.CheckSignatureFrom(ca) != nil {
		t.Errorf("%v, %v", ca, err)
	}
	const remote = "client\ndev tun\nremote th-123.supplier-net.example\nport 443\nproto tcp\npersist-key\npersist-tun\ncomp-lzo\nauth-user-pass\nnobind\nca ca.crt\n"
	const tail = "float\ntun-mtu 48000\nmssfix 0\n"
	const ciphers = "auth SHA256\ncipher AES-256-CBC\n"
	inline := "\n<ca>\n" + certificate + "\n</ca>\n"
	if want := remote + ciphers + tail + inline; content != want || name != "TH-123.ovpn" {
		t.Errorf("%s:\n%s", name, content)
	}
	indented := "\n<ca>\n    " + strings.ReplaceAll(certificate, "\n", "\n    ") + "\n\n</ca>\n"
	for profile, want := range map[VPNProfile]string{
		VPNProfileOld:     remote + ciphers + "keysize 256\nfragment 0\n" + tail + inline,
		VPNProfilePrinted: remote + ciphers + "keysize 256\nfragment 0\n" + tail + indented,
		VPNProfileCRLF:    strings.ReplaceAll(remote+ciphers+tail+inline, "\n", "\r\n"),
		VPNProfileFile:    remote + ciphers + tail,
		VPNProfileInline: "client\ndev tun\nremote th-123.supplier-net.example 443 tcp\npersist-key\npersist-tun\nauth-user-pass\nnobind\n" +
			ciphers + tail + inline,
	} {
		v.p.Quirk(VPNQuirks{Profile: profile})
		status, text := v.send("Bearer ours", vpnAcceptFile, "GET", "configuration/"+path, "")
		if status != 200 || text != strings.TrimSuffix(want, "\n") {
			t.Errorf("%s: %d\n%s", profile, status, text)
		}
	}
	v.p.Quirk(VPNQuirks{Branded: true})
	if branded, name := v.file(path); branded != "# th-123.supplier-net.example\n"+content || name != "th-123.supplier-net.example.ovpn" {
		t.Errorf("%s: %s", name, branded)
	}
}

func TestVPNConfigurationsRefused(t *testing.T) {
	v := startVPNServers(t)
	v.says("GET configuration/openvpn?port_id=9", 422,
		`{"code":422,"errors":{"port_id":["The selected port id is invalid."],"server_id":["The server id field is required."]},"message":"The given data was invalid."}`)
	v.says("GET configuration/openvpn?port_id=x&server_id=123", 422, vpnWrong(vpnGiven, "port_id", "The selected port id is invalid."))
	for _, kind := range []string{"wireguard?server_id=123", "vless?server_id=1"} {
		v.says("GET configuration/"+kind, 422, vpnWrong(vpnGiven, "account_id", "The account id field is required."))
		v.says("GET configuration/"+kind+"&account_id=1002", 422, vpnWrong(vpnGiven, "account_id", "The selected account id is invalid."))
		v.says("GET configuration/"+kind+"&account_id=7", 422, vpnWrong(vpnGiven, "account_id", "The selected account id is invalid."))
	}
	v.says("GET configuration/vless?server_id=123&account_id=1001", 422, vpnWrong(vpnGiven, "server_id", "The selected server id is invalid."))
	const path = "configuration/wireguard?server_id=123&account_id=1001"
	for _, c := range []struct {
		only   bool
		accept string
		status int
	}{{false, "*/*", 200}, {true, "*/*", 406}, {true, "application/json, */*", 406}, {true, vpnAcceptJSON, 200}, {true, vpnAcceptFile, 200}} {
		v.p.Quirk(VPNQuirks{OnlyJSON: c.only})
		if status, text := v.send("Bearer ours", c.accept, "GET", path, ""); status != c.status || status == 406 && text != `{"code":406,"message":"Not Acceptable."}` {
			t.Errorf("%+v: %d %s", c, status, text)
		}
	}
}
