package ops_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// When the program ends before an act is begun, nothing came of it, not even an
// outcome.
func TestAnActThatIsNotBegunHasNoOutcome(t *testing.T) {
	eachHostDeed(t, sandbox.WHQuirks{}, func(w *hosting, d hostDeed) {
		ctx, end := context.WithCancel(t.Context())
		end()
		if out, err := d.do(ctx, w, "k"); !errors.Is(err, context.Canceled) || w.writes() != 0 {
			t.Errorf("%s: %q, %v", d.name, out.State, err)
		}
	})
}

// Another number or uuid of one invoice names the same one: while it is not known
// what became of a payment, there is no second one.
func TestAnInvoiceWhosePaymentIsInDoubtTakesNone(t *testing.T) {
	for _, d := range hostPays() {
		w := newHosting(t, sandbox.WHQuirks{}) // the same each time
		uuid := w.row(sandbox.WHInvoices, w.bill).Text("uuid")
		for _, pair := range [][2]string{{uuid, w.bill}, {w.bill, uuid}, {"INV-00001", uuid}} {
			w := newHosting(t, sandbox.WHQuirks{})
			w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutBefore})
			w.bill = pair[0]
			if out, err := d.do(t.Context(), w, "first"); err != nil || out.State != storage.Unknown {
				t.Fatalf("%s: %q %q, %v", d.name, out.State, out.Code, err)
			}
			w.bill = pair[1]
			if out, err := d.do(t.Context(), w, "second"); err != nil || out.Code != resale.Busy || w.writes() != 1 {
				t.Errorf("%s of %v: %q %q, %v, %d writes", d.name, pair, out.State, out.Code, err, w.writes())
			}
		}
	}
}

// That an invoice was paid by somebody else meanwhile does not tell that our
// payment came through.
func TestAnotherPaymentIsNotOurs(t *testing.T) {
	for _, d := range hostPays() {
		w := newHosting(t, sandbox.WHQuirks{})
		w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutBefore})
		_, err := d.do(t.Context(), w, "k")
		w.must(err)
		w.panel.Pay(1, "card", "ch_1")
		if out, err := d.do(t.Context(), w, "k"); err != nil || out.State != storage.Unknown {
			t.Errorf("%s: %q %q at once, %v", d.name, out.State, out.Code, err)
		}
		w.look()
		if out, err := d.do(t.Context(), w, "k"); err != nil || out.State != storage.Refused || out.Code != resale.AlreadyPaid {
			t.Errorf("%s: %q %q, %v", d.name, out.State, out.Code, err)
		}
	}
}

// look looks up once what is open.
func (w *hosting) look() {
	w.t.Helper()
	w.pass(15 * time.Minute)
	due, err := w.Unsettled(w.t.Context(), 9)
	w.must(err)
	for _, row := range due {
		w.must(w.Reconcile(w.t.Context(), row, w.tell))
	}
}

// Some panels cancel what they are asked to delete.
func TestADeletionThatCancelledIsNotTakenForNone(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.Fail(sandbox.WHFault{Method: "DELETE", Times: 1, Kind: sandbox.WHCutBefore})
	_, err := w.HostDelete(t.Context(), w.act("k"), resale.HostInvoices, w.bill)
	w.must(err)
	w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"status": "cancelled"})
	w.look()
	if out, err := w.HostDelete(t.Context(), w.act("k"), resale.HostInvoices, w.bill); err != nil || out.State != storage.Unknown {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
}

// A field that is too long for the journal hides no state.
func TestALongNoteHidesNoPayment(t *testing.T) {
	for _, d := range hostPays() {
		w := newHosting(t, sandbox.WHQuirks{})
		w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"a_note": strings.Repeat("Thank you. ", 5000)})
		w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutAfter})
		_, err := d.do(t.Context(), w, "k")
		w.must(err)
		out, err := d.do(t.Context(), w, "k")
		w.wantDone(d, out, err)
		w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
			row, _, err := tx.Entry("k")
			if len(row.Intent)+len(row.Result) > 64<<10 {
				t.Errorf("%s: %d bytes in the journal", d.name, len(row.Intent)+len(row.Result))
			}
			return err
		}))
	}
}

