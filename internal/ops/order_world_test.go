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
	"resellerbot/providers/smm"
	"resellerbot/storage"
)

const ourLink = "https://example.com/ana"

// counter is an SMM panel where 1,000 followers cost 2, and Ops over a
// database file that outlives them.
type counter struct {
	*ops.Ops
	t         *testing.T
	panel     *sandbox.SMMPanel
	wire      *wire
	store     *storage.Store
	keys      *secret.Keyring
	file      string
	base      string
	followers resale.Service
	told      []ops.Outcome
	acts      int           // placed so far
	timeout   time.Duration // of a try

	mu  sync.Mutex
	now time.Time
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	w := blankCounter(t)
	var err error
	w.base, err = w.panel.Start()
	w.must(err)
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	w.wire = &wire{to: transport}
	t.Cleanup(transport.CloseIdleConnections)
	w.furnish()
	return w
}

func blankCounter(t *testing.T) *counter {
	t.Helper()
	w := &counter{t: t, file: filepath.Join(t.TempDir(), "bot.db"), now: time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC), timeout: timeout}
	w.panel = sandbox.NewSMM(sandbox.SMMOptions{Now: w.Now})
	t.Cleanup(func() { _ = w.store.Close(); _ = w.panel.Close() })
	return w
}

// furnish gives the panel a key and a service, and our chat the key.
func (w *counter) furnish() {
	w.t.Helper()
	w.panel.AddKey(ourKey, "100")
	w.panel.AddService(sandbox.SMMService{
		ID: 1, Name: "Followers", Type: "Default", Category: "Net", Rate: "2.00", Min: 10, Max: 10_000, Refill: true, Cancel: true,
	})
	var err error
	w.keys, err = secret.NewKeyring()
	w.must(err)
	w.open()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.SMM, By: 1}, secret.New(ourKey))
	}))
	all, err := w.client().Services(w.t.Context())
	w.must(err)
	w.followers = all[0]
}

func (w *counter) Now() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *counter) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.now = w.now.Add(d) }

func (w *counter) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *counter) client() *smm.Client {
	return smm.New(smm.Config{BaseURL: w.base, Key: secret.New(ourKey), HTTP: &http.Client{Transport: w.wire}, Timeout: w.timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
}

func (w *counter) open() {
	w.t.Helper()
	store, err := storage.OpenUnsynced(w.file, w.keys, storage.Options{Now: w.Now})
	w.must(err)
	w.store = store
	w.Ops = ops.New(ops.Config{Store: store, Now: w.Now, SMM: func(_ string, key secret.String) *smm.Client {
		return smm.New(smm.Config{BaseURL: w.base, Key: key, HTTP: &http.Client{Transport: w.wire}, Timeout: w.timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	}})
}

// restart is what a crash leaves: the database file and the panel.
func (w *counter) restart() {
	w.t.Helper()
	w.must(w.store.Close())
	w.wire.heal()
	w.open()
}

func (w *counter) act(key string) ops.Act {
	return ops.Act{Key: key, Place: chat.Place{Chat: ourChat}, Person: 1, Lang: "en"}
}

// order orders 1,000 followers, which cost 2.
func (w *counter) order(key, link string) (ops.Outcome, error) {
	return w.PlaceOrder(w.t.Context(), w.act(key), w.wish(link))
}

func (w *counter) wish(link string) ops.NewOrder {
	return ops.NewOrder{Service: w.followers, Values: resale.OrderValues{resale.FieldLink: link, resale.FieldQuantity: "1000"}, Currency: "USD"}
}

// reconcile looks up what is open, again and again for a day.
func (w *counter) reconcile() {
	w.t.Helper()
	for range 24 * 4 {
		w.pass(15 * time.Minute)
		due, err := w.Unsettled(w.t.Context(), 50)
		w.must(err)
		for _, row := range due {
			w.must(w.Reconcile(w.t.Context(), row, w.tell))
		}
	}
}

func (w *counter) tell(_ *storage.Tx, _ storage.Entry, out ops.Outcome) error {
	w.told = append(w.told, out)
	return nil
}

// rows gives the orders of our chat.
func (w *counter) rows() (all []storage.Order) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		all, _, err = tx.OrdersOf(ourChat, storage.OrderQuery{Limit: 1000})
		return err
	}))
	return all
}
