package ops_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// owes makes an invoice for a wish that is paid and brings nothing.
func (w *till) owes(d wish) (id string) {
	w.t.Helper()
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	id = w.wanted(d, "first").ID
	w.shown("p", id, cryptoGateway)
	w.panel.MarkPaid(id)
	return id
}

// more is a wish of somebody who knows what is paid and owed.
func more(ctx context.Context, w *till, d wish, name string, aware ...string) (ops.Outcome, error) {
	switch d.kind {
	case storage.InvoiceRenew:
		return w.RenewSubscription(ctx, w.act(name), key(), anasStarter, aware...)
	case storage.InvoiceTopUp:
		return w.AddTraffic(ctx, w.act(name), key(), anasStarter, top50, aware...)
	}
	return w.Buy(ctx, w.act(name), key(), resale.Purchase{PlanID: family, Plan: "Family", Period: resale.Month}, aware...)
}

func (w *till) wantShown(at, id string, out ops.Outcome, err error) {
	w.t.Helper()
	w.wantRefused(resale.AlreadyPaid, out, err)
	if out.Invoice.Now.ID != id || out.Invoice.Invoice.ID != id {
		w.t.Errorf("%s: shown %+v", at, out.Invoice)
	}
	if made := w.made(); len(made) != 1 {
		w.t.Fatalf("%s: invoices %v", at, made)
	}
}

// TestWhatIsPaidAndOwedIsNotSoldOnceMore: neither before anybody saw the
// payment, nor while it is set up, nor when it is stuck, in a restarted program
// as well; and once by whoever wants one more.
func TestWhatIsPaidAndOwedIsNotSoldOnceMore(t *testing.T) {
	for _, d := range wishes() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t)
			id := w.owes(d)
			out, err := more(t.Context(), w, d, "unseen")
			w.wantShown("unseen", id, out, err)
			if w.watchFor(10 * time.Second); w.row(id).State != storage.InvoicePaid {
				t.Fatalf("it is %q", w.row(id).State)
			}
			w.restart()
			for _, name := range []string{"paid", "paid", "another"} {
				out, err = more(t.Context(), w, d, name)
				w.wantShown(name, id, out, err)
			}
			if w.watchSlowly(time.Hour); w.row(id).State != storage.InvoiceStuck {
				t.Fatalf("it is %q", w.row(id).State)
			}
			out, err = more(t.Context(), w, d, "stuck", "of another one")
			w.wantShown("stuck", id, out, err)
			w.wantOneMore(d, id)
		})
	}
}

// wantOneMore taps twice with another key each that one more is wanted.
func (w *till) wantOneMore(d wish, owed string) {
	w.t.Helper()
	outs := make(chan ops.Outcome, 2)
	for _, name := range []string{"more", "more too"} {
		go func() {
			out, err := more(w.t.Context(), w, d, name, owed)
			if err != nil {
				w.t.Error(err)
			}
			outs <- out
		}()
	}
	a, b := <-outs, <-outs
	made := w.made()
	if len(made) != 2 || a.State != storage.Done || a.Invoice.Now.ID != made[1] || b.Invoice.Now.ID != made[1] || a.Invoice.Again == b.Invoice.Again {
		w.t.Fatalf("made %v: %+v, %+v", made, a.Invoice, b.Invoice)
	}
	view, err := w.Invoice(w.t.Context(), key(), made[1])
	if err != nil || view.Twin == nil || view.Twin.ID != owed {
		w.t.Errorf("the second does not know of the first: %+v, %v", view.Twin, err)
	}
	out, err := more(w.t.Context(), w, d, "unaware")
	w.wantRefused(resale.AlreadyPaid, out, err)
	if view, err = w.Invoice(w.t.Context(), key(), owed); err != nil || view.Twin != nil {
		w.t.Errorf("the first: %+v, %v", view.Twin, err)
	}
}