// What was confirmed when more or less was left to pay is not recorded.
func TestAnInvoiceThatChangedSinceItWasShownIsNotPaid(t *testing.T) {
	for name, change := range map[string]func(w *hosting){
		"dearer":   func(w *hosting) { w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"total": "49.99"}) },
		"part":     func(w *hosting) { w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": "5"}) },
		"the same": func(*hosting) {},
	} {
		w := newHosting(t, sandbox.WHQuirks{})
		pay, _, _, err := w.ProposePayment(t.Context(), ourChat, w.bill, 0)
		w.must(err)
		change(w)
		out, err := w.HostPay(t.Context(), w.act("k"), w.bill, pay)
		same := name == "the same"
		if err != nil || (out.State == storage.Done) != same || (out.Code == resale.Changed) == same || w.writes() != count(same) {
			t.Errorf("%s: %q %q, %v", name, out.State, out.Code, err)
		}
	}
}

// Two who give a panel's address with and without its API's path have the same
// panel.
func TestAnAddressWithTheAPIsPathIsTheSamePanel(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	for _, path := range []string{"/api/v1", "/api/v1/", "/"} {
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
			return w.Connect(tx, storage.Account{Chat: ourChat + 1, Provider: ops.WHMDC, BaseURL: w.base + path, By: 2}, secret.New(ourKey))
		}))
		w.must(w.store.View(t.Context(), func(tx *storage.Tx) error {
			a, _, err := tx.Account(ourChat+1, ops.WHMDC)
			first, _, _ := tx.Account(ourChat, ops.WHMDC)
			if a.BaseURL != w.base || a.Panel != first.Panel {
				t.Errorf("%s: %q", path, a.BaseURL)
			}
			return err
		}))
	}
	if out, err := w.HostPay(t.Context(), w.act("k"), w.bill, resale.HostPayment{Amount: amount("29.99"), Gateway: "manual", Transaction: "TG"}); err != nil || out.State != storage.Done {
		t.Errorf("%q, %v", out.State, err)
	}
}

// A customer that was just made is not named by number for half an hour.
func TestANewCustomerHasAName(t *testing.T) {
	w, create := newHosting(t, sandbox.WHQuirks{}), hostCreates()[0]
	if people, err := w.HostPeople(t.Context(), ourChat); err != nil || len(people) != 1 {
		t.Fatal(people, err)
	}
	out, err := create.do(t.Context(), w, "k")
	w.wantDone(create, out, err)
	if people, err := w.HostPeople(t.Context(), ourChat); err != nil || people[out.Host.ID] != "Eva Reis" {
		t.Error(people, err)
	}
	w.panel.Add(sandbox.WHClients, sandbox.WHRow{"first_name": "Ivo", "last_name": "Gomes", "email": "ivo@mail.example"}) // by somebody else
	for _, test := range []struct {
		after  time.Duration
		of     []string
		people int
	}{{0, []string{"3"}, 2}, {2 * time.Minute, nil, 2}, {0, []string{"3"}, 3}} {
		w.pass(test.after)
		if people, err := w.HostPeople(t.Context(), ourChat, test.of...); err != nil || len(people) != test.people {
			t.Errorf("%+v: %v, %v", test, people, err)
		}
	}
}

// A look that there is no time for is put off: at once again, it would take the
// time of others for ever.
func TestALookWithoutTimeIsPutOff(t *testing.T) {
	w, create := lostService(t)
	w.panel.Fail(sandbox.WHFault{Kind: sandbox.WHHang})
	w.pass(30 * time.Minute)
	due, err := w.Unsettled(t.Context(), 9)
	w.must(err)
	ctx, done := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer done()
	w.must(w.Reconcile(ctx, due[0], w.tell))
	if due, err := w.Unsettled(t.Context(), 9); err != nil || len(due) != 0 {
		t.Errorf("%d are due at once (%v)", len(due), err)
	}
	w.panel.Heal()
	w.look()
	if out, err := create.do(t.Context(), w, "k"); err != nil || out.State != storage.Done {
		t.Errorf("%q %q, %v", out.State, out.Code, err)
	}
}
