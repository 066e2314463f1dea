package ops_test

import (
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestNoVerbWhereItDoesNotBelong: a service is read first, and nothing is called
// for one that is so already, that cannot become so, or whose state is not
// understood.
func TestNoVerbWhereItDoesNotBelong(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	id := w.panel.Add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "x.example"})
	n := 0
	for _, test := range []struct {
		verb  resale.HostVerb
		state string
		want  resale.Code
	}{
		{resale.Provision, "active", resale.AlreadyThere},
		{resale.Provision, "suspended", resale.AlreadyThere},
		{resale.Provision, "terminated", resale.Refused},
		{resale.Suspend, "suspended", resale.AlreadyThere},
		{resale.Suspend, "pending", resale.Refused},
		{resale.Unsuspend, "active", resale.AlreadyThere},
		{resale.Unsuspend, "cancelled", resale.Refused},
		{resale.Terminate, "terminated", resale.AlreadyThere},
		{resale.Terminate, "cancelled", resale.Refused},
		{resale.Terminate, "melted", resale.Unclear},
		{resale.Suspend, "", resale.Unclear},
		{"explode", "active", resale.Refused},
	} {
		w.panel.Set(sandbox.WHServices, id, sandbox.WHRow{"status": test.state})
		n++
		out, err := w.HostDo(t.Context(), w.act(fmt.Sprint(n)), fmt.Sprint(id), test.verb)
		if err != nil || out.State != storage.Refused || out.Code != test.want || out.Name != "x.example" {
			t.Errorf("%s of one that is %q: %q %q of %q, %v", test.verb, test.state, out.State, out.Code, out.Name, err)
		}
	}
	if out, err := w.HostDo(t.Context(), w.act("none"), "999", resale.Terminate); err != nil || out.Code != resale.NotFound {
		t.Errorf("one that is not there: %q, %v", out.Code, err)
	}
	if n := w.writes(); n > 0 {
		t.Errorf("%d writes", n)
	}
}

// TestNothingIsPaidTwice, nor is what is over or not understood.
func TestNothingIsPaidTwice(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	pay, payment := hostPays()[0], hostPays()[1]
	n := 0
	refused := func(d hostDeed, want resale.Code) {
		t.Helper()
		n++
		if out, err := d.do(t.Context(), w, fmt.Sprint(n)); err != nil || out.State != storage.Refused || out.Code != want {
			t.Errorf("%s: %q %q, %v, want %q", d.name, out.State, out.Code, err, want)
		}
	}
	for state, want := range map[string]resale.Code{
		"cancelled": resale.Refused, "draft": resale.Refused, "refunded": resale.Refused, "on the moon": resale.Unclear, "paid": resale.AlreadyPaid,
	} {
		w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"status": state})
		refused(pay, want)
		refused(payment, want)
	}
	if n := w.writes(); n > 0 {
		t.Errorf("%d writes", n)
	}
	w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"status": "unpaid"})
	out, err := payment.do(t.Context(), w, "a part") // by which the invoice is not paid
	w.wantDone(payment, out, err)
	refused(payment, resale.AlreadyThere)
	refused(pay, resale.AlreadyThere)
	out, err = w.HostPay(t.Context(), w.act("rest"), w.bill, resale.HostPayment{Amount: amount("20"), Gateway: "manual", Transaction: "TG-1-2"})
	if err != nil || out.State != storage.Done || out.Host.Now.State() != resale.RecordPaid || out.Host.Before.State() != resale.RecordUnpaid {
		t.Errorf("the rest: %q %q %+v, %v", out.State, out.Code, out.Host, err)
	}
	refused(pay, resale.AlreadyPaid)
	for _, p := range []resale.HostPayment{{Amount: amount("0"), Transaction: "x"}, {Amount: amount("-1"), Transaction: "x"}, {Amount: amount("5")}} {
		if out, err := w.HostPay(t.Context(), w.act("wrong"), w.bill, p); err != nil || out.Code != resale.Invalid {
			t.Errorf("%+v: %q, %v", p, out.Code, err)
		}
	}
	if got := len(w.panel.Payments()); got != 2 {
		t.Errorf("%d payments", got)
	}
}

