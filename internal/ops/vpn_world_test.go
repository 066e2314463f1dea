package ops_test

import (
	"net/http"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/vpnresellers"
	"resellerbot/storage"
)

// tunnels is a VPNresellers panel with the account ana, which renews itself,
// and Ops over a database file that outlives them.
type tunnels struct {
	desk
	panel *sandbox.VPNPanel
	ana   int64
}

func newTunnels(t *testing.T) *tunnels {
	t.Helper()
	w := &tunnels{}
	w.furnish(t, w.way)
	w.panel = sandbox.NewVPN(sandbox.VPNOptions{Now: w.Now})
	w.reach(w.panel)
	user := w.panel.AddKey(ourKey, "100")
	project := w.panel.AddProject(sandbox.VPNProject{User: user, Name: "North", Description: "Shops"})
	w.panel.AddCustomer(sandbox.VPNCustomer{User: user, FirstName: "Rui", LastName: "Lima", Email: "rui@example.com", Project: project})
	w.ana = w.panel.AddAccount(sandbox.VPNAccount{User: user, Username: "ana", Password: "old-password"})
	w.open()
	w.connect(ourKey)
	return w
}

// way is how the panel is reached.
func (w *tunnels) way() ops.Config {
	return ops.Config{VPNResellers: func(_ string, key secret.String) *vpnresellers.Client {
		return vpnresellers.New(vpnresellers.Config{
			BaseURL: w.base, Key: key, HTTP: w.web(), Timeout: timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond,
		})
	}}
}

func (w *tunnels) connect(key string) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.VPNResellers, By: 1}, secret.New(key))
	}))
}

// saleEnd is the end of what is sold in the tests, a day's beginning.
func saleEnd() time.Time { return time.Date(2026, 6, 21, 0, 0, 0, 0, time.UTC) }

func (w *tunnels) sale() ops.VPNSale {
	return ops.VPNSale{New: resale.NewVPNAccount{Username: "bia", Password: "abc1234"}, Until: saleEnd()}
}

// account gives an account of the panel.
func (w *tunnels) account(name string) sandbox.VPNAccount {
	a, _ := w.panel.Account(name)
	return a
}

// writes counts the calls that could change something.
func (w *tunnels) writes() (n int) {
	for _, c := range w.panel.Calls() {
		n += count(c.Method != http.MethodGet && c.Path != "accounts/validate")
	}
	return n
}
