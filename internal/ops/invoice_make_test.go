package ops_test

import (
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func TestAnInvoiceIsMadeAndBringsWhatItIsFor(t *testing.T) {
	for _, d := range wishes() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t)
			i := w.wanted(d, "k")
			if i.Kind != d.kind || i.State != storage.InvoiceOpen || !i.Amount.Known || i.Name != "Ana" || i.Email != ana || i.Blind || len(i.Before) != 2 {
				t.Errorf("%+v", i)
			}
			if again := w.wanted(d, "k"); again.ID != i.ID {
				t.Errorf("the same tap made %s, then %s", i.ID, again.ID)
			}
			out, err := d.do(t.Context(), w, "another")
			w.wantDone(out, err)
			if !out.Invoice.Again || out.Invoice.Now.ID != i.ID {
				t.Errorf("another tap: %+v", out.Invoice)
			}
			w.shown("p", w.wantOne("taps"), cryptoGateway)
			w.panel.MarkPaid(i.ID)
			if w.watchFor(10 * time.Second); w.row(i.ID).State != storage.InvoiceDelivered {
				t.Errorf("not delivered: %+v", w.row(i.ID))
			}
			got := map[storage.InvoiceKind]string{storage.InvoiceNew: "delivered 4", storage.InvoiceRenew: "delivered 1", storage.InvoiceTopUp: "delivered 1"}[d.kind]
			w.wantTold(customer, got)
			w.wantTold(ourChat, string(ops.PaidForReseller))
		})
	}
}

// TestEveryFaultOfMakingAnInvoice: whatever fails at whichever call, there is
// one invoice for the wish in the end, or none and the person is told so.
func TestEveryFaultOfMakingAnInvoice(t *testing.T) {
	kinds := []sandbox.XMFaultKind{
		sandbox.XMCutBefore, sandbox.XM500, sandbox.XM502, sandbox.XMHTML, sandbox.XMNothing,
		sandbox.XMCutAfter, sandbox.XM500After, sandbox.XMHTMLAfter, sandbox.XMEmptyBody, sandbox.XMTruncated, sandbox.XMNoID, sandbox.XMWarnings,
	}
	for _, d := range wishes() {
		for _, kind := range kinds {
			t.Run(d.name+" "+string(kind), func(t *testing.T) {
				t.Parallel()
				for _, path := range []string{"token", "invoices", "account/info", "packages/traffic", d.path, "invoice/view"} {
					if path == d.path || kind == sandbox.XMCutBefore || kind == sandbox.XMHTMLAfter {
						failsOnce(t, d, path, kind, 1)
						failsOnce(t, d, path, kind, 6)
					}
				}
			})
		}
	}
}

func failsOnce(t *testing.T, d wish, path string, kind sandbox.XMFaultKind, times int) {
	t.Helper()
	w := newTill(t)
	w.fail(path, kind, times)
	out, err := d.do(t.Context(), w, "k")
	at := path + ", " + string(out.State) + " " + string(out.Code)
	w.must(err)
	w.panel.Heal()
	if out.State == storage.Unknown {
		w.settle()
		if len(w.told) != 1 {
			t.Errorf("%s: told %v", at, w.told)
		}
		if out, err = d.do(t.Context(), w, "k"); err != nil || out.State != storage.Done {
			t.Errorf("%s: then %q, %v", at, out.State, err)
		}
	}
	if out.State == storage.Refused {
		if n := len(w.made()); n != 0 {
			t.Errorf("%s: refused, and there are %d", at, n)
		}
		out, err = d.do(t.Context(), w, "anew")
		w.wantDone(out, err)
	}
	if id := w.wantOne(at); id != out.Invoice.Now.ID {
		t.Errorf("%s: made %s, shown %s", at, id, out.Invoice.Now.ID)
	}
	w.must(w.store.Close())
}

// TestTwoAtOnce: two different taps for one wish make one invoice.
func TestTwoAtOnce(t *testing.T) {
	for _, d := range wishes() {
		w := newTill(t)
		outs := make(chan ops.Outcome, 2)
		for _, name := range []string{"k1", "k2"} {
			go func() {
				out, err := d.do(t.Context(), w, name)
				if err != nil {
					t.Error(err)
				}
				outs <- out
			}()
		}
		a, b := <-outs, <-outs
		id := w.wantOne(d.name)
		if a.Invoice.Now.ID != id || b.Invoice.Now.ID != id || a.Invoice.Again == b.Invoice.Again {
			t.Errorf("%s: %+v, %+v", d.name, a.Invoice, b.Invoice)
		}
	}
}

