package ops_test

import (
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const otherChat = ourChat + 1

func (w *world) connect(chat int64, key string) {
	w.t.Helper()
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.Connect(tx, storage.Account{Chat: chat, Provider: ops.Servex, By: 1}, secret.New(key))
	}))
}

// TestTwoChatsOnOnePanel: what is open from one chat is busy in the other too.
func TestTwoChatsOnOnePanel(t *testing.T) {
	w := newWorld(t)
	w.connect(otherChat, ourKey)
	w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: "/renew", Times: 1, Kind: sandbox.Servex500})
	if out, err := w.RenewClient(t.Context(), w.act("k"), w.ana.ID, "ana", 30); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	there := ops.Act{Key: "k2", Place: chat.Place{Chat: otherChat}, Person: 2, Lang: "en"}
	out, err := w.RenewClient(t.Context(), there, w.ana.ID, "ana", 30)
	if err != nil || out.State != storage.Refused || out.Code != resale.Busy {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
}

// TestAnotherKeySaysNothing: an act that is open on one panel is not looked up
// on the next one that the chat connects.
func TestAnotherKeySaysNothing(t *testing.T) {
	w := newWorld(t)
	w.panel.Fail(sandbox.ServexFault{Method: "POST", PathContains: "/renew", Times: 1, Kind: sandbox.Servex500})
	if out, err := w.RenewClient(t.Context(), w.act("k"), w.ana.ID, "ana", 30); err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	const otherKey = "another-key-of-the-tests"
	w.panel.AddKey(otherKey, false, 43)
	w.connect(ourChat, otherKey)
	writes := w.writes()
	out, err := w.LookAgain(t.Context(), ourChat, "k")
	if err != nil || out.State != storage.Unknown {
		t.Errorf("%q, %v", out.State, err)
	}
	if out, err = w.RenewClient(t.Context(), w.act("k"), w.ana.ID, "ana", 30); err != nil || out.State != storage.Unknown {
		t.Errorf("%q, %v", out.State, err)
	}
	if n := w.writes(); n != writes {
		t.Errorf("%d calls to the other panel", n-writes)
	}
	w.connect(ourChat, ourKey)
	w.reconcile()
	if out, err = w.LookAgain(t.Context(), ourChat, "k"); err != nil || out.State != storage.Done || w.panel.Renewals(w.ana.ID) != 1 {
		t.Errorf("%q, %v, %d renewals", out.State, err, w.panel.Renewals(w.ana.ID))
	}
}

// TestARenewedTestBecomesPaid: a test that got days must not end in minutes.
func TestARenewedTestBecomesPaid(t *testing.T) {
	w := newWorld(t)
	trial := sandbox.ServexClient{Username: "bia", Password: "old1234", Kind: "test", CategoryID: w.place, OwnerID: 42, Expires: w.Now()}
	trial.ID = w.panel.AddClient(trial)
	for _, key := range []string{"k", "k"} {
		out, err := w.RenewClient(t.Context(), w.act(key), trial.ID, "bia", 30)
		if err != nil || out.State != storage.Done || out.Client.Kind != resale.Paid || out.Days != 30 {
			t.Fatalf("%+v, %v", out, err)
		}
	}
	if c, _ := w.client(trial.ID); c.Kind != "user" || w.panel.Renewals(trial.ID) != 1 {
		t.Errorf("%s after %d renewals", c.Kind, w.panel.Renewals(trial.ID))
	}
	late := sandbox.ServexClient{Username: "caio", Password: "old1234", Kind: "test", CategoryID: w.place, OwnerID: 42, Expires: w.Now()}
	late.ID = w.panel.AddClient(late)
	w.panel.Fail(sandbox.ServexFault{Method: "PUT", PathContains: "/clients/", Kind: sandbox.Servex500})
	if out, err := w.RenewClient(t.Context(), w.act("k3"), late.ID, "caio", 30); err != nil || out.State != storage.Done || out.Client.Kind != resale.Test {
		t.Errorf("%+v, %v", out, err)
	}
}
