package vpnresellers

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// The private key of an account is in every answer and in nothing that comes
// out of this package, but for the text of a configuration.
func TestThePrivateKeyStaysInside(t *testing.T) {
	t.Parallel()
	all := reads()
	maps.Copy(all, writes())
	answers := map[string]string{
		"VR02": "accounts.json", "VR21": "customers.json", "VR22": "customer.json", "VR23": "customer.json", "VR26": "accounts.json",
		"VR27": "projects.json", "VR28": "project.json", "VR29": "project.json", "VR32": "customers.json", "VR33": "accounts.json",
		"VR03": "account_created.json", "VR15": "openvpn.json", "VR16": "wireguard.json", "VR17": "geoip.json", "VR18": "servers.json",
		"VR19": "ports.json", "VR20": "profile.json", "find": "accounts.json", "vless": "vless.json", "VR10": "validated.json",
	}
	for name, ask := range all {
		file := answers[name]
		if file == "" {
			file = "account.json"
		}
		c, _ := start(t, recorded(t, 200, file))
		value, err := ask(t.Context(), c)
		if err != nil && name != "VR22" && name != "VR28" {
			t.Errorf("%s: %v", name, err)
		}
		hides(t, name, value, err, privateKey)
	}
	config := resale.VPNConfig{Content: "PrivateKey = " + privateKey, Name: "wg0.conf"}
	hides(t, "a configuration", []any{config, &config, struct{ C resale.VPNConfig }{config}}, nil, privateKey)
}

// hides checks every way of writing something down.
func hides(t *testing.T, name string, value any, err error, hidden ...string) {
	t.Helper()
	encoded, bad := json.Marshal(value)
	if bad != nil {
		t.Fatal(bad)
	}
	text := fmt.Sprintf("%s %v %+v %#v %s %v %#v", encoded, value, value, value, outcome(err), err, err)
	for _, secret := range hidden {
		if strings.Contains(text, secret) {
			t.Errorf("%s shows %q: %s", name, secret, text)
		}
	}
}

// A panel that says what it must not, in any failure, is not repeated.
func TestNoErrorShowsASecret(t *testing.T) { synctest.Test(t, noErrorShowsASecret) }

func noErrorShowsASecret(t *testing.T) {
	all := reads()
	maps.Copy(all, writes())
	const basic = "YW5hLnNpbHZhOnBhLnNzLVdPUkRfMUA="
	// The password alone is redacted in the calls that send it.
	sends := map[string]bool{"VR03": true, "VR08": true, "VR10": true, "VR13": true, "VR14": true}
	for _, form := range []string{
		`{"message":"SECRET"}`, `{"message":{"wg_private_key":"SECRET"}}`, `{"error":"no: SECRET"}`, `{"errors":{"wg_private_key":["SECRET"]}}`,
		`{"data":{"id":0,"wg_private_key":"SECRET"},"message":"SECRET","code":200}`, `{"data":{"id":9,"username":"a","expired_at":"SECRET"}}`,
		`{"data":["SECRET"]}`, `{"data":{"wg_private_key":SECRET`, `SECRET`, `<html>SECRET</html>`,
	} {
		for name, ask := range all {
			hidden := []string{privateKey, privateKey[:30], testKey}
			if sends[name] {
				hidden = append(hidden, testPassword, basic)
			}
			for _, status := range []int{200, 401, 404, 422, 500} {
				for _, said := range append(hidden, strings.Repeat("x ", 80)+privateKey) { // the last is cut within the key
					c, _ := direct(t, says(status, strings.ReplaceAll(form, "SECRET", said)))
					_, err := ask(t.Context(), c)
					hides(t, fmt.Sprint(name, " ", status, " ", form), nil, err, hidden...)
				}
			}
		}
	}
}

func TestAClientShowsNoKey(t *testing.T) {
	c, _ := start(t, says(200, "{}"))
	hides(t, "the client", nil, nil, testKey)
	if text := fmt.Sprintf("%+v %#v", c, *c); strings.Contains(text, testKey) {
		t.Error(text)
	}
}

func TestEveryCallIsObserved(t *testing.T) {
	all := reads()
	maps.Copy(all, writes())
	for name, ask := range all {
		var seen []httpapi.Observation
		c := serve(t, &panel{t: t, replies: []reply{recorded(t, 402, "no_funds.json")}}, func(config *Config) {
			config.Observe = func(o httpapi.Observation) { seen = append(seen, o) }
		})
		_, _ = ask(context.WithoutCancel(t.Context()), c)
		want := name
		if name == "find" {
			want = "VR02"
		}
		if len(seen) != 1 || seen[0].Provider != "vpnresellers" || seen[0].Operation != want || seen[0].Outcome != resale.NoFunds {
			t.Errorf("%s: %+v", name, seen)
		}
	}
}
