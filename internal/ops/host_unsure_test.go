package ops_test

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// What is left to pay is not sure where there are more payments than are read,
// and nothing is recorded as if it were.
func TestWhatIsLeftAmongThousandsOfPayments(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{IgnoreFilters: true, OldestFirst: true})
	pay, _, _, err := w.ProposePayment(t.Context(), ourChat, w.bill, 0)
	if err != nil || pay.Unsure {
		t.Fatalf("of a panel without payments: %+v, %v", pay, err)
	}
	for range 1000 {
		w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"client_id": 2, "invoice_id": 2, "amount": "5", "status": "completed"})
	}
	w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": "9.99", "status": "completed"}) // past what is read
	before := w.writes()
	out, err := w.HostPay(t.Context(), w.act("sure"), w.bill, pay)
	if w.must(err); out.Code != resale.Changed || w.writes() != before {
		t.Errorf("%+v, %d writes", out, w.writes()-before)
	}
	if pay, _, _, err = w.ProposePayment(t.Context(), ourChat, w.bill, time.Minute); err != nil || !pay.Unsure || pay.Left.String() != "29.99" {
		t.Fatalf("%+v, %v", pay, err)
	}
	pay.Amount = amount("20")
	out, err = w.HostPay(t.Context(), w.act("unsure"), w.bill, pay)
	if w.must(err); out.Code != "" || w.writes() != before+1 {
		t.Errorf("%+v, %d writes", out, w.writes()-before)
	}
}
