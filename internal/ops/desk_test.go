package ops_test

import (
	"context"
	"net/http"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// desk is what all worlds have: Ops over a database file that outlives them, a
// wire to a panel that does too, and a clock that stands still.
type desk struct {
	*ops.Ops
	t     *testing.T
	wire  *wire
	death death
	store *storage.Store
	keys  *secret.Keyring
	file  string
	base  string            // where the panel is
	dial  func() ops.Config // how Ops reaches it
	tell  ops.Tell          // of what ends while nobody waits: to told, at least
	told  []ops.Outcome

	mu  sync.Mutex
	now time.Time
}

// furnish gives the desk what it has before there is a panel.
func (w *desk) furnish(t *testing.T, dial func() ops.Config) {
	t.Helper()
	w.t, w.dial, w.tell = t, dial, w.keep
	w.file, w.now = filepath.Join(t.TempDir(), "bot.db"), time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)
	var err error
	w.keys, err = secret.NewKeyring()
	w.must(err)
}

// reach starts the panel, and lays the wire to it.
func (w *desk) reach(panel interface {
	Start() (string, error)
	Close() error
},
) {
	w.t.Helper()
	var err error
	w.base, err = panel.Start()
	w.must(err)
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	w.wire = &wire{to: transport}
	w.t.Cleanup(func() { _ = w.store.Close(); transport.CloseIdleConnections(); _ = panel.Close() })
}

func (w *desk) web() *http.Client { return &http.Client{Transport: w.wire} }

func (w *desk) Now() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *desk) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.now = w.now.Add(d) }

func (w *desk) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *desk) update(f func(*storage.Tx) error) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), f))
}

func (w *desk) open() {
	w.t.Helper()
	store, err := storage.OpenUnsynced(w.file, w.keys, storage.Options{Now: w.Now, Committed: w.death.committed})
	w.must(err)
	config := w.dial()
	config.Store, config.Now = store, w.Now
	w.store, w.Ops = store, ops.New(config)
}

// restart is what a crash leaves: the database file and the panel.
func (w *desk) restart() {
	w.t.Helper()
	w.must(w.store.Close())
	w.must(w.death.over(w.file))
	w.wire.heal()
	w.open()
}

func (w *desk) act(key string) ops.Act {
	return ops.Act{Key: key, Place: chat.Place{Chat: ourChat}, Person: 1, Lang: "en"}
}

// cutOff begins an act and ends its context at the nth request, which may reach
// the panel, after which the process gets nothing done any more.
func (w *desk) cutOff(name string, act func(context.Context) (ops.Outcome, error), nth int, sent bool) (reached bool) {
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	w.wire.die(nth, sent, func() { reached = true; cancel() })
	out, err := act(ctx)
	if reached && err == nil && out.State != storage.Done {
		w.t.Errorf("%s, request %d: %q without an error", name, nth, out.State)
	}
	return reached
}

// reconcile lets time pass and looks up what is open, until nothing is.
func (w *desk) reconcile() {
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

func (w *desk) reconcileOnce() int {
	w.t.Helper()
	due, err := w.Unsettled(w.t.Context(), 50)
	w.must(err)
	for _, row := range due {
		w.must(w.Reconcile(w.t.Context(), row, w.tell))
	}
	return len(due)
}

func (w *desk) keep(_ *storage.Tx, _ storage.Entry, out ops.Outcome) error {
	w.told = append(w.told, out)
	return nil
}
