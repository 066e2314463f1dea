package jobs_test

import (
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// TestAMonthOfReminders: each once, at ten in the morning, through a renewal,
// two days of downtime, a change of clocks and restarts.
func TestAMonthOfReminders(t *testing.T) {
	s := newShop(t, time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC), time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC))
	s.until("03-17 10:00")
	s.restart()
	s.run()
	s.until("03-19 15:00")
	want := []string{"03-13 10:00 expiring 7", "03-17 10:00 expiring 3", "03-19 10:00 expiring 1"}
	s.wants(want...)
	s.renew(12) // to 1 April
	s.until("03-24 00:00")
	s.wants(want...)
	s.restart()
	s.set(s.at("03-26 00:10")) // the seven days' one fell into the downtime
	s.run()
	s.restart()
	s.until("03-29 08:50") // the clocks went forward in this night
	want = append(want, "03-26 10:00 expiring 6")
	s.wants(want...)
	s.until("04-02 18:00")
	s.restart()
	s.until("04-09 18:00")
	s.wants(append(want, "03-29 10:00 expiring 3", "03-31 10:00 expiring 1", "04-01 10:00 expiring 0")...)
}

// TestNobodyIsWrittenToAtNight: what became due while the bot was away waits
// for the morning, even when the day itself is over then.
func TestNobodyIsWrittenToAtNight(t *testing.T) {
	s := newShop(t, time.Date(2026, 10, 20, 15, 0, 0, 0, time.UTC), time.Date(2026, 10, 24, 20, 0, 0, 0, time.UTC))
	s.set(s.at("10-24 21:00"))
	s.until("10-25 09:50") // the clocks went back in this night
	s.wants()
	s.until("10-27 12:00")
	s.wants("10-25 10:00 expiring -1")
}

// TestAPanelThatDoesNotAnswer: nobody is told anything, and nothing is missed.
func TestAPanelThatDoesNotAnswer(t *testing.T) {
	for name, fault := range map[string]sandbox.ServexFaultKind{"down": sandbox.ServexCutBefore, "html": sandbox.ServexHTML} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t, time.Date(2026, 5, 4, 15, 0, 0, 0, time.UTC), time.Date(2026, 5, 6, 12, 0, 0, 0, time.UTC))
			s.panel.Fail(sandbox.ServexFault{Kind: fault})
			s.set(s.at("05-05 10:00"))
			s.run()
			s.set(s.at("05-05 11:00"))
			s.run()
			s.wants()
			s.panel.Heal()
			s.until("05-05 13:00")
			s.wants("05-05 12:00 expiring 1")
		})
	}
}

// TestAnAccountThatIsAway: disconnected, revoked, or another panel's.
func TestAnAccountThatIsAway(t *testing.T) {
	s := newShop(t, time.Date(2026, 5, 4, 15, 0, 0, 0, time.UTC), time.Date(2026, 5, 6, 12, 0, 0, 0, time.UTC))
	s.update(func(tx *storage.Tx) error { return tx.DropAccount(sellerChat, ops.Servex) })
	s.until("05-05 11:00")
	s.connect("a-key-that-was-revoked")
	s.until("05-05 13:00")
	s.panel.AddKey("the-key-of-another-reseller", false, 43)
	s.connect("the-key-of-another-reseller")
	s.until("05-05 15:00")
	s.wants()
	s.panel.AddKey("a-new-key", false, 42)
	s.connect("a-new-key")
	s.until("05-05 17:00")
	s.wants("05-05 16:00 expiring 1")
}