// TestAnotherThingIsSold: what is owed is in the way of nothing else, and of
// nothing once it is there or the money went back.
func TestAnotherThingIsSold(t *testing.T) {
	ends := map[string]func(w *till, id string){
		"it comes":  func(w *till, id string) { w.panel.Deliver(id); w.watchSlowly(2 * time.Hour) },
		"set up":    func(w *till, id string) { w.endStuck(id, w.SettleStuck) },
		"paid back": func(w *till, id string) { w.endStuck(id, w.RefundStuck) },
	}
	for name, end := range ends {
		for n, d := range wishes() {
			t.Run(name+", "+d.name, func(t *testing.T) {
				t.Parallel()
				w := newTill(t)
				id := w.owes(d)
				w.watchSlowly(time.Hour)
				out, err := wishes()[(n+1)%3].do(t.Context(), w, "other")
				w.wantDone(out, err)
				end(w, id)
				out, err = d.do(t.Context(), w, "again")
				w.wantDone(out, err)
				if made := w.made(); len(made) != 3 || out.Invoice.Again {
					t.Errorf("made %v", made)
				}
			})
		}
	}
}

// endStuck has three admins say so.
func (w *till) endStuck(id string, end func(context.Context, int64, storage.InvoiceKey, ops.TellInvoice) (storage.Invoice, error)) {
	w.t.Helper()
	for range 3 {
		_, err := end(w.t.Context(), ourChat, w.row(id).Key(), tellInvoice)
		w.must(err)
	}
}

// TestMoneyThatWentBack: it is told once, and neither a look, a tap nor another
// admin brings the invoice back, though the panel shows it as paid.
func TestMoneyThatWentBack(t *testing.T) {
	d := wishes()[0]
	w := newTill(t)
	id := w.owes(d)
	w.watchSlowly(time.Hour)
	w.endStuck(id, w.RefundStuck)
	w.endStuck(id, w.SettleStuck)
	_, err := w.CheckInvoice(t.Context(), key(), id, tellInvoice)
	w.must(err)
	if _, err = w.pay(t.Context(), "pay again", id, cryptoGateway); err != nil {
		t.Error(err)
	}
	if w.watchSlowly(time.Hour); w.row(id).State != storage.InvoiceOver || !w.row(id).Refunded || !w.row(id).Next.IsZero() {
		t.Errorf("%+v", w.row(id))
	}
	w.wantTold(customer, "paid", "stuck", "refunded")
	w.wantTold(ourChat, "paid_for", "stuck_for")
}

// TestEveryCommitOfWhatIsOwedMayBeTheLast: the program dies right after each of
// them while somebody wants what is paid and owed, with and without knowing it.
func TestEveryCommitOfWhatIsOwedMayBeTheLast(t *testing.T) {
	for _, d := range wishes() {
		for _, aware := range []bool{false, true} {
			t.Run(fmt.Sprint(d.name, ", aware ", aware), func(t *testing.T) {
				t.Parallel()
				n := 1
				for ; owedDiesAtCommit(t, d, aware, n); n++ {
				}
				if n < 3 {
					t.Errorf("it makes only %d commits", n-1)
				}
			})
		}
	}
}

func owedDiesAtCommit(t *testing.T, d wish, aware bool, nth int) bool {
	t.Helper()
	w := newTill(t)
	id, at := w.owes(d), fmt.Sprintf("commit %d", nth)
	var known []string
	if aware {
		known = []string{id}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.death.comes(t, nth, w.file, w.wire, cancel)
	if out, err := more(ctx, w, d, "k", known...); err == nil && ctx.Err() == nil && aware {
		w.wantDone(out, err)
	}
	w.restart()
	if nth%2 == 0 {
		w.reconcile()
	}
	out, err := more(t.Context(), w, d, "k", known...)
	if err == nil && out.State == storage.Unknown {
		w.settle()
		out, err = more(t.Context(), w, d, "k", known...)
	}
	if !aware {
		w.wantShown(at, id, out, err)
		return w.death.came
	}
	if out.State == storage.Refused && out.Code != resale.AlreadyPaid { // the journal found it too late
		out, err = more(t.Context(), w, d, "k2", known...)
	}
	w.wantDone(out, err)
	if made := w.made(); len(made) != 2 || out.Invoice.Now.ID != made[1] {
		t.Errorf("%s: made %v, shown %s", at, made, out.Invoice.Now.ID)
	}
	return w.death.came
}