func TestAnUnpaidInvoiceIsInTheWay(t *testing.T) {
	for name, q := range map[string]sandbox.XMQuirks{"in English": {}, "in Chinese": {Localized: "zh"}} {
		t.Run(name, func(t *testing.T) {
			w := newTill(t)
			q.UnpaidBlocks = true
			w.panel.Quirk(q)
			i := w.wanted(wishes()[0], "k")
			out, err := wishes()[1].do(t.Context(), w, "k2")
			w.wantRefused(resale.Unpaid, out, err)
			if out.Invoice.Now.ID != i.ID || out.Invoice.Invoice.ID != i.ID {
				t.Errorf("shown: %+v", out.Invoice)
			}
			if again := w.wanted(wishes()[0], "k3"); again.ID != i.ID {
				t.Errorf("again: %s", again.ID)
			}
		})
	}
}

// TestWhatIsInTheWayWasMadeElsewhere: the unpaid invoice of the panel's site can
// be paid here.
func TestWhatIsInTheWayWasMadeElsewhere(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{UnpaidBlocks: true})
	id := w.panel.AddInvoice(sandbox.XMInvoice{Email: ana, Plan: starter, Billing: "annual", Amount: "96"})
	out, err := wishes()[0].do(t.Context(), w, "k")
	w.wantRefused(resale.Unpaid, out, err)
	if i := out.Invoice.Invoice; i.ID != id || i.Kind != storage.InvoiceOther || i.Amount.Amount.String() != "96.00" {
		t.Errorf("shown: %+v", i)
	}
	w.shown("p", id, cryptoGateway)
	w.wantDelivered("the other one", id)
}

// TestOthersInvoicesAreNotTaken: what somebody made meanwhile at the panel's
// site for another thing is not the lost one, what is for the same is.
func TestOthersInvoicesAreNotTaken(t *testing.T) {
	for _, d := range wishes() {
		w := newTill(t)
		w.fail(d.path, sandbox.XMCutBefore, 0)
		out, err := d.do(t.Context(), w, "k")
		if err != nil || out.State != storage.Unknown {
			t.Fatalf("%q, %v", out.State, err)
		}
		other := w.panel.AddInvoice(sandbox.XMInvoice{Email: ana, Plan: starter, Billing: "annual", Amount: "96"})
		w.panel.Heal()
		w.settle()
		if made := w.made(); len(made) != 2 || len(w.told) != 1 || w.told[0].Invoice.Now.ID == other || w.told[0].Invoice.Now.ID == "" {
			t.Errorf("%s: %v, told %+v", d.name, made, w.told)
		}
	}
}

// TestTwoAlike: when two invoices for the wish are there, it is one of them.
func TestTwoAlike(t *testing.T) {
	w := newTill(t)
	w.fail("invoice/create", sandbox.XMCutAfter, 1)
	w.panel.Fail(sandbox.XMFault{Path: "invoices", Kind: sandbox.XMHTML, Skip: 1}) // not before the call
	out, err := wishes()[0].do(t.Context(), w, "k")
	if err != nil || out.State != storage.Unknown {
		t.Fatalf("%q %q, %v", out.State, out.Code, err)
	}
	w.panel.AddInvoice(sandbox.XMInvoice{Email: ana, Plan: family, Billing: "month", Amount: "18"})
	w.panel.Heal()
	w.settle()
	if made := w.made(); len(made) != 2 || len(w.told) != 1 || !w.told[0].Adopted {
		t.Errorf("%v, told %+v", made, w.told)
	}
}

func TestACouponThatLeavesNoTrace(t *testing.T) {
	w := newTill(t)
	w.panel.AddCoupon("NOTHING", 0)
	p := resale.Purchase{PlanID: family, Plan: "Family", Period: resale.Month, Coupon: "NOTHING"}
	w.fail("invoice/create", sandbox.XMCutAfter, 1)
	out, err := w.Buy(t.Context(), w.act("k"), key(), p)
	w.wantDone(out, err)
	out, err = w.Buy(t.Context(), w.act("k2"), key(), p)
	w.wantDone(out, err)
	if !out.Invoice.Again {
		t.Error("a second one was made")
	}
	w.wantOne("coupon")
	p.Coupon = "WRONG"
	out, err = w.Buy(t.Context(), w.act("k3"), key(), p)
	w.wantRefused(resale.BadCoupon, out, err)
}
