package ops_test

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestHowOftenAnInvoiceIsLookedAt counts the calls in times that people live
// through.
func TestHowOftenAnInvoiceIsLookedAt(t *testing.T) {
	for _, c := range []struct {
		name    string
		gateway int64
		first   time.Duration // after that, the calls in the next hour are counted
		calls   [2]int        // least and most
	}{
		{"no way chosen", 0, 0, [2]int{9, 12}},
		{"no way chosen for a day", 0, 24 * time.Hour, [2]int{1, 2}},
		{"no way chosen for a week", 0, 8 * 24 * time.Hour, [2]int{0, 0}},
		{"a code for ten minutes", cryptoGateway, 0, [2]int{85, 110}},
		{"a code that is long over", cryptoGateway, 24 * time.Hour, [2]int{5, 7}},
		{"a code that is over for days", cryptoGateway, 4 * 24 * time.Hour, [2]int{0, 0}},
		{"by hand", manualGateway, 0, [2]int{25, 50}},
		{"by hand, for days", manualGateway, 3 * 24 * time.Hour, [2]int{5, 7}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t)
			id := w.wanted(wishes()[0], "k").ID
			if c.gateway != 0 {
				w.shown("p", id, c.gateway)
			}
			for begin := w.Now(); w.Now().Sub(begin) < c.first; w.pass(9 * time.Minute) {
				w.watch(t.Context())
			}
			before := w.panel.Count("invoices").Asked
			w.watchFor(time.Hour)
			if n := w.panel.Count("invoices").Asked - before; n < c.calls[0] || n > c.calls[1] {
				t.Errorf("%d calls in an hour, want %v", n, c.calls)
			}
			if n := w.panel.Count("account/info").Asked; n > 4 {
				t.Errorf("%d calls for what she has", n)
			}
		})
	}
}

func TestACodeIsLookedAtEveryEightSeconds(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	for range 10 {
		if wait := w.row(id).Next.Sub(w.Now()); wait != 8*time.Second {
			t.Fatalf("waits %v", wait)
		}
		w.pass(8 * time.Second)
		w.watch(t.Context())
	}
	w.pass(w.row(id).Payment.Expires.Sub(w.Now()) - 3*time.Second)
	w.watch(t.Context())
	if i := w.row(id); !i.Next.Equal(i.Payment.Expires) {
		t.Errorf("the end is at %v, the next look at %v", i.Payment.Expires, i.Next)
	}
}

// TestPaidWithoutService: both sides are told once, it is looked for on, and
// delivered when it shows.
func TestPaidWithoutService(t *testing.T) {
	for _, d := range wishes() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t)
			w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
			id := w.wanted(d, "k").ID
			w.shown("p", id, cryptoGateway)
			w.panel.MarkPaid(id)
			w.watchFor(5 * time.Minute)
			w.wantTold(customer, "paid")
			w.wantTold(ourChat, "paid_for")
			w.watchFor(90 * time.Second)
			w.restart()
			w.watchFor(2 * time.Minute)
			w.wantTold(customer, "paid", "stuck")
			w.wantTold(ourChat, "paid_for", "stuck_for")
			if stuck, _, err := w.InvoicesAt(t.Context(), ourChat, storage.InvoiceStuck, ""); len(stuck) != 1 || stuck[0].ID != id || err != nil {
				t.Errorf("%+v, %v", stuck, err)
			}
			w.watchSlowly(3 * time.Hour)
			if n := w.panel.Count("invoice/create").Applied + w.panel.Count("service/renew").Applied + w.panel.Count("service/addtraffic").Applied; n != 1 {
				t.Errorf("it was bought %d times", n)
			}
			w.panel.Deliver(id)
			w.watchSlowly(time.Hour)
			got := "late 1"
			if d.kind == storage.InvoiceNew {
				got = "late 4"
			}
			w.wantTold(customer, "paid", "stuck", got)
			w.wantTold(ourChat, "paid_for", "stuck_for", "late_for")
		})
	}
}

