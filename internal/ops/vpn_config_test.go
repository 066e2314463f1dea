package ops_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

// placed adds a server and a port to the panel.
func placed(t *testing.T) (w *tunnels, server, port int64) {
	t.Helper()
	w = newTunnels(t)
	server = w.panel.AddServer(sandbox.VPNServer{IP: "192.0.2.7", CountryCode: "NL", City: "Amsterdam"})
	port = w.panel.AddPort(sandbox.VPNPort{Protocol: "udp", Number: 1194, Default: true})
	return w, server, port
}

// TestServersAreKept for an hour, for a day while the panel is down.
func TestServersAreKept(t *testing.T) {
	w, _, _ := placed(t)
	read := func() {
		t.Helper()
		servers, err := w.VPNServers(t.Context(), ourChat)
		if err != nil || len(servers) != 1 || servers[0].City != "Amsterdam" {
			t.Fatalf("%+v, %v", servers, err)
		}
	}
	calls := func() (n int) {
		for _, c := range w.panel.Calls() {
			n += count(c.Path == "servers")
		}
		return n
	}
	read()
	w.pass(59 * time.Minute)
	read()
	if n := calls(); n != 1 {
		t.Errorf("%d readings in an hour", n)
	}
	w.pass(2 * time.Minute)
	read()
	if n := calls(); n != 2 {
		t.Errorf("%d readings after an hour", n)
	}
	w.wire.set(func(int, *http.Request) (*http.Response, error) { return nil, errCut })
	w.pass(2 * time.Hour)
	read()
	w.pass(23 * time.Hour)
	if _, err := w.VPNServers(t.Context(), ourChat); err == nil {
		t.Error("a list of yesterday")
	}
	w.wire.heal()
	if ports, err := w.VPNPorts(t.Context(), ourChat); err != nil || len(ports) != 1 || ports[0].Number != 1194 {
		t.Errorf("%+v, %v", ports, err)
	}
}

// program finds what a configuration is for. .ci/run installs all of them and
// lets none be missing; elsewhere a test needs nothing but Go.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
		return path
	case os.Getenv("REQUIRE_PROGRAMS") != "":
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed; .ci/run installs it", name)
	return ""
}

// TestOpenVPNTakesEveryProfile: openvpn reads it and goes as far as to connect.
func TestOpenVPNTakesEveryProfile(t *testing.T) {
	openvpn := program(t, "openvpn")
	for _, kind := range []sandbox.VPNProfile{"", sandbox.VPNProfileOld, sandbox.VPNProfilePrinted, sandbox.VPNProfileCRLF, sandbox.VPNProfileInline} {
		t.Run("profile "+string(kind), func(t *testing.T) {
			w, server, port := placed(t)
			w.panel.Quirk(sandbox.VPNQuirks{Profile: kind})
			config, err := w.OpenVPNConfig(t.Context(), ourChat, server, port)
			w.must(err)
			dir := t.TempDir()
			login, profile := filepath.Join(dir, "login"), filepath.Join(dir, "a.ovpn")
			w.must(os.WriteFile(login, []byte("ana\nold-password\n"), 0o600))
			w.must(os.WriteFile(profile, []byte(config.Content), 0o600))
			// It ends by itself, for there is nobody to connect to.
			said, err := exec.CommandContext(t.Context(), openvpn, "--config", profile, "--auth-user-pass", login, "--dev", "null", //nolint:gosec // a file of this test
				"--remote-random-hostname", "--resolv-retry", "0", "--connect-retry-max", "1", "--connect-timeout", "1", "--auth-nocache").CombinedOutput()
			if text := string(said); strings.Contains(text, "Options error") || strings.Contains(text, "Cannot load") || !strings.Contains(text, "RESOLVE") && !strings.Contains(text, "link remote") {
				t.Errorf("%v\n%s", err, text)
			}
		})
	}
}

func TestWireGuardTakesTheConfiguration(t *testing.T) {
	quick := program(t, "wg-quick")
	w, server, _ := placed(t)
	config, err := w.WireGuardConfig(t.Context(), ourChat, server, w.ana)
	w.must(err)
	file := filepath.Join(t.TempDir(), resale.ConfigName(resale.WireGuard, "NL", "ana"))
	w.must(os.WriteFile(file, []byte(config.Content), 0o600))
	said, err := exec.CommandContext(t.Context(), quick, "strip", file).CombinedOutput() //nolint:gosec // a file of this test
	if err != nil || !strings.Contains(string(said), "PrivateKey") || strings.Contains(string(said), "DNS") {
		t.Errorf("%v\n%s", err, said)
	}
}

func TestReadsOfVPN(t *testing.T) {
	w, _, _ := placed(t)
	ctx := t.Context()
	found, err := w.CheckVPN(ctx, secret.New(ourKey))
	if err != nil || found.Accounts != 1 || found.Balance.Amount.String() == "" || found.Capped {
		t.Errorf("%+v, %v", found, err)
	}
	for name, want := range map[string]int{"": 1, "ana": 1, "nobody": 0} {
		page, err := w.VPNAccounts(ctx, ourChat, resale.AccountQuery{Page: 1, Username: name})
		if err != nil || len(page.Accounts) != want || page.More() {
			t.Errorf("%q: %+v, %v", name, page, err)
		}
	}
	for name, want := range map[string]bool{"ana": false, "bia": true} {
		if free, err := w.VPNNameFree(ctx, ourChat, name); err != nil || free != want {
			t.Errorf("%s: %v, %v", name, free, err)
		}
	}
	for password, want := range map[string]bool{"old-password": true, "wrong-password": false} {
		if right, err := w.ValidateVPN(ctx, ourChat, w.ana, "ana", password); err != nil || right != want {
			t.Errorf("%s: %v, %v", password, right, err)
		}
	}
	if a, err := w.VPNAccount(ctx, ourChat, w.ana); err != nil || a.Username != "ana" || !a.RenewsItself() {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := w.VPNAccount(ctx, 999, w.ana); resale.CodeOf(err) != resale.NotConnected {
		t.Errorf("without a key: %v", err)
	}
}
