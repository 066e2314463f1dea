package ops_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func TestEachWayToPay(t *testing.T) {
	for gateway, kind := range map[int64]resale.PaymentKind{
		cryptoGateway: resale.PayCode, cardGateway: resale.PayLink, pictureGateway: resale.PayImage, stripeGateway: resale.PayPage, manualGateway: resale.PayNothing,
	} {
		w := newTill(t)
		id := w.wanted(wishes()[0], "k").ID
		i := w.shown("p", id, gateway)
		if i.Payment.Kind != kind || i.Gateway.ID != gateway || i.PaidWith != "p" || i.Shown != storage.ShownCode {
			t.Errorf("%s: %+v", kind, i)
		}
		if again := w.shown("p", id, gateway); again.Payment.Text != i.Payment.Text || len(again.Payment.Image) != len(i.Payment.Image) {
			t.Errorf("%s: the same tap shows %+v", kind, again.Payment)
		}
		out, err := w.pay(t.Context(), "another", id, gateway)
		if w.wantDone(out, err); !out.Invoice.Again || out.Invoice.Invoice.Payment.Kind != kind {
			t.Errorf("%s: another tap: %+v", kind, out.Invoice)
		}
		if n := w.panel.Count("invoice/pay").Asked; n != 1 {
			t.Errorf("%s: asked %d times", kind, n)
		}
		w.wantDelivered(string(kind), id)
	}
}

func TestABalancePaysAtOnceAndOnce(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	out, err := w.pay(t.Context(), "p", id, balanceGateway)
	if w.wantDone(out, err); out.Invoice.Now.State != resale.InvoicePaid {
		t.Errorf("it is %q", out.Invoice.Now.State)
	}
	w.watch(t.Context())
	w.wantTold(customer, "delivered 4")
	out, err = w.pay(t.Context(), "p2", id, balanceGateway)
	if w.wantDone(out, err); out.Invoice.Now.State != resale.InvoicePaid {
		t.Errorf("then it is %q", out.Invoice.Now.State)
	}
	w.wantDelivered("balance", id)
	if a, _ := w.panel.Account(ana); a.Balance != "31.00" {
		t.Errorf("left: %s", a.Balance)
	}
}

// TestEveryFaultOfPaying: whatever fails at whichever call, the money is taken
// once, and how to pay is shown in the end.
func TestEveryFaultOfPaying(t *testing.T) {
	kinds := []sandbox.XMFaultKind{
		sandbox.XMCutBefore, sandbox.XM500, sandbox.XM502, sandbox.XMHTML, sandbox.XMNothing,
		sandbox.XMCutAfter, sandbox.XM500After, sandbox.XMHTMLAfter, sandbox.XMEmptyBody, sandbox.XMTruncated, sandbox.XMWarnings,
	}
	for _, gateway := range []int64{balanceGateway, cryptoGateway, manualGateway} {
		for _, kind := range kinds {
			t.Run(string(kind), func(t *testing.T) {
				t.Parallel()
				for _, path := range []string{"invoice/pay", "invoice/view", "account/info"} {
					if path == "invoice/pay" || kind == sandbox.XMCutBefore {
						payingFails(t, path, kind, gateway)
					}
				}
			})
		}
	}
}

func payingFails(t *testing.T, path string, kind sandbox.XMFaultKind, gateway int64) {
	t.Helper()
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.fail(path, kind, 6)
	out, err := w.pay(t.Context(), "p", id, gateway)
	w.must(err)
	w.panel.Heal()
	at := path + ", " + string(out.State) + " " + string(out.Code)
	if out.State == storage.Unknown {
		w.settle()
		if len(w.told) != 1 {
			t.Errorf("%s: told %v", at, w.told)
		}
		out, err = w.pay(t.Context(), "p", id, gateway)
	}
	if out.State == storage.Refused {
		out, err = w.pay(t.Context(), "anew", id, gateway)
	}
	w.wantDone(out, err)
	if i := out.Invoice; i.Now.State != resale.InvoicePaid && i.Invoice.Payment.Kind == "" {
		t.Errorf("%s: nothing to pay with: %+v", at, i)
	}
	w.wantDelivered(at, id)
	if a, _ := w.panel.Account(ana); gateway == balanceGateway && a.Balance != "31.00" {
		t.Errorf("%s: left: %s", at, a.Balance)
	}
	w.must(w.store.Close())
}

// TestAnEmptyAnswerIsAskedForAgain, but not at once.
func TestAnEmptyAnswerIsAskedForAgain(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.panel.Quirk(sandbox.XMQuirks{EmptyPayBodies: 1})
	out, err := w.pay(t.Context(), "p", id, cryptoGateway)
	if err != nil || out.State != storage.Unknown || w.panel.Count("invoice/pay").Asked != 1 {
		t.Fatalf("%q, %v, asked %+v", out.State, err, w.panel.Count("invoice/pay"))
	}
	began := w.Now()
	w.settle()
	if len(w.told) != 1 || w.told[0].Invoice.Invoice.Payment.Kind != resale.PayCode {
		t.Errorf("told %+v", w.told)
	}
	if waited := w.Now().Sub(began); waited < 30*time.Second || waited > time.Minute {
		t.Errorf("after %v", waited)
	}
	w.wantDelivered("empty", id)
}