func TestAResellerSettlesWhatIsStuck(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	i := w.wanted(wishes()[0], "k")
	if _, err := w.SettleStuck(t.Context(), ourChat+1, i.Key(), tellInvoice); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("another chat: %v", err)
	}
	if now, err := w.SettleStuck(t.Context(), ourChat, i.Key(), tellInvoice); now.State != storage.InvoiceOpen || err != nil {
		t.Errorf("unpaid: %q, %v", now.State, err)
	}
	w.panel.MarkPaid(i.ID)
	w.watchFor(8 * time.Minute)
	w.watchSlowly(8 * 24 * time.Hour)
	for range 2 {
		if now, err := w.SettleStuck(t.Context(), ourChat, i.Key(), tellInvoice); now.State != storage.InvoiceDelivered || err != nil {
			t.Errorf("%q, %v", now.State, err)
		}
	}
	w.wantTold(customer, "paid", "stuck", "late")
	w.watchSlowly(24 * time.Hour)
	w.wantTold(customer, "paid", "stuck", "late")
}

// TestADeliveryThatTakesAWhile is told of when it comes, after the payment.
func TestADeliveryThatTakesAWhile(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{DeliverAfter: 20 * time.Second})
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	w.panel.MarkPaid(id)
	w.watchFor(40 * time.Second)
	w.wantTold(customer, "paid", "delivered 4")
}

func TestCancelledAtThePanel(t *testing.T) {
	for _, end := range []func(*sandbox.XMPanel, string) bool{(*sandbox.XMPanel).Cancel, (*sandbox.XMPanel).Expire} {
		w := newTill(t)
		id := w.wanted(wishes()[0], "k").ID
		w.shown("p", id, cryptoGateway)
		end(w.panel, id)
		w.watchSlowly(time.Hour)
		w.wantTold(customer, "gone")
		if i := w.row(id); i.State != storage.InvoiceOver || i.Shown != storage.ShownOver {
			t.Errorf("%+v", i)
		}
		w.panel.MarkPaid(id) // the money was on its way
		w.watchSlowly(time.Hour)
		w.wantTold(customer, "gone", "delivered 4")
	}
}

// TestTwoOfAKind: what one payment brought is not taken for what another one
// was for.
func TestTwoOfAKind(t *testing.T) {
	for _, d := range []int{0, 2} {
		w := newTill(t)
		w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 2})
		first := w.wanted(wishes()[d], "k").ID
		w.shown("p", first, cryptoGateway)
		w.panel.MarkPaid(first)
		w.watchFor(10 * time.Second)
		out, err := more(t.Context(), w, wishes()[d], "k2", first)
		w.wantDone(out, err)
		second := out.Invoice.Now.ID
		w.shown("p2", second, cryptoGateway)
		w.panel.MarkPaid(second)
		w.watchFor(10 * time.Second)
		w.panel.Deliver(first)
		w.watchFor(20 * time.Second)
		if a, b := w.row(first).State, w.row(second).State; a != storage.InvoiceDelivered || b != storage.InvoicePaid {
			t.Errorf("%s: %q and %q", wishes()[d].name, a, b)
		}
		w.panel.Deliver(second)
		w.watchFor(20 * time.Second)
		if b := w.row(second); b.State != storage.InvoiceDelivered || d == 0 && b.Got == w.row(first).Got {
			t.Errorf("%s: then %q, %d", wishes()[d].name, b.State, b.Got)
		}
	}
}

// TestBothAtOnce: two are paid and come between two looks.
func TestBothAtOnce(t *testing.T) {
	for _, d := range []int{0, 2} {
		w := newTill(t)
		w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 2})
		first := w.wanted(wishes()[d], "k").ID
		w.shown("p", first, cryptoGateway)
		w.panel.MarkPaid(first)
		w.watchFor(10 * time.Second)
		out, err := more(t.Context(), w, wishes()[d], "k2", first)
		w.wantDone(out, err)
		second := out.Invoice.Now.ID
		w.shown("p2", second, cryptoGateway)
		w.panel.MarkPaid(second)
		w.panel.Deliver(first)
		w.panel.Deliver(second)
		w.watchSlowly(10 * time.Minute)
		if a, b := w.row(first).State, w.row(second).State; a != storage.InvoiceDelivered || b != storage.InvoiceDelivered {
			t.Errorf("%s: %q and %q", wishes()[d].name, a, b)
		}
	}
}

// TestWhatSomebodyBoughtElsewhereIsNotIt: before the payment another one of the
// same plan came to be.
func TestWhatSomebodyBoughtElsewhereIsNotIt(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	id := w.wanted(wishes()[0], "k").ID
	w.panel.AddService(sandbox.XMService{Email: ana, Plan: family})
	w.shown("p", id, cryptoGateway)
	w.panel.AddService(sandbox.XMService{Email: ana, Plan: starter})
	w.panel.MarkPaid(id)
	w.watchFor(time.Minute)
	w.wantTold(customer, "paid")
}
