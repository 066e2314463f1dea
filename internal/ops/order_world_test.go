package ops_test

import (
	"net/netip"
	"testing"
	"time"

	"golang.org/x/time/rate"

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
	desk
	panel     *sandbox.SMMPanel
	followers resale.Service
	acts      int           // placed so far
	timeout   time.Duration // of a try
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
	w.stock()
	return w
}

func blankCounter(t *testing.T) *counter {
	t.Helper()
	w := &counter{timeout: timeout}
	w.furnish(t, w.way)
	w.panel = sandbox.NewSMM(sandbox.SMMOptions{Now: w.Now})
	t.Cleanup(func() { _ = w.store.Close(); _ = w.panel.Close() })
	return w
}

// way is how the panel is reached.
func (w *counter) way() ops.Config {
	return ops.Config{SMM: func(_ string, key secret.String) *smm.Client {
		return smm.New(smm.Config{BaseURL: w.base, Key: key, HTTP: w.web(), Timeout: w.timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	}}
}

// stock gives the panel a key and a service, and our chat the key.
func (w *counter) stock() {
	w.t.Helper()
	w.panel.AddKey(ourKey, "100")
	w.panel.AddService(sandbox.SMMService{
		ID: 1, Name: "Followers", Type: "Default", Category: "Net", Rate: "2.00", Min: 10, Max: 10_000, Refill: true, Cancel: true,
	})
	w.open()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.SMM, By: 1}, secret.New(ourKey))
	}))
	all, err := w.client().Services(w.t.Context())
	w.must(err)
	w.followers = all[0]
}

func (w *counter) client() *smm.Client {
	return smm.New(smm.Config{BaseURL: w.base, Key: secret.New(ourKey), HTTP: w.web(), Timeout: w.timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
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

// rows gives the orders of our chat.
func (w *counter) rows() (all []storage.Order) {
	w.t.Helper()
	w.must(w.store.View(w.t.Context(), func(tx *storage.Tx) (err error) {
		all, _, err = tx.OrdersOf(ourChat, storage.OrderQuery{Limit: 1000})
		return err
	}))
	return all
}