// TestSomebodyElsePays while it is not known what became of ours: it is not
// ours, but the invoice is paid, and that is an end once ours can come no more.
func TestSomebodyElsePays(t *testing.T) {
	w, pay := newHosting(t, sandbox.WHQuirks{}), hostPays()[0]
	w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutBefore})
	if out, err := pay.do(t.Context(), w, "k"); err != nil || out.State != storage.Unknown {
		t.Fatal(out, err)
	}
	w.panel.Pay(1, "card", "C-1")
	w.reconcile()
	out, err := pay.do(t.Context(), w, "k")
	if err != nil || out.State != storage.Refused || out.Code != resale.AlreadyPaid || w.writes() != 1 {
		t.Errorf("%q %q, %d writes, %v", out.State, out.Code, w.writes(), err)
	}
}

// TestAServiceThatComesLater: what the panel took on is done, though it shows
// it later; what was lost on the way is found once it is there.
func TestAServiceThatComesLater(t *testing.T) {
	w, provision := newHosting(t, sandbox.WHQuirks{AsyncProvision: 4 * time.Minute}), func(w *hosting, key string) ops.Outcome {
		out, err := w.HostDo(t.Context(), w.act(key), w.pending, resale.Provision)
		w.must(err)
		return out
	}
	if out := provision(w, "k"); out.State != storage.Done || out.Host.Now.State() != resale.RecordPending {
		t.Errorf("%q %q, shown as %q", out.State, out.Code, out.Host.Now.State())
	}
	w = newHosting(t, sandbox.WHQuirks{AsyncProvision: 4 * time.Minute})
	w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutAfter})
	if out := provision(w, "k"); out.State != storage.Unknown {
		t.Fatalf("%q %q", out.State, out.Code)
	}
	w.reconcile()
	if out := provision(w, "k"); out.State != storage.Done || out.Host.Now.State() != resale.RecordActive || w.writes() != 1 {
		t.Errorf("%q %q, shown as %q", out.State, out.Code, out.Host.Now.State())
	}
}

// lostService is a panel that made a service whose answer was lost, and could not
// be asked about it since, with the act that made it.
func lostService(t *testing.T) (*hosting, hostDeed) {
	t.Helper()
	w, create := newHosting(t, sandbox.WHQuirks{}), hostCreates()[1]
	w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutAfter})
	w.panel.Fail(sandbox.WHFault{Method: "GET", Path: "services", Skip: 1, Kind: sandbox.WH502})
	if out, err := create.do(t.Context(), w, "k"); err != nil || out.State != storage.Unknown {
		t.Fatal(out, err)
	}
	w.panel.Heal()
	return w, create
}

// TestATwinIsNotAdopted: of two new ones that are as wished, nobody can tell
// which is ours.
func TestATwinIsNotAdopted(t *testing.T) {
	w, create := lostService(t)
	w.panel.Add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "new.example"})
	w.pass(30 * time.Minute)
	due, err := w.Unsettled(t.Context(), 9)
	if err != nil || len(due) != 1 {
		t.Fatalf("%d due, %v", len(due), err)
	}
	w.must(w.Reconcile(t.Context(), due[0], w.tell))
	if out, err := create.do(t.Context(), w, "k"); err != nil || out.State != storage.Unknown {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
}

// TestAnotherKeyOfTheSamePanel finds what the former one did, and calls nothing.
func TestAnotherKeyOfTheSamePanel(t *testing.T) {
	w, pay := newHosting(t, sandbox.WHQuirks{}), hostPays()[0]
	w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutAfter})
	w.panel.Fail(sandbox.WHFault{Method: "GET", Path: "invoices/1", Skip: 1, Kind: sandbox.WH502})
	if out, err := pay.do(t.Context(), w, "k"); err != nil || out.State != storage.Unknown {
		t.Fatal(out, err)
	}
	w.panel.Heal()
	w.connect("another-key")
	w.reconcile()
	out, err := pay.do(t.Context(), w, "k")
	w.wantDone(pay, out, err)
	if w.writes() != 1 {
		t.Errorf("%d writes", w.writes())
	}
}
