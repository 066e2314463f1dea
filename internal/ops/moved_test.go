package ops_test

import (
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// TestAnActInAChatThatMoved: the group becomes another chat while the panel is
// called. The act goes with it.
func TestAnActInAChatThatMoved(t *testing.T) {
	w := newWorld(t)
	const moved = -1005555
	w.loseRenewal(true, func() {
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return tx.MigrateChat(ourChat, moved) }))
	})
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	w.wire.heal()
	if row := w.state("k"); row.Chat != moved {
		t.Errorf("the act is in chat %d", row.Chat)
	}
	w.reconcile()
	there := ops.Act{Key: "k2", Place: chat.Place{Chat: moved}, Person: 2, Lang: "en"}
	out, err = w.RenewClient(t.Context(), there, w.ana.ID, "ana", 30)
	w.wantState("the next renewal", storage.Done, out, err)
	if n := w.panel.Renewals(w.ana.ID); n != 2 || len(w.told) != 1 {
		t.Errorf("%d renewals, told %d", n, len(w.told))
	}
}

// TestWhatHoldsTheOldID of a chat that became another one: a conversation that
// connects it, and a customer's buttons.
func TestWhatHoldsTheOldID(t *testing.T) {
	w := newWorld(t)
	const moved, customer = -1005555, 33
	invitation := w.invite()
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return tx.MigrateChat(ourChat, moved) }))
	w.connect(ourChat, ourKey)
	w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
		for id, want := range map[int64]int{ourChat: 0, moved: 1} {
			if accounts, err := tx.Accounts(id); err != nil || len(accounts) != want {
				t.Errorf("chat %d: %+v, %v", id, accounts, err)
			}
		}
		return nil
	}))
	if ok, err := w.claim(invitation, customer); !ok || err != nil {
		t.Fatalf("claim: %v, %v", ok, err)
	}
	a, ok, err := w.Access(t.Context(), storage.LinkKey{Chat: ourChat, Provider: ops.Servex, Client: w.ana.ID, Person: customer})
	if err != nil || !ok || a.Key().Chat != moved {
		t.Errorf("%+v, %v, %v", a, ok, err)
	}
}
