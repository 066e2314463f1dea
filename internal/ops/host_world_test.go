package ops_test

import (
	"net/http"
	"net/netip"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/chat"
	"resellerbot/internal/httpapi"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// hosting is a hosting panel with the customer Ana, her services and an unpaid
// invoice, and Ops over a database file that outlives them.
type hosting struct {
	*ops.Ops
	t     *testing.T
	panel *sandbox.WHPanel
	wire  *wire
	death death
	store *storage.Store
	keys  *secret.Keyring
	file  string
	base  string
	told  []ops.Outcome

	ana, active, pending, suspended, bill, key string // ids

	mu  sync.Mutex
	now time.Time
}

func newHosting(t *testing.T, quirks sandbox.WHQuirks) *hosting {
	t.Helper()
	w := &hosting{t: t, file: filepath.Join(t.TempDir(), "bot.db"), now: time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)}
	w.panel = sandbox.NewWH(sandbox.WHOptions{Now: w.Now})
	w.panel.Quirk(quirks)
	var err error
	w.base, err = w.panel.Start()
	w.must(err)
	transport := httpapi.Transport([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")})
	w.wire = &wire{to: transport}
	t.Cleanup(func() { _ = w.store.Close(); transport.CloseIdleConnections(); _ = w.panel.Close() })
	w.fill()
	w.keys, err = secret.NewKeyring()
	w.must(err)
	w.open()
	w.connect(ourKey)
	return w
}

func (w *hosting) connect(key string) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.WHMDC, BaseURL: w.base, By: 1}, secret.New(key))
	}))
}

func (w *hosting) fill() {
	w.panel.AddKey(ourKey)
	made := w.now.AddDate(0, -2, 0)
	add := func(kind sandbox.WHKind, row sandbox.WHRow) string {
		row["created_at"] = made
		id := w.panel.Add(kind, row)
		if uuid, _ := w.panel.Row(kind, id); w.uuids() {
			return uuid.Text("uuid")
		}
		return strconv.FormatInt(id, 10)
	}
	w.ana = add(sandbox.WHClients, sandbox.WHRow{"first_name": "Ana", "last_name": "Lima", "email": "ana@mail.example"})
	add(sandbox.WHProducts, sandbox.WHRow{"name": "Starter", "price": "10"})
	w.active = add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "a.example", "status": "active"})
	w.pending = add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "p.example", "status": "pending"})
	w.suspended = add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "s.example", "status": "suspended"})
	w.bill = add(sandbox.WHInvoices, sandbox.WHRow{
		"client_id": 1, "service_id": 2, "due_date": w.now.AddDate(0, 0, 3), "items": []sandbox.WHRow{{"description": "A year", "amount": "29.99", "quantity": 1}},
	})
	w.key = add(sandbox.WHKeys, sandbox.WHRow{"name": "Shop", "key": "another-key", "permissions": []string{"*"}})
}

// uuids tells whether the panel has no numbers.
func (w *hosting) uuids() bool { return w.t.Name() == "TestHostActsOnAPanelOfUUIDs" }

func (w *hosting) Now() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *hosting) pass(d time.Duration) { w.mu.Lock(); defer w.mu.Unlock(); w.now = w.now.Add(d) }

func (w *hosting) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *hosting) open() {
	w.t.Helper()
	store, err := storage.OpenUnsynced(w.file, w.keys, storage.Options{Now: w.Now, Committed: w.death.committed})
	w.must(err)
	w.store = store
	w.Ops = ops.New(ops.Config{Store: store, Now: w.Now, WHMDC: func(base string, key secret.String) *whmdc.Client {
		return whmdc.New(whmdc.Config{BaseURL: base, Key: key, HTTP: &http.Client{Transport: w.wire}, Timeout: timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	}})
}

// restart is what a crash leaves: the database file and the panel.
func (w *hosting) restart() {
	w.t.Helper()
	w.must(w.store.Close())
	w.must(w.death.over(w.file))
	w.wire.heal()
	w.open()
}

func (w *hosting) act(key string) ops.Act {
	return ops.Act{Key: key, Place: chat.Place{Chat: ourChat}, Person: 1, Lang: "en"}
}

// reconcile lets time pass and looks up what is open, until nothing is.
func (w *hosting) reconcile() {
	w.t.Helper()
	for range 50 {
		w.pass(3 * time.Minute)
		due, err := w.Unsettled(w.t.Context(), 50)
		w.must(err)
		if len(due) == 0 {
			return
		}
		for _, row := range due {
			w.must(w.Reconcile(w.t.Context(), row, w.tell))
		}
		w.pass(15 * time.Minute)
	}
	w.t.Fatal("an act does not come to an end")
}

func (w *hosting) tell(_ *storage.Tx, _ storage.Entry, out ops.Outcome) error {
	w.told = append(w.told, out)
	return nil
}

// row gives what the panel has.
func (w *hosting) row(kind sandbox.WHKind, id string) sandbox.WHRow {
	for _, row := range w.panel.Rows(kind) {
		if row.Text("id") == id || row.Text("uuid") == id {
			return row
		}
	}
	return nil
}

// writes counts the calls that could change something.
func (w *hosting) writes() (n int) {
	for _, c := range w.panel.Calls() {
		n += count(c.Method != http.MethodGet)
	}
	return n
}
