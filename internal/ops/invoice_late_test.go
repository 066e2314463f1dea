package ops_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func TestWordsAndShapesDoNotMatter(t *testing.T) {
	for name, q := range map[string]sandbox.XMQuirks{
		"fa": {Localized: "fa"}, "zh": {Localized: "zh"}, "ru": {Localized: "ru"}, "numbers": {NumberStatus: true, StringNumbers: true, NoDate: "null"},
		"words that say nothing": {OnlyCode208: true}, "wrapped": {DataWrapped: true, NewestFirst: true, Warnings: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t)
			w.panel.Quirk(q)
			for _, d := range wishes() {
				id := w.wanted(d, "k"+d.name).ID
				w.shown("p"+d.name, id, cryptoGateway)
				w.watchFor(20 * time.Second)
				w.panel.MarkPaid(id)
				w.watchFor(10 * time.Second)
				if i := w.row(id); i.State != storage.InvoiceDelivered {
					t.Errorf("%s: %q", d.name, i.State)
				}
			}
		})
	}
}

// TestAPanelThatIsDownForAnHour rests, and what was paid meanwhile comes.
func TestAPanelThatIsDownForAnHour(t *testing.T) {
	for _, kind := range []sandbox.XMFaultKind{sandbox.XMCutBefore, sandbox.XM502, sandbox.XMHTML} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := newTill(t)
			id := w.wanted(wishes()[0], "k").ID
			w.shown("p", id, manualGateway)
			w.fail("", kind, 0)
			before := len(w.panel.Calls())
			w.watchSlowly(time.Hour)
			if n := len(w.panel.Calls()) - before; n == 0 || n > 90 {
				t.Errorf("%d calls while it was down", n)
			}
			w.panel.Heal()
			w.panel.MarkPaid(id)
			w.watchSlowly(20 * time.Minute)
			w.wantTold(customer, "delivered 4")
		})
	}
}

// TestPaidAndThePanelIsGone: somebody hears of it, and nobody looks for ever.
func TestPaidAndThePanelIsGone(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	w.panel.MarkPaid(id)
	w.watchFor(10 * time.Second)
	w.fail("", sandbox.XMCutBefore, 0)
	w.watchSlowly(30 * time.Second)
	w.wantTold(customer, "paid")
	w.pass(7 * time.Hour)
	w.watchSlowly(time.Minute)
	w.wantTold(customer, "paid", "stuck unavailable")
	w.wantTold(ourChat, "paid_for", "stuck_for unavailable")
	w.pass(8 * 24 * time.Hour)
	w.watchSlowly(time.Minute)
	if i := w.row(id); !i.Next.IsZero() {
		t.Errorf("looked at for ever: %+v", i)
	}
}

// TestALookThatTakesTooLong tells what it saw until then, and is not taken
// again at once.
func TestALookThatTakesTooLong(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	w.panel.MarkPaid(id)
	w.pass(time.Minute)
	w.panel.Fail(sandbox.XMFault{Path: "account/info", Kind: sandbox.XMHang})
	limited, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	w.watch(limited)
	w.wantTold(customer, "paid")
	if i := w.row(id); !i.Next.After(w.Now()) {
		t.Errorf("due at once: %v", i.Next)
	}
	w.panel.Heal()
	w.watchFor(time.Minute)
	w.wantTold(customer, "paid", "delivered 4")
}

func TestPaidWhileThePanelGoesDown(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	id := w.wanted(wishes()[0], "k").ID
	w.panel.MarkPaid(id)
	w.shown("p", id, cryptoGateway)
	w.watchFor(time.Minute)
	w.fail("", sandbox.XMHTML, 0)
	w.watchSlowly(2 * time.Hour)
	w.wantTold(customer, "paid")
	w.panel.Heal()
	for begin := w.Now(); w.row(id).Looks < 2; w.watchFor(time.Second) { // the first look shows nothing yet
		if w.Now().Sub(begin) > 20*time.Minute {
			t.Fatal("nobody looks")
		}
	}
	w.panel.Deliver(id)
	w.watchFor(time.Minute)
	w.wantTold(customer, "paid", "delivered 4")
}

