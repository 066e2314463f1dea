package ops_test

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// TestWhatWasSeenIsNotAskedForAgain until it is old, or was changed by us.
func TestWhatWasSeenIsNotAskedForAgain(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	seen := func() resale.RecordState {
		t.Helper()
		r, err := w.HostSeen(t.Context(), ourChat, resale.HostServices, w.active, time.Minute)
		w.must(err)
		return r.State()
	}
	_, err := w.HostGet(t.Context(), ourChat, resale.HostServices, w.active)
	w.must(err)
	before := len(w.panel.Calls())
	if state := seen(); state != resale.RecordActive || len(w.panel.Calls()) != before {
		t.Errorf("%s, after %d calls", state, len(w.panel.Calls())-before)
	}
	_, err = w.HostDo(t.Context(), w.act("suspend"), w.active, resale.Suspend)
	w.must(err)
	if state := seen(); state != resale.RecordSuspended {
		t.Errorf("once it was suspended: %s", state)
	}
	uuid := w.row(sandbox.WHServices, w.active).Text("uuid")
	_, err = w.HostGet(t.Context(), ourChat, resale.HostServices, uuid)
	w.must(err)
	_, err = w.HostDo(t.Context(), w.act("unsuspend"), w.active, resale.Unsuspend)
	w.must(err)
	if r, err := w.HostSeen(t.Context(), ourChat, resale.HostServices, uuid, time.Minute); err != nil || r.State() != resale.RecordActive || seen() != resale.RecordActive {
		t.Errorf("by its uuid, once it was unsuspended: %s, %v", r.State(), err)
	}
	before = len(w.panel.Calls())
	w.mu.Lock()
	w.now = w.now.Add(time.Minute)
	w.mu.Unlock()
	if seen(); len(w.panel.Calls()) != before+1 {
		t.Errorf("what is old was read %d times", len(w.panel.Calls())-before)
	}
}

// TestAPaymentIsProposedFromWhatTheCardRead: at once, and what has changed since is
// refused, and then read.
func TestAPaymentIsProposedFromWhatTheCardRead(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	_, err := w.HostInvoice(t.Context(), ourChat, w.bill)
	w.must(err)
	before := len(w.panel.Calls())
	pay, _, bill, err := w.ProposePayment(t.Context(), ourChat, w.bill, time.Minute)
	if err != nil || pay.Amount.Trim(2).String() != "29.99" || bill.Label() != "INV-00001" || len(w.panel.Calls()) != before {
		t.Fatalf("%+v of %s, %v, after %d calls", pay, bill.Label(), err, len(w.panel.Calls())-before)
	}
	w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": "9.99", "gateway": "bank", "transaction_id": "X-1"})
	out, err := w.HostPay(t.Context(), w.act("pay"), w.bill, pay)
	if w.must(err); out.Code != resale.Changed || w.writes() != 0 {
		t.Errorf("%+v, %d writes", out, w.writes())
	}
	if pay, _, _, err = w.ProposePayment(t.Context(), ourChat, w.bill, time.Minute); err != nil || pay.Amount.Trim(2).String() != "20.00" {
		t.Errorf("%+v, %v", pay, err)
	}
}
