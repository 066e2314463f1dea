package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// asked gives the answer to our key without a network.
func (p *VPNPanel) asked(method, path, body string) (int, string) {
	r := httptest.NewRequest(method, "/v4_1/"+path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer ours")
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func TestVPNCreatesAtOnceAgree(t *testing.T) {
	p := NewVPN(VPNOptions{Now: func() time.Time { return vpnNoon }})
	p.AddKey("ours", "6.65") // 100 days of 0.066, and a rest
	var work sync.WaitGroup
	for n := range 8 {
		work.Go(func() {
			for i := range 40 { // two workers want each name
				name := fmt.Sprintf("u%d-%d", n/2, i)
				p.asked(http.MethodPost, "accounts", `{"username":"`+name+`","password":"secret"}`)
				p.asked(http.MethodGet, "accounts?per_page=100", "")
				_, _, _, _ = p.Accounts(), p.Calls(), p.Balance("ours"), p.Acts(name)
				p.Bill()
			}
		})
	}
	work.Wait()
	addresses, keys := map[string]bool{}, map[string]bool{}
	for _, a := range p.Accounts() {
		addresses[a.WireGuardIP], keys[a.WireGuardPrivateKey] = true, true
		if acts := p.Acts(a.Username); acts != (VPNActs{Creates: 1, Days: 1}) {
			t.Errorf("%s: %+v", a.Username, acts)
		}
	}
	if n := p.Count("POST accounts"); n != (VPNCount{320, 100}) || len(addresses) != 100 || len(keys) != 100 || p.Balance("ours") != "0.05" {
		t.Errorf("%+v, %d addresses, %d keys, left %s", n, len(addresses), len(keys), p.Balance("ours"))
	}
}

func TestVPNSeed(t *testing.T) {
	p := NewVPN(VPNOptions{Now: func() time.Time { return vpnNoon }})
	user := p.AddKey("ours", "40")
	p.Seed("ours")
	countries, names := map[string]bool{}, map[string]bool{}
	for _, s := range p.Servers() {
		countries[s.CountryCode], names[s.Name] = true, true
		if !strings.HasSuffix(s.Name, "."+VPNSupplier) || s.City == "" || s.IP == "" {
			t.Errorf("%+v", s)
		}
	}
	if len(names) != 60 || len(countries) != 26 {
		t.Errorf("%d servers in %d countries", len(names), len(countries))
	}
	var renews, expired, disabled, owned int
	for _, a := range p.Accounts() {
		count := func(n *int, on bool) { *n += map[bool]int{true: 1}[on] }
		count(&renews, a.Expires.IsZero())
		count(&expired, !a.Expires.IsZero() && a.Expires.Before(vpnNoon))
		count(&disabled, a.Disabled)
		count(&owned, a.Customer != 0 && a.User == user)
	}
	if renews != 5 || expired != 5 || disabled != 5 || owned != 30 || len(p.Accounts()) != 40 {
		t.Errorf("%d renew, %d expired, %d disabled, %d owned of %d", renews, expired, disabled, owned, len(p.Accounts()))
	}
	for _, path := range []string{
		"configuration/openvpn?server_id=60&port_id=7", "configuration/wireguard?server_id=60&account_id=1001",
		"configuration/vless?server_id=1&account_id=1040", "customers/6/accounts", "projects/2/accounts", "vless-servers",
	} {
		if status, text := p.asked(http.MethodGet, path, ""); status != 200 || strings.Contains(text, `"data":[]`) {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
	if got := p.Balance("ours"); got != "40.00" {
		t.Errorf("balance %s", got)
	}
}

// BenchmarkVPNSale makes an account and sets its expiry, beside 5,000 others.
func BenchmarkVPNSale(b *testing.B) {
	p := NewVPN(VPNOptions{})
	user := p.AddKey("ours", "1000000")
	for n := range 5000 {
		p.AddAccount(VPNAccount{User: user, Username: fmt.Sprint("old", n)})
	}
	n := 0
	for b.Loop() {
		n++
		p.asked(http.MethodPost, "accounts", fmt.Sprintf(`{"username":"new%d","password":"secret"}`, n))
		if status, _ := p.asked(http.MethodPut, fmt.Sprintf("accounts/%d/expire", 6000+n), `{"expire_at":"2100-01-01"}`); status != 200 {
			b.Fatal(status)
		}
	}
}
