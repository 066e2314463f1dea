package ops_test

import (
	"net/http"
	"strconv"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// TestANewKeyGoesOnWithTheOrders: the panel gave the same account a new key
// while one order runs and the answer of another one is lost.
func TestANewKeyGoesOnWithTheOrders(t *testing.T) {
	w := newCounter(t)
	numbers := w.placed(1, sandbox.SMMInProgress)
	w.panel.Fail(sandbox.SMMFault{Action: "add", Times: 1, Kind: sandbox.SMMCutAfter})
	if out, err := w.order("lost", ourLink); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	const newKey, strange = "another-key-of-the-same", "a-key-of-somebody-else"
	w.panel.AddKey(strange, "5")
	w.panel.RenewKey(ourKey, newKey)
	account := storage.Account{Chat: ourChat, Provider: ops.SMM, By: 1}
	if from, err := w.OwnPanel(t.Context(), account, secret.New(strange)); err != nil || from != "" {
		t.Errorf("a stranger's key goes on with %q, %v", from, err)
	}
	from, err := w.OwnPanel(t.Context(), account, secret.New(newKey))
	if err != nil || from == "" {
		t.Fatalf("%q, %v", from, err)
	}
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
		if err := w.Connect(tx, account, secret.New(newKey)); err != nil {
			return err
		}
		return w.GoOnWith(tx, account, from, secret.New(newKey))
	}))
	to := storage.PanelOf(ops.SMM, "", secret.New(newKey))
	if rows := w.rows(); len(rows) != 1 || rows[0].Panel != to || rows[0].ID != numbers[0] {
		t.Errorf("rows: %+v", rows)
	}
	open, err := w.OpenActs(t.Context(), ourChat)
	if err != nil || len(open) != 1 {
		t.Fatalf("%d open, %v", len(open), err)
	}
	if out, err := w.DecideOrder(t.Context(), ourChat, open[0].Key, "23502"); err != nil || out.State != storage.Done {
		t.Errorf("%q, %v", out.State, err)
	}
	for _, row := range w.rows() {
		if row.Panel != to {
			t.Errorf("№ %s is at the old key's panel", row.ID)
		}
	}
}

// An order that is under way when the key is changed is followed with the new
// one.
func TestANewKeyWhileAnOrderIsUnderWay(t *testing.T) {
	w := newCounter(t)
	w.placed(1, sandbox.SMMInProgress)
	const newKey = "another-key-of-the-same"
	account := storage.Account{Chat: ourChat, Provider: ops.SMM, By: 1}
	from, to := storage.PanelOf(ops.SMM, "", secret.New(ourKey)), storage.PanelOf(ops.SMM, "", secret.New(newKey))
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		before := w.panel.Count("add").Asked
		answer, err := w.wire.to.RoundTrip(r)
		if w.panel.Count("add").Asked == before {
			return answer, err
		}
		w.panel.RenewKey(ourKey, newKey)
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
			if err := w.Connect(tx, account, secret.New(newKey)); err != nil {
				return err
			}
			return w.GoOnWith(tx, account, from, secret.New(newKey))
		}))
		return answer, err
	})
	if out, err := w.order("k", ourLink); err != nil || out.State != storage.Done {
		t.Fatalf("%q, %v", out.State, err)
	}
	rows := w.rows()
	for _, row := range rows {
		if row.Panel != to {
			t.Errorf("№ %s is at the old key's panel", row.ID)
		}
	}
	if len(rows) != 2 {
		t.Errorf("%d orders", len(rows))
	}
}

// An only order whose answer was lost stays at the old key's panel, as nothing
// shows that the new one is the same account's. Once a person says its number it
// is followed with the new key, and nothing is said by another panel's numbers.
func TestALostOrderIsFoundWithANewKey(t *testing.T) {
	w := newCounter(t)
	w.panel.Fail(sandbox.SMMFault{Action: "add", Times: 1, Kind: sandbox.SMMCutAfter})
	if out, err := w.order("lost", ourLink); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	const newKey = "another-key-of-the-same"
	w.panel.RenewKey(ourKey, newKey)
	number := strconv.Itoa(w.panel.Orders()[0].ID)
	w.share(ourChat, "https://panel.example.com/api/v2", newKey)
	if _, err := w.DecideOrder(t.Context(), ourChat, "lost", number); resale.CodeOf(err) != resale.NotConnected {
		t.Errorf("at another address: %v", err)
	}
	w.share(ourChat, "", newKey)
	if out, err := w.DecideOrder(t.Context(), ourChat, "lost", number); err != nil || out.State != storage.Done {
		t.Fatalf("%q, %v", out.State, err)
	}
	if _, here, err := w.Ops.Order(t.Context(), ourChat, number); err != nil || !here {
		t.Errorf("at the panel %v, %v", here, err)
	}
}