// TestGoneOnce: a client that was renamed is found; one that was deleted is
// told of once.
func TestGoneOnce(t *testing.T) {
	s := newShop(t, time.Date(2026, 5, 4, 15, 0, 0, 0, time.UTC), time.Date(2026, 7, 6, 12, 0, 0, 0, time.UTC))
	var asked storage.Request
	s.update(func(tx *storage.Tx) (err error) {
		asked, _, err = tx.OpenRequest(storage.Request{Chat: sellerChat, Provider: ops.Servex, ClientID: s.client, Person: customerID})
		return err
	})
	c := servex.New(servex.Config{BaseURL: s.base, Key: secret.New(sellerKey), HTTP: s.web, Limiter: rate.NewLimiter(rate.Inf, 0)})
	name := "maria"
	found, err := c.FindByUsername(t.Context(), "ana")
	s.must(err)
	_, err = s.ops.EditClient(t.Context(), ops.Act{Key: "rename", Place: chat.Place{Chat: sellerChat}}, found.ID, "ana", resale.ClientEdit{Username: &name})
	s.must(err)
	s.until("05-05 12:00")
	s.wants()
	s.must(c.DeleteClient(t.Context(), s.client))
	s.until("05-08 12:00")
	s.restart()
	s.until("05-09 12:00")
	s.wants("05-06 10:00 gone 0")
	s.must(s.store.View(t.Context(), func(tx *storage.Tx) error {
		r, _, err := tx.Request(asked.ID)
		if r.State != storage.RequestOpen || err != nil {
			t.Errorf("what the customer asked for is %q, %v", r.State, err)
		}
		l, _, err := tx.Link(r.Link())
		if want := s.at("05-06 10:00"); !l.Gone.Equal(want) {
			t.Errorf("gone since %v, want %v", l.Gone, want)
		}
		return err
	}))
	s.update(func(tx *storage.Tx) error {
		r, _, err := tx.Request(asked.ID)
		if err != nil {
			return err
		}
		r.State = storage.RequestDeclined
		return tx.SaveRequest(r)
	})
	s.until("06-12 12:00") // a month later nobody wants it any more
	s.wants("05-06 10:00 gone 0")
	s.must(s.store.View(t.Context(), func(tx *storage.Tx) error {
		links, err := tx.LinksOf(customerID)
		if len(links) != 0 {
			t.Errorf("%d links are left", len(links))
		}
		return err
	}))
}

// TestARequestRenewedByOtherMeans: the customer hears the end all the same.
func TestARequestRenewedByOtherMeans(t *testing.T) {
	s := newShop(t, time.Date(2026, 5, 4, 15, 0, 0, 0, time.UTC), time.Date(2026, 5, 30, 12, 0, 0, 0, time.UTC))
	s.update(func(tx *storage.Tx) error {
		_, _, err := tx.OpenRequest(storage.Request{Chat: sellerChat, Provider: ops.Servex, ClientID: s.client, Person: customerID})
		return err
	})
	s.until("05-05 12:00")
	s.wants()
	s.renew(30)
	s.until("05-08 12:00")
	s.wants("05-06 10:00 renewed 0")
	s.update(func(tx *storage.Tx) error { // and the reseller has nothing to tap any more
		keys, err := tx.OutKeys()
		stripped := 0
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if o.Kind == storage.Strip && o.Key.Chat == sellerChat && o.Slot == ops.RequestSlot(1) {
				stripped++
			}
		}
		if stripped != 1 {
			t.Errorf("the buttons are taken off %d times", stripped)
		}
		return err
	})
}

// TestWhoBlockedTheBot is not written to, and reminded after coming back.
func TestWhoBlockedTheBot(t *testing.T) {
	s := newShop(t, time.Date(2026, 5, 4, 15, 0, 0, 0, time.UTC), time.Date(2026, 5, 11, 12, 0, 0, 0, time.UTC))
	block := func(blocked bool) {
		s.update(func(tx *storage.Tx) error {
			return tx.SaveChat(storage.Chat{ID: customerID, Zone: lisbon, Private: true, Unreachable: blocked})
		})
	}
	block(true)
	s.until("05-06 12:00")
	s.wants()
	block(false)
	s.until("05-07 12:00")
	s.wants("05-07 10:00 expiring 4")
}
