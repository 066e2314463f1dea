package ops_test

import (
	"context"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const brunosCode = "246810"

// enter is bruno, whose account asks for a code each time, at the door.
func (w *till) enter(code string) {
	w.t.Helper()
	_, err := w.LogIn(w.t.Context(), w.act("bruno"), key(), "bruno@mail.example", secret.New("Demo-2026!"), code, w.hear, tellInvoice)
	w.must(err)
}

// types gives the code when the account is opened.
func (w *till) types() {
	w.t.Helper()
	_, err := w.Member(w.t.Context(), key(), brunosCode, tellInvoice)
	w.must(err)
}

// buys has bruno buy a plan, and pay.
func (w *till) buys(name string) (id string) {
	w.t.Helper()
	id = w.wanted(wishes()[0], name).ID
	w.shown("p"+name, id, cryptoGateway)
	w.panel.MarkPaid(id)
	return id
}

func newBruno(t *testing.T, q sandbox.XMQuirks) *till {
	w := newTill(t)
	w.panel.Quirk(q)
	w.enter(brunosCode)
	return w
}

func TestACodeBringsWhatWasPaid(t *testing.T) {
	for name, give := range map[string]func(*till){
		"account": (*till).types,
		"log in":  func(w *till) { w.enter(brunosCode) },
		"logged out before": func(w *till) {
			w.must(w.LogOut(context.WithoutCancel(w.t.Context()), key()))
			w.enter(brunosCode)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newBruno(t, sandbox.XMQuirks{})
			id := w.buys("k")
			w.watchSlowly(time.Hour)
			w.wantTold(customer, "paid code_needed")
			w.wantTold(ourChat, "paid_for code_needed")
			give(w)
			give(w)
			w.watchSlowly(48 * time.Hour)
			w.wantTold(customer, "paid code_needed", "delivered 4")
			w.wantTold(ourChat, "paid_for code_needed")
			if i := w.row(id); i.State != storage.InvoiceDelivered || i.Got == 0 {
				t.Errorf("%+v", i)
			}
		})
	}
}

// TestACodeBeforeAnybodyLooked settles what is paid at the panel, and not known
// to be here.
func TestACodeBeforeAnybodyLooked(t *testing.T) {
	w := newBruno(t, sandbox.XMQuirks{})
	w.buys("k")
	w.types()
	w.watchSlowly(time.Hour)
	w.wantTold(customer, "delivered 4")
	w.wantTold(ourChat, "paid_for")
}

// TestACodeSettlesAllInvoices, each by another subscription, also when the panel
// does not list them any more.
func TestACodeSettlesAllInvoices(t *testing.T) {
	w := newBruno(t, sandbox.XMQuirks{})
	first := w.buys("a")
	w.watchFor(20 * time.Second)
	out, err := more(t.Context(), w, wishes()[0], "b", first)
	w.wantDone(out, err)
	w.panel.MarkPaid(out.Invoice.Now.ID)
	w.watchSlowly(time.Hour)
	w.wantTold(customer, "paid code_needed", "paid code_needed")
	w.fail("invoice", sandbox.XM502, 0)
	w.types()
	w.wantTold(customer, "paid code_needed", "paid code_needed", "delivered 4", "delivered 5")
}

func TestACodeShowsThatNothingCame(t *testing.T) {
	w := newBruno(t, sandbox.XMQuirks{PaidWithoutService: 1})
	id := w.buys("k")
	w.watchSlowly(time.Hour)
	w.types()
	w.types()
	w.wantTold(customer, "paid code_needed", "stuck")
	w.wantTold(ourChat, "paid_for code_needed", "stuck_for")
	if i := w.row(id); !i.Missed || i.State != storage.InvoiceStuck {
		t.Errorf("%+v", i)
	}
	w.watchSlowly(10 * 24 * time.Hour)
	w.panel.Deliver(id)
	w.watchSlowly(time.Hour)
	w.types()
	w.wantTold(customer, "paid code_needed", "stuck", "late 4")
	w.wantTold(ourChat, "paid_for code_needed", "stuck_for", "late_for")
}

