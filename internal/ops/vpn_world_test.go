package ops_test

import (
	"net/http"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/chat"
	"resellerbot/internal/httpapi"
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
	*ops.Ops
	t     *testing.T
	panel *sandbox.VPNPanel
	wire  *wire
	death death
	store *storage.Store
	keys  *secret.Keyring
	file  string
	base  string
	ana   int64
	told  []ops.Outcome

	mu  sync.Mutex
	now time.Time
}

func newTunnels(t *testing.T) *tunnels {
	t.Helper()
	w := &tunnels{t: t, file: filepath.Join(t.TempDir(), "bot.db"), now: time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)}
	w.panel = sandbox.NewVPN(sandbox.VPNOptions{Now: w.Now})
	var err error
	w.base, err = w.panel.Start()
	w.must(err)
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	w.wire = &wire{to: transport}
	t.Cleanup(func() { _ = w.store.Close(); transport.CloseIdleConnections(); _ = w.panel.Close() })
	user := w.panel.AddKey(ourKey, "100")
	project := w.panel.AddProject(sandbox.VPNProject{User: user, Name: "North", Description: "Shops"})
	w.panel.AddCustomer(sandbox.VPNCustomer{User: user, FirstName: "Rui", LastName: "Lima", Email: "rui@example.com", Project: project})
	w.ana = w.panel.AddAccount(sandbox.VPNAccount{User: user, Username: "ana", Password: "old-password"})
	w.keys, err = secret.NewKeyring()
	w.must(err)
	w.open()
	w.connect(ourKey)
	return w
}

func (w *tunnels) Now() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *tunnels) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.now = w.now.Add(d) }

func (w *tunnels) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *tunnels) open() {
	w.t.Helper()
	store, err := storage.OpenUnsynced(w.file, w.keys, storage.Options{Now: w.Now, Committed: w.death.committed})
	w.must(err)
	w.store = store
	w.Ops = ops.New(ops.Config{Store: store, Now: w.Now, VPNResellers: func(_ string, key secret.String) *vpnresellers.Client {
		return vpnresellers.New(vpnresellers.Config{
			BaseURL: w.base, Key: key, HTTP: &http.Client{Transport: w.wire}, Timeout: timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond,
		})
	}})
}

func (w *tunnels) connect(key string) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.VPNResellers, By: 1}, secret.New(key))
	}))
}

// restart is what a crash leaves: the database file and the panel.
func (w *tunnels) restart() {
	w.t.Helper()
	w.must(w.store.Close())
	w.must(w.death.over(w.file))
	w.wire.heal()
	w.open()
}

func (w *tunnels) act(key string) ops.Act {
	return ops.Act{Key: key, Place: chat.Place{Chat: ourChat}, Person: 1, Lang: "en"}
}

// reconcile lets time pass and looks up what is open, until nothing is.
func (w *tunnels) reconcile() {
	w.t.Helper()
	for range 50 {
		w.pass(3 * time.Minute)
		if w.reconcileOnce() == 0 {
			return
		}
		w.pass(15 * time.Minute)
	}
	w.t.Fatal("an act does not come to an end")
}

func (w *tunnels) reconcileOnce() int {
	w.t.Helper()
	due, err := w.Unsettled(w.t.Context(), 50)
	w.must(err)
	for _, row := range due {
		w.must(w.Reconcile(w.t.Context(), row, w.tell))
	}
	return len(due)
}

func (w *tunnels) tell(_ *storage.Tx, _ storage.Entry, out ops.Outcome) error {
	w.told = append(w.told, out)
	return nil
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