func TestACodeThatIsOver(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	first := w.shown("p", id, cryptoGateway)
	w.watchSlowly(11 * time.Minute)
	w.wantTold(customer, "code_expired")
	second := w.shown("p2", id, cryptoGateway)
	if !second.Offered.After(first.Offered) || second.Shown != storage.ShownCode || w.panel.Count("invoice/pay").Asked != 2 {
		t.Errorf("%+v, then %+v", first.Offered, second.Offered)
	}
	w.watchSlowly(2 * time.Hour) // coins arrive late
	w.panel.MarkPaid(id)
	w.watchSlowly(15 * time.Minute)
	w.wantTold(customer, "code_expired", "code_expired", "delivered 4")
}

func TestAnotherWayToPay(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	if i := w.shown("p2", id, cardGateway); i.Payment.Kind != resale.PayLink || i.Gateway.ID != cardGateway {
		t.Errorf("%+v", i)
	}
	if i := w.shown("p3", id, cryptoGateway); i.Payment.Kind != resale.PayCode || w.panel.Count("invoice/pay").Asked != 3 {
		t.Errorf("%+v", i)
	}
}

func TestPayingWhatIsOver(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.panel.Cancel(id)
	out, err := w.pay(t.Context(), "p", id, cryptoGateway)
	w.wantRefused(resale.Changed, out, err)
	if out.Invoice.Now.State != resale.InvoiceOver || w.row(id).State != storage.InvoiceOver {
		t.Errorf("%+v", out.Invoice)
	}
	out, err = w.pay(t.Context(), "p2", "NOSUCHINVOICE", cryptoGateway)
	w.wantRefused(resale.NotFound, out, err)
}

// TestAPanelsClockIsWrong: what counts is how long there is to pay.
func TestAPanelsClockIsWrong(t *testing.T) {
	for _, off := range []time.Duration{-5 * time.Hour, 5 * time.Hour} {
		w := &till{}
		w.storeWorld = newStoreWorldAt(t, func(now time.Time) time.Time { return now.Add(off) })
		w.logIn()
		w.before = w.ids()
		for n, d := range wishes() {
			id := w.wanted(d, "k"+d.name).ID
			i := w.shown("p"+d.name, id, cryptoGateway)
			if left := i.Payment.Expires.Sub(w.Now()); left < 9*time.Minute || left > 10*time.Minute {
				t.Errorf("%v: %v left", off, left)
			}
			w.panel.MarkPaid(id)
			w.watchFor(10 * time.Second)
			if i := w.row(id); i.State != storage.InvoiceDelivered {
				t.Errorf("%v, %d: %q", off, n, i.State)
			}
		}
	}
}

func TestWhoIsLoggedOut(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.must(w.LogOut(t.Context(), key()))
	out, err := w.pay(t.Context(), "p", id, cryptoGateway)
	w.wantRefused(resale.LoggedOut, out, err)
	out, err = wishes()[0].do(t.Context(), w, "k2")
	w.wantRefused(resale.LoggedOut, out, err)
	w.watchSlowly(time.Hour)
	w.logIn()
	w.wantDelivered("after the log-in", id)
}

// TestTheJournalHasTheOldPassword: who set a new one is served with that.
func TestTheJournalHasTheOldPassword(t *testing.T) {
	w := newTill(t)
	w.panel.Fail(sandbox.XMFault{Path: "invoice/create", Kind: sandbox.XMCutAfter, Times: 1})
	w.panel.Fail(sandbox.XMFault{Path: "invoices", Kind: sandbox.XMHTML, Skip: 1})
	out, err := wishes()[0].do(t.Context(), w, "k")
	if err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	w.panel.Heal()
	w.panel.SetAccount(ana, func(a *sandbox.XMAccount) { a.Password = "Another-2026!" })
	_, err = w.LogIn(context.WithoutCancel(t.Context()), w.act("login2"), key(), ana, secret.New("Another-2026!"), "", w.hear, tellInvoice)
	w.must(err)
	w.settle()
	if w.wantOne("new password"); len(w.told) != 1 || w.told[0].State != storage.Done {
		t.Errorf("told %+v", w.told)
	}
}

// TestAnActThatNobodyCanSettleEnds: the panel stays away, and nothing is lost.
func TestAnActThatNobodyCanSettleEnds(t *testing.T) {
	w := newTill(t)
	w.panel.Fail(sandbox.XMFault{Path: "invoice/create", Kind: sandbox.XMCutAfter, Times: 1})
	w.panel.Fail(sandbox.XMFault{Path: "invoices", Kind: sandbox.XMHTML, Skip: 1})
	out, err := wishes()[0].do(t.Context(), w, "k")
	if err != nil || out.State != storage.Unknown {
		t.Fatalf("%q, %v", out.State, err)
	}
	began := w.Now()
	w.settleWithin(2 * time.Hour)
	if len(w.told) != 1 || w.told[0].State != storage.Refused || w.Now().Sub(began) < time.Hour {
		t.Errorf("after %v told %+v", w.Now().Sub(began), w.told)
	}
	w.panel.Heal()
	if i := w.wanted(wishes()[0], "k2"); i.ID != w.wantOne("at last") {
		t.Errorf("a second one: %s", i.ID)
	}
}

// TestNoPasswordStaysInTheJournal of what is settled.
func TestNoPasswordStaysInTheJournal(t *testing.T) {
	w := newTill(t)
	w.shown("p", w.wanted(wishes()[0], "k").ID, cryptoGateway)
	w.update(func(tx *storage.Tx) error {
		for _, name := range []string{"k", "p"} {
			row, _, err := tx.Entry(name)
			if err != nil {
				return err
			}
			if text := string(row.Intent); len(text) == 0 || strings.Contains(text, "Demo-2026!") || !ops.IsMembers(row) {
				t.Errorf("%s: %s", name, text)
			}
		}
		return nil
	})
}
