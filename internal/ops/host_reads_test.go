package ops_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func labels(all []resale.Record) string {
	var names []string
	for _, r := range all {
		names = append(names, r.Label())
	}
	return strings.Join(names, " ")
}

// TestACustomersViewIsTheirs alone, whatever the panel does with the filter.
func TestACustomersViewIsTheirs(t *testing.T) {
	for _, quirks := range []sandbox.WHQuirks{{}, {IgnoreFilters: true, Envelope: 2}, {IgnorePage: true, Envelope: 3, OldestFirst: true}} {
		w := newHosting(t, quirks)
		bia := w.panel.Add(sandbox.WHClients, sandbox.WHRow{"first_name": "Bia", "last_name": "Reis", "email": "bia@mail.example"})
		w.panel.Add(sandbox.WHServices, sandbox.WHRow{"client_id": bia, "product_id": 1, "domain": "b.example"})
		for n, currency := range []string{"USD", "BRL", "USD"} {
			w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{
				"client_id": 1, "currency": currency, "due_date": w.now.AddDate(0, 0, 2*n-3), "items": []sandbox.WHRow{{"amount": "10.50", "quantity": 1}},
			})
		}
		w.panel.Set(sandbox.WHInvoices, 2, sandbox.WHRow{"status": "paid", "paid_at": w.now})
		v, err := w.HostCustomer(t.Context(), ourChat, w.ana)
		w.must(err)
		sums := map[string]string{}
		for _, s := range v.Owed {
			sums[s.Unit] = s.Amount.String()
		}
		if diff := cmp.Diff(map[string]string{"USD": "40.49", "BRL": "10.50"}, sums); diff != "" {
			t.Errorf("%+v owed:\n%s", quirks, diff)
		}
		if len(v.Services) != 3 || strings.Contains(labels(v.Services), "b.example") || len(v.Invoices) != 4 || v.Unpaid != 3 || v.Overdue != 1 || v.Customer.Label() != "Ana Lima" {
			t.Errorf("%+v: %s; %s; %d unpaid, %d overdue", quirks, labels(v.Services), labels(v.Invoices), v.Unpaid, v.Overdue)
		}
	}
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.AddKey("half-a-key", "clients.read", "services.read")
	w.connect("half-a-key")
	v, err := w.HostCustomer(t.Context(), ourChat, w.ana)
	if err != nil || v.InvoicesFailed != resale.Forbidden || len(v.Services) != 3 || v.ServicesFailed != "" {
		t.Errorf("with half a key: %+v, %v", v, err)
	}
}

// TestAKeyIsTried before it is connected, and afterwards what it may is known.
func TestAKeyIsTried(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.AddKey("half-a-key", "clients.read", "invoices.read")
	found, err := w.CheckWHMDC(t.Context(), w.base, secret.New("half-a-key"))
	if err != nil || found.Customers != 1 || !found.May[resale.HostInvoices] || found.May[resale.HostServers] {
		t.Errorf("%+v, %v", found, err)
	}
	if _, err := w.CheckWHMDC(t.Context(), w.base, secret.New("no-key")); resale.CodeOf(err) != resale.Unauthorized {
		t.Errorf("a wrong key: %v", err)
	}
	for range 2 {
		if may, err := w.HostMay(t.Context(), ourChat); err != nil || !may[resale.HostServers] {
			t.Errorf("%v, %v", may, err)
		}
	}
	if n := w.panel.Count("GET servers").Asked; n > 3 {
		t.Errorf("asked for servers %d times", n)
	}
	// The one that was tried is connected, and nothing is asked again.
	asked := len(w.panel.Calls())
	w.connect("half-a-key")
	if may, err := w.HostMay(t.Context(), ourChat); err != nil || !may[resale.HostInvoices] || may[resale.HostServers] || len(w.panel.Calls()) != asked {
		t.Errorf("%v, %v, after %d calls more", may, err, len(w.panel.Calls())-asked)
	}
}

// TestAPaymentIsProposed: what is left to pay, under a number that stays the
// same until something is recorded.
func TestAPaymentIsProposed(t *testing.T) {
	for _, quirks := range []sandbox.WHQuirks{{}, {Envelope: 2, FloatMoney: true}, {Envelope: 3, StringMoney: true, IgnoreFilters: true}} {
		w := newHosting(t, quirks)
		w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": 1, "items": []sandbox.WHRow{{"amount": "5", "quantity": 1}}})
		w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 2, "amount": "4", "gateway": "bank", "transaction_id": "TG-1-7"})
		propose := func(want string, payments int) {
			t.Helper()
			for range 2 {
				p, paid, bill, err := w.ProposePayment(t.Context(), ourChat, w.bill, 0)
				got := fmt.Sprintf("%s %s %s", p.Amount.Trim(2), p.Gateway, p.Transaction)
				if err != nil || got != want || len(paid) != payments || bill.Label() != "INV-00001" {
					t.Errorf("%+v: %s, %d payments of %s, %v; want %s", quirks, got, len(paid), bill.Label(), err, want)
				}
			}
		}
		propose("29.99 manual TG-1-1", 0)
		w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": "9.99", "gateway": "bank", "transaction_id": "tg-1-4"})
		propose("20.00 manual TG-1-5", 1)
		w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": "3", "gateway": "bank", "transaction_id": "X", "status": "refunded"})
		propose("20.00 manual TG-1-5", 2)
		w.panel.Pay(1, "card", "C-1")
		if _, _, _, err := w.ProposePayment(t.Context(), ourChat, w.bill, 0); resale.CodeOf(err) != resale.AlreadyPaid {
			t.Errorf("paid: %v", err)
		}
	}
}

// TestWhatIsOpenAtAHostingPanel is counted, and only its own chat and those who
// share its key see it.
func TestWhatIsOpenAtAHostingPanel(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.Fail(sandbox.WHFault{Method: "POST", Times: 1, Kind: sandbox.WHCutBefore})
	if out, err := w.HostDo(t.Context(), w.act("k"), w.active, resale.Terminate); err != nil || out.State != storage.Unknown {
		t.Fatal(out, err)
	}
	left, err := w.LeftOpen(t.Context(), ourChat, ops.WHMDC)
	if err != nil || left.Acts != 1 || !left.Any() {
		t.Errorf("%+v, %v", left, err)
	}
	open, err := w.OpenActs(t.Context(), ourChat)
	if err != nil || len(open) != 1 || open[0].Host.Verb != resale.Terminate || open[0].Username != "a.example" || !open[0].Own {
		t.Errorf("%+v, %v", open, err)
	}
	if others, err := w.OpenActs(t.Context(), ourChat+1); err != nil || len(others) > 0 {
		t.Errorf("another chat sees %+v, %v", others, err)
	}
	if out, err := w.LookAgain(t.Context(), ourChat, "k"); err != nil || out.State != storage.Unknown || w.writes() != 1 {
		t.Errorf("%q, %d writes, %v", out.State, w.writes(), err)
	}
}
