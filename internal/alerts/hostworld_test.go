package alerts_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/alerts"
	"resellerbot/internal/chat"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// hostWorld is a hosting panel that posts webhooks to a bot, whose clock only
// moves when it is told to.
type hostWorld struct {
	*ops.Ops
	t     *testing.T
	panel *sandbox.WHPanel
	base  string
	file  string
	keys  *secret.Keyring
	store *storage.Store
	http  *http.Client
	hooks string // the public address; "" before open: none

	committed atomic.Int64 // transactions

	mu    sync.Mutex
	now   time.Time
	door  http.Handler
	news  []ops.HostNews
	noted []string // lines that were told, each "event id"
}

// newHostWorld has a panel with these quirks; public: webhooks can reach the bot.
func newHostWorld(t *testing.T, public bool, q sandbox.WHQuirks) *hostWorld {
	t.Helper()
	w := &hostWorld{t: t, file: filepath.Join(t.TempDir(), "bot.db"), now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)}
	w.panel = sandbox.NewWH(sandbox.WHOptions{Now: w.Now})
	w.panel.Quirk(q)
	w.panel.AddKey(ourKey)
	w.panel.Seed()
	var err error
	w.base, err = w.panel.Start()
	w.must(err)
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	w.http = &http.Client{Transport: transport}
	if public {
		server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			w.mu.Lock()
			door := w.door
			w.mu.Unlock()
			door.ServeHTTP(rw, r)
		}))
		t.Cleanup(server.Close)
		w.hooks = server.URL + "/under/a/path"
	}
	w.keys, err = secret.NewKeyring()
	w.must(err)
	w.open()
	t.Cleanup(func() { _ = w.panel.Close(); transport.CloseIdleConnections(); _ = w.store.Close() })
	w.connect(w.base, ourKey)
	return w
}

func (w *hostWorld) open() {
	w.t.Helper()
	var err error
	w.store, err = storage.OpenUnsynced(w.file, w.keys, storage.Options{Now: w.Now, Committed: func(int) { w.committed.Add(1) }})
	w.must(err)
	w.Ops = ops.New(ops.Config{Store: w.store, Now: w.Now, Hooks: w.hooks, WHMDC: func(base string, key secret.String) *whmdc.Client {
		return whmdc.New(whmdc.Config{BaseURL: base, Key: key, HTTP: w.http, Timeout: 500 * time.Millisecond, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	}})
	w.mu.Lock()
	defer w.mu.Unlock()
	w.door = alerts.NewHooks(alerts.HooksConfig{Store: w.store, Wake: w.WakeHostCalls, Now: w.Now})
}

// restart is what a crash leaves: the file and the panel.
func (w *hostWorld) restart() {
	w.t.Helper()
	w.must(w.store.Close())
	w.open()
}

func (w *hostWorld) Now() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *hostWorld) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.now = w.now.Add(d) }

func (w *hostWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *hostWorld) update(f func(*storage.Tx) error) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), f))
}

func (w *hostWorld) connect(base, key string) {
	w.t.Helper()
	w.update(func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.WHMDC, BaseURL: base, By: 1}, secret.New(key))
	})
}

func place() chat.Place { return chat.Place{Chat: ourChat} }

func (w *hostWorld) turnOn() ops.HostAlerts {
	w.t.Helper()
	a, err := w.TurnOnHostAlerts(w.t.Context(), ops.Act{Key: "on", Place: place(), Person: 1, Lang: "en"})
	w.must(err)
	return a
}

func (w *hostWorld) turnOff() {
	w.t.Helper()
	_, err := w.TurnOffHostAlerts(w.t.Context(), ops.Act{Key: "off", Place: place(), Person: 1, Lang: "en"})
	w.must(err)
}

func (w *hostWorld) alerts() ops.HostAlerts {
	w.t.Helper()
	a, err := w.HostAlerts(w.t.Context(), place(), "en")
	w.must(err)
	return a
}

// want changes what the chat wants to hear.
func (w *hostWorld) want(change func(*storage.HostWatch)) {
	w.t.Helper()
	proposed := w.alerts().Watch
	w.update(func(tx *storage.Tx) error { return w.ChangeHostAlerts(tx, proposed, change) })
}

// posted waits until the panel has posted everything.
func (w *hostWorld) posted() {
	w.t.Helper()
	ctx, done := context.WithTimeout(w.t.Context(), patient)
	defer done()
	w.must(w.panel.Wait(ctx, func(p *sandbox.WHPanel) bool { return p.Waiting() == 0 }))
}

// work works off what came, and tells what is due a quarter of an hour later.
func (w *hostWorld) work() {
	w.t.Helper()
	w.posted()
	w.takeCalls()
	w.pass(15 * time.Minute)
	w.tell()
}

func (w *hostWorld) takeCalls() {
	w.t.Helper()
	for more := true; more; {
		var err error
		more, err = w.TakeHostCalls(w.t.Context(), ourChat)
		w.must(err)
	}
}

func (w *hostWorld) tell() {
	w.t.Helper()
	err := w.TellHostNews(w.t.Context(), func(_ *storage.Tx, n ops.HostNews) error {
		w.news = append(w.news, n)
		for _, i := range n.Items {
			w.noted = append(w.noted, i.Event+" "+i.ID)
		}
		return nil
	})
	w.must(err)
}

// sweep reads the whole panel once, or fails to, which takes about ten minutes.
func (w *hostWorld) sweep() {
	w.t.Helper()
	begun := w.Now()
	for range 20 {
		w.sweepTurn()
		var watch storage.HostWatch
		w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
			watch, _, err = tx.HostWatch(ourChat)
			return err
		}))
		if !watch.Sweep.Ended.Before(begun) {
			break
		}
		w.pass(2*time.Minute + time.Second)
	}
	w.pass(5*time.Minute + time.Second)
}

// sweepTurn reads what is due now.
func (w *hostWorld) sweepTurn() {
	w.t.Helper()
	due, err := w.DueHostWatches(w.t.Context(), 5)
	w.must(err)
	for _, id := range due {
		w.must(w.SweepHost(w.t.Context(), id))
	}
}

// told gives what was told since it was asked last.
func (w *hostWorld) told() string {
	lines := strings.Join(w.noted, ", ")
	w.noted = nil
	return lines
}

func (w *hostWorld) expect(when, want string) {
	w.t.Helper()
	if got := w.told(); got != want {
		w.t.Errorf("%s: told %q, want %q", when, got, want)
	}
}

// order is a new unpaid invoice, as its number at the panel.
func (w *hostWorld) invoice() int64 {
	return w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"service_id": int64(2), "total": "5.99"})
}

func (w *hostWorld) pay(id int64) {
	w.t.Helper()
	if !w.panel.Pay(id, "card", fmt.Sprintf("ch_%d", id)) {
		w.t.Fatalf("invoice %d is not paid", id)
	}
}

func (w *hostWorld) do(service int64, verb string) {
	w.t.Helper()
	if !w.panel.Do(service, verb) {
		w.t.Fatalf("%s of service %d does not go", verb, service)
	}
}
