package ops_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

// hosting is a hosting panel with the customer Ana, her services and an unpaid
// invoice, and Ops over a database file that outlives them.
type hosting struct {
	desk
	panel *sandbox.WHPanel

	ana, active, pending, suspended, bill, key string // ids
}

func newHosting(t *testing.T, quirks sandbox.WHQuirks) *hosting {
	t.Helper()
	w := &hosting{}
	w.furnish(t, w.way)
	w.panel = sandbox.NewWH(sandbox.WHOptions{Now: w.Now})
	w.panel.Quirk(quirks)
	w.reach(w.panel)
	w.fill()
	w.open()
	w.connect(ourKey)
	return w
}

// way is how the panel is reached.
func (w *hosting) way() ops.Config {
	return ops.Config{WHMDC: func(base string, key secret.String) *whmdc.Client {
		return whmdc.New(whmdc.Config{BaseURL: base, Key: key, HTTP: w.web(), Timeout: timeout, Limiter: rate.NewLimiter(rate.Inf, 0), Pause: time.Millisecond})
	}}
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
