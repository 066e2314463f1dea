package ops_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/time/rate"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	ourChat = 7
	ourKey  = "a-key-of-the-tests"
	timeout = 20 * time.Second
)

// world is a panel with the client ana, a wire to it, and Ops over a database
// file that outlives them.
type world struct {
	desk
	panel *sandbox.ServexPanel
	ana   resale.Client
	place int64 // the category's id
	loja  resale.Reseller
	empty resale.Category // nobody uses it

	timeout time.Duration // of a try
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{timeout: timeout}
	w.furnish(t, w.way)
	w.panel = sandbox.NewServex(sandbox.ServexOptions{Now: w.Now})
	w.reach(w.panel)
	w.panel.AddKey(ourKey, false, 42)
	w.place = w.panel.AddCategory("Premium", time.Time{})
	w.ana.Username, w.ana.Expires = "ana", w.now.AddDate(0, 0, 10)
	w.ana.ID = w.panel.AddClient(sandbox.ServexClient{Username: "ana", Password: "old", CategoryID: w.place, OwnerID: 42, Expires: w.ana.Expires})
	w.loja.Username, w.loja.Expires = "loja1", w.now.AddDate(0, 0, 10)
	w.loja.ID = w.panel.AddReseller(sandbox.ServexReseller{
		Name: "Loja", Username: "loja1", Password: "old", MaxUsers: 50, AccountType: "validity", CategoryIDs: []int64{w.place}, Expires: w.loja.Expires, ParentID: 42,
	})
	w.empty.Name = "Gold"
	w.empty.ID = w.panel.AddCategory("Gold", time.Time{})
	w.open()
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.Servex, By: 1}, secret.New(ourKey))
	}))
	return w
}

// way is how the panel is reached.
func (w *world) way() ops.Config {
	return ops.Config{Servex: func(_ string, key secret.String) *servex.Client {
		return servex.New(servex.Config{
			BaseURL: w.base, Key: key, HTTP: w.web(), Timeout: w.timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond,
		})
	}}
}

// newWorldFor has the key that a deed takes.
func newWorldFor(t *testing.T, d deed) *world {
	t.Helper()
	w := newWorld(t)
	w.panel.AddKey(ourKey, d.admin, 42)
	return w
}

// client gives a client of the panel by id, and whether it is there.
func (w *world) client(id int64) (sandbox.ServexClient, bool) {
	for _, c := range w.panel.Clients() {
		if c.ID == id {
			return c, true
		}
	}
	return sandbox.ServexClient{}, false
}

// writes counts the calls that could change something.
func (w *world) writes() (n int) {
	for _, c := range w.panel.Calls() {
		if c.Method != http.MethodGet {
			n++
		}
	}
	return n
}

var errCut = errors.New("the wire was cut")

// wire carries requests to the panel; spoil, if any, may do what it likes
// with the nth of them, counted from 1.
type wire struct {
	to    http.RoundTripper
	mu    sync.Mutex
	n     int
	spoil func(n int, r *http.Request) (*http.Response, error)
}

// die has nothing get through any more from the nth request on, which may have
// reached the panel, and tells so at each.
func (c *wire) die(nth int, sent bool, reached func()) {
	c.set(func(n int, r *http.Request) (*http.Response, error) {
		if n < nth {
			return c.to.RoundTrip(r)
		}
		if sent && n == nth {
			c.lose(r)
		}
		reached()
		return nil, errCut
	})
}

func (c *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	c.n++
	n, spoil := c.n, c.spoil
	c.mu.Unlock()
	if spoil == nil {
		return c.to.RoundTrip(r)
	}
	return spoil(n, r)
}

func (c *wire) set(spoil func(int, *http.Request) (*http.Response, error)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n, c.spoil = 0, spoil
}

func (c *wire) heal() { c.set(nil) }

// lose lets a request through and drops its answer.
func (c *wire) lose(r *http.Request) {
	if response, err := c.to.RoundTrip(r.WithContext(context.WithoutCancel(r.Context()))); err == nil {
		_ = response.Body.Close()
	}
}
