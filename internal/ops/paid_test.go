package ops_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// trial is a test of the panel that is about to end.
func (w *world) trial(name string) int64 {
	return w.panel.AddClient(sandbox.ServexClient{Username: name, Password: "old1234", Kind: "test", CategoryID: w.place, OwnerID: 42, Expires: w.Now()})
}

func (w *world) wantPaid(id int64, renewals int) {
	w.t.Helper()
	if c, _ := w.client(id); c.Kind != "user" || w.panel.Renewals(id) != renewals {
		w.t.Errorf("%s is a %s client after %d renewals, want a paid one after %d", c.Username, c.Kind, w.panel.Renewals(id), renewals)
	}
}

// TestATestRenewedLateBecomesPaid, however the renewal came to its end.
func TestATestRenewedLateBecomesPaid(t *testing.T) {
	for name, end := range map[string]func(w *world) (ops.Outcome, error){
		"reconciled": func(w *world) (ops.Outcome, error) {
			w.reconcile()
			if n := len(w.told); n != 2 || w.told[0].Act != "renew client" || !w.told[0].Turning || w.told[1].State != storage.Done {
				t.Errorf("told %+v", w.told)
			}
			return w.told[len(w.told)-1], nil
		},
		"looked up": func(w *world) (ops.Outcome, error) { return w.LookAgain(t.Context(), ourChat, "k") },
		"decided":   func(w *world) (ops.Outcome, error) { return w.Decide(t.Context(), ourChat, "k", true) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			id := w.trial("bia")
			w.loseRenewal(true, func() {})
			out, err := w.RenewClient(t.Context(), w.act("k"), id, "bia", 30)
			w.wantState("the renewal", storage.Unknown, out, err)
			w.wire.heal()
			out, err = end(w)
			w.wantState("its end", storage.Done, out, err)
			if out.Client.Kind != resale.Paid {
				t.Errorf("the end says %q", out.Client.Kind)
			}
			w.wantPaid(id, 1)
			told := len(w.told)
			if w.reconcile(); len(w.told) != told {
				t.Errorf("told once more: %+v", w.told)
			}
		})
	}
}

// TestARenewalIsSaidBeforeItIsPaid: what stands behind a renewal cannot be begun
// and hides nothing; it is done when it can be.
func TestARenewalIsSaidBeforeItIsPaid(t *testing.T) {
	w := newWorld(t)
	id := w.trial("bia")
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost {
			w.must(w.Disconnect(t.Context(), ourChat, ops.Servex))
		}
		return w.wire.to.RoundTrip(r)
	})
	out, err := w.RenewClient(t.Context(), w.act("k"), id, "bia", 30)
	w.wantState("the renewal", storage.Done, out, err)
	if out.Client.Kind != resale.Test {
		t.Errorf("it is said to be %q", out.Client.Kind)
	}
	w.connect(ourChat, ourKey)
	w.reconcile()
	w.wantPaid(id, 1)
	if len(w.told) != 1 || w.told[0].State != storage.Done {
		t.Errorf("told %+v", w.told)
	}
}

// TestADeadProgramLeavesNoTest: it dies between a renewal and what stands behind.
func TestADeadProgramLeavesNoTest(t *testing.T) {
	w := newWorld(t)
	id := w.trial("bia")
	d := deed{do: func(ctx context.Context, w *world, key string) (ops.Outcome, error) {
		return w.RenewClient(ctx, w.act(key), id, "bia", 30)
	}}
	if !w.interrupted(d, 4, false) { // read, renew, read, and now the edit reads
		t.Fatal("no such request")
	}
	w.restart()
	w.reconcile()
	w.wantPaid(id, 1)
}

// keepsTests is a panel that says yes to another kind and changes nothing.
func (w *world) keepsTests() {
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPut && strings.HasPrefix(r.URL.Path, "/api/clients/") {
			return jsonReply(http.StatusOK, `{"message":"Cliente atualizado com sucesso"}`), nil
		}
		return w.wire.to.RoundTrip(r)
	})
}

func TestAYesToAnotherKindIsReadBack(t *testing.T) {
	w := newWorld(t)
	id := w.trial("bia")
	w.keepsTests()
	out, err := w.RenewClient(t.Context(), w.act("k"), id, "bia", 30)
	w.wantState("the renewal", storage.Done, out, err)
	if s := w.state("k.paid").State; out.Client.Kind != resale.Test || s != storage.Unknown {
		t.Errorf("said to be %q, the act is %q", out.Client.Kind, s)
	}
	w.reconcile()
	if s := w.state("k.paid").State; s != storage.Refused || len(w.told) != 1 {
		t.Errorf("the act is %q, told %+v", s, w.told)
	}
}

func TestABulkSaysWhoStaysATest(t *testing.T) {
	w := newBulkWorld(t, storage.BulkRenew)
	b := storage.Bulk{ID: storage.NewID(), Chat: ourChat, Person: 1, Lang: "en", Act: storage.BulkRenew, Days: 30}
	b.Items = []storage.BulkItem{{ID: w.trial("eva"), Username: "eva"}, {ID: w.ids[0], Username: w.names[0]}}
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, b) }))
	w.id = b.ID
	w.keepsTests()
	w.want(w.finish(), "done, done still_test, done")
}
