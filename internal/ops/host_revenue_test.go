package ops_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

func revenueText(r ops.Revenue) string {
	var parts []string
	for _, c := range r.Currencies {
		var days []string
		for _, d := range c.Days {
			days = append(days, fmt.Sprintf("%s %s/%d", d.Noon.Format("02"), d.Amount.Amount, d.Payments))
		}
		parts = append(parts, fmt.Sprintf("%v of %d: %s", c.Total, c.Payments, strings.Join(days, ", ")))
	}
	return strings.Join(parts, "; ")
}

// TestRevenue adds up by day and currency what came in, and nothing else.
func TestRevenue(t *testing.T) {
	for _, quirks := range []sandbox.WHQuirks{{}, {Envelope: 2, FloatMoney: true, MaxPerPage: 3}, {Envelope: 3, StringMoney: true, OldestFirst: true, Localized: "pt"}} {
		w := newHosting(t, quirks)
		w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": 1, "currency": "BRL", "items": []sandbox.WHRow{{"amount": "5", "quantity": 1}}})
		for _, p := range []struct {
			daysAgo       int
			sum, currency string
			status        string
		}{
			{0, "10.10", "USD", "completed"},
			{0, "0.20", "USD", "completed"},
			{1, "5", "BRL", "completed"},
			{2, "99", "USD", "refunded"},
			{2, "7", "USD", "completed"},
			{3, "1000", "USD", "completed"}, // a day too early
		} {
			at := w.now.AddDate(0, 0, -p.daysAgo)
			w.panel.Add(sandbox.WHPayments, sandbox.WHRow{
				"invoice_id": 1 + count(p.currency == "BRL"), "amount": p.sum, "status": p.status, "gateway": "bank", "paid_at": at, "created_at": at,
			})
		}
		r, err := w.HostRevenue(t.Context(), ourChat, time.UTC, 3)
		want := "17.30 USD of 3: 20 7.00/1, 21 0/0, 22 10.30/2; 5.00 BRL of 1: 20 0/0, 21 5.00/1, 22 0/0"
		if quirks.FloatMoney {
			want = "17.3 USD of 3: 20 7/1, 21 0/0, 22 10.3/2; 5 BRL of 1: 20 0/0, 21 5/1, 22 0/0"
		}
		if got := revenueText(r); err != nil || got != want || r.More || r.Unread != 0 {
			t.Errorf("%+v: %s, %v", quirks, got, err)
		}
	}
}

// TestRevenueIsKept for ten minutes, and read anew after an act here.
func TestRevenueIsKept(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	read := func(want int) {
		t.Helper()
		r, err := w.HostRevenue(t.Context(), ourChat, time.UTC, 30)
		n := 0
		for _, c := range r.Currencies {
			n += c.Payments
		}
		if err != nil || n != want {
			t.Errorf("%d payments, %v, want %d", n, err, want)
		}
	}
	read(0)
	w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": "7", "gateway": "bank"})
	read(0)
	w.pass(11 * time.Minute)
	read(1)
	out, err := hostPays()[0].do(t.Context(), w, "k")
	w.must(err)
	w.must(out.Err())
	read(2)
	w.panel.RevokeKey(ourKey)
	w.pass(11 * time.Minute)
	read(2) // of before
	w = newHosting(t, sandbox.WHQuirks{})
	w.panel.AddKey("half-a-key", "clients.read")
	w.connect("half-a-key")
	if _, err := w.HostRevenue(t.Context(), ourChat, time.UTC, 30); resale.CodeOf(err) != resale.Forbidden {
		t.Errorf("without the right: %v", err)
	}
}
