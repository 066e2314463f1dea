package ops_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// wantsDigest lets the clock go on to a quarter past nine of a day, runs what is
// due, and holds what is told against want: new things with a star.
func (w *hosting) wantsDigest(day int, want string) {
	w.t.Helper()
	w.pass(time.Date(2026, 5, day, 9, 15, 0, 0, time.UTC).Sub(w.Now()))
	told := ""
	due, err := w.DueDigests(w.t.Context(), 10)
	w.must(err)
	for _, some := range due {
		for _, d := range some {
			w.must(w.RunDigest(w.t.Context(), d, func(_ *storage.Tx, n ops.DigestNews) error {
				if told = string(n.Failed); n.Host != nil {
					told = digestText(*n.Host)
				}
				return nil
			}))
		}
	}
	if diff := cmp.Diff(want, told); diff != "" {
		w.t.Errorf("May %d (-want +got):\n%s", day, diff)
	}
}

func digestText(g ops.HostDigest) string {
	var parts []string
	for _, list := range []struct {
		name string
		all  []ops.HostDue
		sums []resale.Sum
	}{{"overdue", g.Overdue, g.SumOverdue}, {"soon", g.Soon, g.SumSoon}, {"services", g.Services, nil}} {
		var names []string
		for _, d := range list.all {
			names = append(names, fmt.Sprintf("%s%s %d", d.Label, map[bool]string{true: "*"}[d.New], d.Days))
		}
		if len(names) > 0 {
			parts = append(parts, fmt.Sprintf("%s %v: %s", list.name, list.sums, strings.Join(names, ", ")))
		}
	}
	return strings.Join(parts, "; ")
}

func (w *hosting) owe(day int, sum, currency string) int64 {
	return w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{
		"client_id": 1, "currency": currency, "due_date": time.Date(2026, 5, day, 0, 0, 0, 0, time.UTC), "items": []sandbox.WHRow{{"amount": sum, "quantity": 1}},
	})
}

// TestWhatIsOwedIsToldOnce, with the rest of what is owed, and not at all on
// days with nothing new.
func TestWhatIsOwedIsToldOnce(t *testing.T) {
	for _, quirks := range []sandbox.WHQuirks{{}, {Envelope: 2, NoZoneTimes: true}, {Envelope: 3, Localized: "pt", IgnoreFilters: true}} {
		w := newHosting(t, quirks)
		w.owe(20, "10", "USD")
		late, reais := w.owe(21, "5", "USD"), w.owe(30, "40", "BRL")
		w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": 1, "due_date": w.now.AddDate(0, -3, 0), "items": []sandbox.WHRow{{"amount": "1", "quantity": 1}}})
		w.panel.Set(sandbox.WHServices, 1, sandbox.WHRow{"next_due_date": w.now.AddDate(0, 0, 1)})
		w.wantsDigest(23, "overdue [16.00 USD]: INV-00002* -3, INV-00003* -2, INV-00005 -90; soon [40.00 BRL 29.99 USD]: INV-00001* 2, INV-00004* 7; services []: a.example* 0")
		w.panel.Pay(late, "card", "C-1")
		w.wantsDigest(24, "overdue [11.00 USD]: INV-00005 -91, INV-00002 -4; soon [40.00 BRL 29.99 USD]: INV-00001* 1, INV-00004 6")
		w.panel.Set(sandbox.WHInvoices, reais, sandbox.WHRow{"due_date": w.now.AddDate(0, 1, 0)})
		w.restart()
		w.wantsDigest(25, "overdue [11.00 USD]: INV-00005 -92, INV-00002 -5; soon [29.99 USD]: INV-00001* 0")
		w.wantsDigest(26, "overdue [40.99 USD]: INV-00001* -1, INV-00005 -93, INV-00002 -6")
		w.wantsDigest(27, "")
		g, err := w.HostDueNow(t.Context(), ourChat, []int{3}, time.UTC)
		if got := digestText(g); err != nil || got != "overdue [40.99 USD]: INV-00005 -94, INV-00002 -7, INV-00001 -2" {
			t.Errorf("now: %s, %v", got, err)
		}
	}
}

// TestADigestOfWhatTheKeyMaySee leaves the rest out, and says once that a key
// is refused.
func TestADigestOfWhatTheKeyMaySee(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.AddKey("half-a-key", "invoices.read")
	w.panel.Set(sandbox.WHServices, 1, sandbox.WHRow{"next_due_date": w.now.AddDate(0, 0, 1)})
	w.connect("half-a-key")
	w.wantsDigest(23, "soon [29.99 USD]: INV-00001* 2")
	w.panel.RevokeKey("half-a-key")
	w.wantsDigest(24, "unauthorized")
	w.wantsDigest(25, "")
	w.panel.AddKey("no-such-right", "servers.read")
	w.connect("no-such-right")
	w.wantsDigest(26, "")
}

// TestADayIsTheSameInEveryZone: what is due on a date is due on it, and what
// was paid on a date came in on it, east and west of UTC.
func TestADayIsTheSameInEveryZone(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.panel.Add(sandbox.WHPayments, sandbox.WHRow{"invoice_id": 1, "amount": "7", "gateway": "bank", "paid_at": time.Date(2026, 5, 21, 0, 0, 0, 0, time.UTC)})
	w.panel.Set(sandbox.WHInvoices, 1, sandbox.WHRow{"due_date": time.Date(2026, 5, 25, 0, 0, 0, 0, time.UTC), "status": "unpaid"})
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("west", -11*3600), time.FixedZone("east", 11*3600)} {
		g, err := w.HostDueNow(t.Context(), ourChat, []int{3}, zone)
		if got := digestText(g); err != nil || got != "soon [22.99 USD]: INV-00001* 3" { // 7.00 of it are paid
			t.Errorf("%v: %s, %v", zone, got, err)
		}
		r, err := w.HostRevenue(t.Context(), ourChat, zone, 3)
		if err != nil || len(r.Currencies) != 1 || r.Currencies[0].Days[1].Payments != 1 {
			t.Errorf("%v: %+v, %v", zone, r, err)
		}
	}
}
