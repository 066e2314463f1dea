package ops_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// asBia has the customer use another account, which has the same plan already.
func (w *till) asBia() {
	w.t.Helper()
	if w.panel.Invoices(newcomer().Email) == nil {
		w.panel.AddAccount(sandbox.XMAccount{Email: newcomer().Email, Password: newcomer().Password})
		w.panel.AddService(sandbox.XMService{Email: newcomer().Email, Plan: family})
	}
	_, err := w.LogIn(w.t.Context(), w.act("bia"), key(), newcomer().Email, secret.New(newcomer().Password), "", w.hear, tellInvoice)
	w.must(err)
}

// TestAnotherAccountHasOtherInvoices: what one account paid for is neither over
// nor there because another one of the same person does not show it, or shows
// something like it.
func TestAnotherAccountHasOtherInvoices(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	w.panel.MarkPaid(id)
	w.watchFor(10 * time.Second)
	w.asBia()
	_, err := w.Member(t.Context(), key(), "", tellInvoice)
	w.must(err)
	w.watchSlowly(time.Hour)
	w.wantTold(customer, "paid", "stuck logged_out")
	w.wantTold(ourChat, "paid_for", "stuck_for logged_out")
	w.logIn()
	w.panel.Deliver(id)
	w.watchSlowly(2 * time.Hour)
	w.wantTold(customer, "paid", "stuck logged_out", "late 5")
}

// TestEachAccountHasItsOwnInvoices, also for the reseller, and for whoever logs
// out.
func TestEachAccountHasItsOwnInvoices(t *testing.T) {
	w := newTill(t)
	anas := w.wanted(wishes()[0], "k").ID
	want := func(open int, ids ...string) {
		t.Helper()
		m, err := w.StoreCustomer(t.Context(), ourChat, customer)
		w.must(err)
		all, _, err := w.InvoicesOfCustomer(t.Context(), key(), "")
		w.must(err)
		var got []string
		for _, i := range all {
			got = append(got, i.ID)
		}
		if diff := cmp.Diff(ids, got); diff != "" || m.Open != open {
			t.Errorf("%d are open, want %d; (-want +got):\n%s", m.Open, open, diff)
		}
	}
	want(1, anas)
	w.asBia()
	want(0)
	bias := w.wanted(wishes()[0], "b").ID
	want(1, bias)
	w.logIn()
	want(1, anas)
	w.must(w.LogOut(t.Context(), key()))
	all, _, err := w.InvoicesOfCustomer(t.Context(), key(), "")
	if err != nil || len(all) != 2 {
		t.Errorf("of nobody: %+v, %v", all, err)
	}
}

// TestAnUnpaidInvoiceOutlivesAnotherAccount is one of the former account when
// that is logged in again.
func TestAnUnpaidInvoiceOutlivesAnotherAccount(t *testing.T) {
	w := newTill(t)
	id := w.wanted(wishes()[0], "k").ID
	w.shown("p", id, cryptoGateway)
	w.asBia()
	w.watchSlowly(time.Hour)
	if _, err := w.CheckInvoice(t.Context(), key(), id, tellInvoice); resale.CodeOf(err) != resale.NotFound {
		t.Errorf("another account's: %v", err)
	}
	w.wantTold(customer)
	w.panel.MarkPaid(id)
	w.logIn()
	w.watchSlowly(time.Hour)
	w.wantTold(customer, "delivered 5")
}

// TestAnotherPanelHasOtherInvoices: who logged in at the store's new panel is
// not told that what they paid at the former one is over.
func TestAnotherPanelHasOtherInvoices(t *testing.T) {
	w := newTill(t)
	w.panel.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	id := w.wanted(wishes()[0], "k").ID
	w.panel.MarkPaid(id)
	w.watchSlowly(7 * time.Minute)
	w.wantTold(customer, "paid")
	other := sandbox.NewXM(sandbox.XMOptions{Now: w.Now})
	base, err := other.Start()
	w.must(err)
	t.Cleanup(func() { _ = other.Close() })
	other.AddKey("their-key")
	other.Seed()
	w.connectAt(base, "their-key")
	w.logIn()
	w.watchSlowly(time.Hour)
	w.wantTold(customer, "paid", "stuck other_panel")
	if i := w.row(id); i.State != storage.InvoiceStuck || other.Count("invoice/view").Asked > 0 {
		t.Errorf("%+v", i)
	}
}

// TestAPanelForgetsWhatWasPaid: that is no refund.
func TestAPanelForgetsWhatWasPaid(t *testing.T) {
	w := newTill(t)
	i := w.wanted(wishes()[0], "k")
	w.update(func(tx *storage.Tx) error {
		i.ID, i.State, i.Paid = "NEVERHEARDOFIT", storage.InvoicePaid, w.Now()
		return tx.SaveInvoice(i)
	})
	w.watchSlowly(time.Hour)
	w.wantTold(customer, "stuck not_found")
	w.wantTold(ourChat, "stuck_for not_found")
}