// TestACodeThatComesEarly: what is not there yet has its time, and then both
// hear of it, unless another code shows it.
func TestACodeThatComesEarly(t *testing.T) {
	for name, want := range map[string]struct {
		comes bool
		told  []string
		ours  []string
	}{
		"nothing comes": {false, []string{"paid code_needed", "stuck code_needed"}, []string{"paid_for code_needed", "stuck_for code_needed"}},
		"it comes":      {true, []string{"paid code_needed", "delivered 4"}, []string{"paid_for code_needed"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newBruno(t, sandbox.XMQuirks{PaidWithoutService: 1})
			id := w.buys("k")
			w.watchFor(10 * time.Second)
			w.types()
			w.wantTold(customer, "paid code_needed")
			w.watchFor(2 * time.Minute)
			if want.comes {
				w.panel.Deliver(id)
				w.types()
			}
			w.restart()
			w.watchFor(5 * time.Minute)
			w.watchSlowly(time.Hour)
			w.wantTold(customer, want.told...)
			w.wantTold(ourChat, want.ours...)
		})
	}
}

// TestNoCodeEverCame: after a day the reseller hears of it, whether or not the
// panel answers then, and once.
func TestNoCodeEverCame(t *testing.T) {
	for name, spoil := range map[string]func(*till){
		"all is well": func(*till) {},
		"down":        func(w *till) { w.fail("", sandbox.XM502, 0) },
		"down for a while": func(w *till) {
			w.fail("", sandbox.XM502, 0)
			w.watchSlowly(50 * time.Minute)
			w.panel.Heal()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newBruno(t, sandbox.XMQuirks{})
			id := w.buys("k")
			w.watchSlowly(time.Hour)
			w.watchSlowly(23*time.Hour - w.Now().Sub(w.row(id).Paid))
			w.wantTold(customer, "paid code_needed")
			spoil(w)
			w.watchSlowly(3 * time.Hour)
			w.wantTold(customer, "paid code_needed", "stuck code_needed")
			w.wantTold(ourChat, "paid_for code_needed", "stuck_for code_needed")
			w.panel.Heal()
			w.types()
			w.wantTold(customer, "paid code_needed", "stuck code_needed", "late 4")
			w.wantTold(ourChat, "paid_for code_needed", "stuck_for code_needed", "late_for")
		})
	}
}

// TestWhatIsNamedNeedsNoCode: the panel shows a subscription that is asked for.
func TestWhatIsNamedNeedsNoCode(t *testing.T) {
	w := newBruno(t, sandbox.XMQuirks{})
	id := w.buys("k")
	w.watchFor(time.Minute)
	w.types()
	got := w.row(id).Got
	for _, d := range []func() (ops.Outcome, error){
		func() (ops.Outcome, error) { return w.RenewSubscription(t.Context(), w.act("r"), key(), got) },
		func() (ops.Outcome, error) { return w.AddTraffic(t.Context(), w.act("t"), key(), got, top50) },
	} {
		out, err := d()
		w.wantDone(out, err)
		w.panel.MarkPaid(out.Invoice.Now.ID)
		w.watchSlowly(10 * time.Minute)
		if i := w.row(out.Invoice.Now.ID); i.State != storage.InvoiceDelivered {
			t.Errorf("%+v", i)
		}
	}
}

// TestNoCodeIsWantedAnyMore: then what waited for one is seen without it.
func TestNoCodeIsWantedAnyMore(t *testing.T) {
	for _, name := range []string{"log in", "account"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t)
			w.panel.AddAccount(sandbox.XMAccount{Email: "eva@mail.example", Password: "Demo-2026!"})
			w.panel.Quirk(sandbox.XMQuirks{TwoStep: brunosCode})
			eva := func(code string) {
				_, err := w.LogIn(t.Context(), w.act("eva"), key(), "eva@mail.example", secret.New("Demo-2026!"), code, w.hear, tellInvoice)
				w.must(err)
			}
			eva(brunosCode)
			w.buys("k")
			w.watchSlowly(time.Minute)
			w.wantTold(customer, "paid code_needed")
			w.panel.Quirk(sandbox.XMQuirks{})
			if name == "log in" {
				eva("")
			} else {
				_, err := w.Member(t.Context(), key(), "", tellInvoice)
				w.must(err)
			}
			w.watchSlowly(time.Minute)
			w.wantTold(customer, "paid code_needed", "delivered 4")
		})
	}
}

// TestAnotherAccountsCode settles nothing of this one.
func TestAnotherAccountsCode(t *testing.T) {
	w := newBruno(t, sandbox.XMQuirks{})
	id := w.buys("k")
	w.watchFor(time.Minute)
	w.asBia()
	w.watchSlowly(2 * time.Hour)
	w.wantTold(customer, "paid code_needed")
	if i := w.row(id); i.State != storage.InvoicePaid || i.Code != string(resale.CodeNeeded) {
		t.Errorf("%+v", i)
	}
	w.enter(brunosCode)
	w.wantTold(customer, "paid code_needed", "delivered 4")
}