// TestThePanelsZoneIsSet: that its times mean others now renews nothing.
func TestThePanelsZoneIsSet(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	id := w.wanted(wishes()[1], "k").ID
	w.shown("p", id, cryptoGateway)
	_, err := w.ChangeStorefront(t.Context(), ourChat, func(s *storage.Storefront) { s.Zone = "America/Los_Angeles" })
	w.must(err)
	w.panel.MarkPaid(id)
	w.watchFor(time.Minute)
	w.wantTold(customer, "paid")
	w.panel.Deliver(id)
	w.watchFor(time.Minute)
	w.wantTold(customer, "paid", "delivered 1")
}

// TestWhoAsksLaterIsAnswered: nobody looked at it any more, and it was paid.
func TestWhoAsksLaterIsAnswered(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	w.watchSlowly(10 * 24 * time.Hour)
	if i := w.row(id); !i.Next.IsZero() || i.Ended.IsZero() {
		t.Fatalf("%+v", i)
	}
	w.panel.MarkPaid(id)
	v, err := w.CheckInvoice(t.Context(), key(), id, tellInvoice)
	if err != nil || v.Kept.State != storage.InvoiceDelivered {
		t.Errorf("%q, %v", v.Kept.State, err)
	}
	w.wantTold(customer, "code_expired", "delivered 4")
}

// TestCheckNow is the person's: it does not wait until the panel rested.
func TestCheckNow(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, manualGateway)
	v, err := w.CheckInvoice(t.Context(), key(), id, tellInvoice)
	if err != nil || v.Now.State != resale.InvoicePending || !v.Has {
		t.Errorf("%+v, %v", v, err)
	}
	w.panel.MarkPaid(id)
	for range 2 {
		v, err = w.CheckInvoice(t.Context(), key(), id, tellInvoice)
		if err != nil || v.Now.State != resale.InvoicePaid || v.Kept.State != storage.InvoiceDelivered {
			t.Errorf("%+v, %v", v, err)
		}
	}
	w.watchFor(time.Minute)
	w.wantTold(customer, "delivered 4")
	w.fail("", sandbox.XM502, 0)
	if _, err = w.CheckInvoice(t.Context(), key(), id, tellInvoice); resale.CodeOf(err) == "" {
		t.Error("a panel that is down says something")
	}
}

// TestWhoIsForgottenWhileTheyWait is told nothing more; who was paid still
// hears that it is stuck, and nothing stays when that is settled.
func TestWhoIsForgottenWhileTheyWait(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	open := w.wanted(wishes()[1], "r").ID
	i := w.wanted(wishes()[0], "k")
	w.panel.MarkPaid(i.ID)
	w.watchFor(5 * time.Minute)
	w.update(func(tx *storage.Tx) error { return tx.Forget(customer, customer) })
	if kept := w.row(i.ID); kept.Name != "" || !kept.Forgotten || w.row(open).ID != "" {
		t.Errorf("%+v, %+v", kept, w.row(open))
	}
	w.watchSlowly(2 * time.Hour)
	w.wantTold(customer)
	w.wantTold(ourChat, "paid_for", "stuck_for logged_out")
	_, err := w.SettleStuck(context.WithoutCancel(t.Context()), ourChat, i.Key(), tellInvoice)
	w.must(err)
	if left := w.row(i.ID); left.ID != "" {
		t.Errorf("left: %+v", left)
	}
	w.wantTold(customer)
}

// TestDueInvoicesOfManyMembers are given by member, the longest due first.
func TestDueInvoicesOfManyMembers(t *testing.T) {
	w := newTill(t)
	a := w.wanted(wishes()[0], "k")
	w.update(func(tx *storage.Tx) error {
		for n := range int64(6) {
			b := a
			b.Person, b.ID, b.Next = 100+n/2, b.ID+string(rune('A'+n)), w.Now().Add(-time.Duration(n)*time.Minute)
			if err := tx.SaveInvoice(b); err != nil {
				return err
			}
		}
		return nil
	})
	due, err := w.DueInvoices(t.Context(), a.Panel, 2)
	w.must(err)
	var people []int64
	for _, m := range due {
		people = append(people, m.Member.Person)
	}
	if !slices.Equal(people, []int64{102, 101}) {
		t.Errorf("%v", people)
	}
}
