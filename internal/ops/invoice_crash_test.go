package ops_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"resellerbot/storage"
)

// TestEveryCommitOfAnInvoiceMayBeTheLast: the program dies right after each of
// them, from the tap to the delivery. There is one invoice, charged once, and
// what was to be told was told once.
func TestEveryCommitOfAnInvoiceMayBeTheLast(t *testing.T) {
	for _, d := range wishes() {
		for _, gateway := range []int64{cryptoGateway, balanceGateway} {
			t.Run(fmt.Sprintf("%s by %d", d.name, gateway), func(t *testing.T) {
				t.Parallel()
				n := 1
				for ; dealDiesAtCommit(t, d, gateway, n); n++ {
				}
				if n < 7 {
					t.Errorf("it makes only %d commits", n-1)
				}
			})
		}
	}
}

// deal is a wish, paid, and what follows.
func (w *till) deal(ctx context.Context, d wish, gateway int64) {
	w.t.Helper()
	out, err := d.do(ctx, w, "k")
	if ctx.Err() != nil {
		return
	}
	w.wantDone(out, err)
	id := out.Invoice.Now.ID
	if out, err = w.pay(ctx, "p", id, gateway); ctx.Err() != nil {
		return
	}
	w.wantDone(out, err)
	w.panel.MarkPaid(id)
	w.pass(10 * time.Second)
	for range 3 {
		if w.watch(ctx); ctx.Err() != nil {
			return
		}
	}
}

func dealDiesAtCommit(t *testing.T, d wish, gateway int64, nth int) bool {
	t.Helper()
	w := newTill(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.death.comes(t, nth, w.file, w.wire, cancel)
	w.deal(ctx, d, gateway)
	w.restart()
	w.goesOn(fmt.Sprintf("commit %d", nth), d, gateway, nth%2 == 0)
	return w.death.came
}

// goesOn has a restarted program bring everything to its end: the journal or
// the person's tap, which comes again, first.
func (w *till) goesOn(at string, d wish, gateway int64, journal bool) {
	w.t.Helper()
	if journal {
		w.reconcile()
	}
	out, err := d.do(w.t.Context(), w, "k")
	if err == nil && out.State == storage.Unknown {
		w.settle()
		out, err = d.do(w.t.Context(), w, "k")
	}
	if out.State == storage.Refused { // the journal found it too late
		out, err = d.do(w.t.Context(), w, "k2")
	}
	w.wantDone(out, err)
	id := w.wantOne2(at)
	out, err = w.pay(w.t.Context(), "p", id, gateway)
	if err == nil && out.State == storage.Unknown {
		w.settle()
		out, err = w.pay(w.t.Context(), "p", id, gateway)
	}
	if out.State == storage.Refused {
		out, err = w.pay(w.t.Context(), "p2", id, gateway)
	}
	w.wantDone(out, err)
	w.wantDelivered(at, id)
	got := "delivered 1"
	if d.kind == storage.InvoiceNew {
		got = "delivered 4"
	}
	w.wantTold(customer, got)
}

// wantOne2 is wantOne of an invoice that may be at its end.
func (w *till) wantOne2(at string) string {
	w.t.Helper()
	made := w.made()
	if len(made) != 1 || w.row(made[0]).ID == "" {
		w.t.Fatalf("%s: invoices %v", at, made)
	}
	return made[0]
}

// TestEveryCrashOfAnInvoice ends the process at each request to the panel,
// before it is sent or once it was answered.
func TestEveryCrashOfAnInvoice(t *testing.T) {
	for _, d := range wishes() {
		for _, sent := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, sent %v", d.name, sent), func(t *testing.T) {
				t.Parallel()
				for _, gateway := range []int64{cryptoGateway, balanceGateway} {
					n := 1
					for ; dealDiesAtRequest(t, d, gateway, n, sent); n++ {
					}
					if n < 7 {
						t.Errorf("it makes only %d requests", n-1)
					}
				}
			})
		}
	}
}

func dealDiesAtRequest(t *testing.T, d wish, gateway int64, nth int, sent bool) (reached bool) {
	t.Helper()
	w := newTill(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.wire.die(nth, sent, func() { reached = true; cancel() })
	w.deal(ctx, d, gateway)
	w.restart()
	w.goesOn(fmt.Sprintf("request %d", nth), d, gateway, nth%2 == 0)
	return reached
}
