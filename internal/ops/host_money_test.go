package ops_test

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// A panel that lists the oldest first has its new payments at the end.
func TestRevenueOfAPanelThatBeginsWithTheOldest(t *testing.T) {
	for _, oldest := range []bool{true, false} {
		w := newHosting(t, sandbox.WHQuirks{OldestFirst: oldest})
		add := func(at time.Time, sum string) {
			w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": sum, "status": "completed", "paid_at": at, "created_at": at})
		}
		for n := range 450 {
			add(w.now.AddDate(-1, 0, 0).Add(time.Duration(n)*time.Hour), "1000")
		}
		add(w.now, "7.50")
		r, err := w.HostRevenue(t.Context(), ourChat, time.UTC, 1)
		if got := revenueText(r); err != nil || got != "7.50 USD of 1: 22 7.50/1" || r.More {
			t.Errorf("oldest first %v: %s, more %v, %v", oldest, got, r.More, err)
		}
		if pages := w.panel.Count("GET payments").Asked; !oldest && pages > 3 {
			t.Errorf("%d pages were read of what is too old", pages)
		}
	}
}

// Dollars do not pay reais.
func TestWhatWasPaidInAnotherCurrency(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"currency": "USD"})
	for amount, currency := range map[string]string{"25": "BRL", "4.99": "USD"} {
		id := w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": amount, "status": "completed"})
		w.panel.Set(sandbox.WHPayments, id, sandbox.WHRow{"currency": currency})
	}
	pay, all, _, err := w.ProposePayment(t.Context(), ourChat, w.bill, 0)
	if err != nil || pay.Amount.String() != "25.00" || len(all) != 2 || all[0].Currency() == all[1].Currency() {
		t.Errorf("%+v, %v, %v", pay, all, err)
	}
	bill, err := w.HostInvoice(t.Context(), ourChat, w.bill)
	w.must(err)
	for _, r := range append(w.HostPaid(t.Context(), ourChat, []resale.Record{bill}), bill) {
		if r.Left().Amount.String() != "25.00" {
			t.Errorf("%v is left", r.Left())
		}
	}
}

// Where it is still the day on which it is due, nothing is overdue, and where
// that day is over everything is.
func TestOverdueByTheDayOfTheChat(t *testing.T) {
	for zone, want := range map[string]string{
		"America/Sao_Paulo": "soon [29.99 USD]: INV-00001* 0",
		"Pacific/Auckland":  "overdue [29.99 USD]: INV-00001* -1",
	} {
		w := newHosting(t, sandbox.WHQuirks{})
		place, err := time.LoadLocation(zone)
		w.must(err)
		at := time.Date(2026, 5, 26, 1, 30, 0, 0, time.UTC) // it was due on the 25th
		if want[0] == 'o' {
			at = time.Date(2026, 5, 25, 13, 0, 0, 0, time.UTC)
		}
		w.pass(at.Sub(w.now))
		g, err := w.HostDueNow(t.Context(), ourChat, resale.Thresholds{7}, place)
		if got := digestText(g); err != nil || got != want {
			t.Errorf("%s: %s, %v", zone, got, err)
		}
	}
}

// A panel with many invoices that does not know our word for unpaid ones, or
// filters nothing, is asked for its own word; what was not surely read is said
// to be missing.
func TestUnpaidInvoicesAmongThousands(t *testing.T) {
	for name, test := range map[string]struct {
		quirks    sandbox.WHQuirks
		old, last string // words for unpaid ones
		found     int
		more      bool
	}{
		"ours":         {sandbox.WHQuirks{}, "unpaid", "overdue", 3, false},
		"no filter":    {sandbox.WHQuirks{IgnoreFilters: true}, "aberta", "aberta", 3, false},
		"its own":      {sandbox.WHQuirks{}, "aberta", "aberta", 3, false},
		"never spoken": {sandbox.WHQuirks{}, "aberta", "paid", 1, true},
	} {
		w := newHosting(t, test.quirks)
		for n := range 1200 {
			status := "paid"
			switch n {
			case 0:
				status = test.old
			case 1199:
				status = test.last
			}
			w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": 1, "status": status, "total": "1", "due_date": w.now.AddDate(0, 0, 1)})
		}
		w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"status": test.old})
		g, err := w.HostDueNow(t.Context(), ourChat, resale.Thresholds{7}, time.UTC)
		if n := len(g.Soon) + len(g.Overdue); err != nil || n != test.found && !test.more || g.More != test.more {
			t.Errorf("%s: %d, more %v, %v", name, n, g.More, err)
		}
	}
}
