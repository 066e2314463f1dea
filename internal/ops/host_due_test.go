package ops_test

import (
	"context"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// A panel whose lists take longer than there is time for a digest is told of as
// far as it was read, and that this is not all, rather than never.
func TestADigestOfAPanelTooSlowForIt(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{MaxPerPage: 1})
	for range 40 {
		w.panel.Add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "status": "active", "next_due_date": w.now.AddDate(0, 0, 2)})
	}
	w.panel.Fail(sandbox.WHFault{Method: "GET", Path: "services", Kind: sandbox.WHSlow, Delay: 100 * time.Millisecond})
	w.pass(time.Date(2026, 5, 23, 9, 15, 0, 0, time.UTC).Sub(w.Now()))
	due, err := w.DueDigests(t.Context(), 10)
	w.must(err)
	var told []ops.DigestNews
	for _, d := range due[0] {
		ctx, done := context.WithTimeout(t.Context(), 3*time.Second)
		w.must(w.RunDigest(ctx, d, func(_ *storage.Tx, n ops.DigestNews) error { told = append(told, n); return nil }))
		done()
	}
	if len(told) != 1 || told[0].Host == nil || !told[0].Host.More || len(told[0].Host.Soon) != 1 || len(told[0].Host.Services) == 0 {
		t.Errorf("told %+v", told)
	}
}

// A service whose next payment has an unpaid invoice, by its number or its uuid,
// is not told of beside it.
func TestAServiceIsToldOfOnceWithItsInvoice(t *testing.T) {
	for _, quirks := range []sandbox.WHQuirks{{}, {UUIDOnly: true}, {Envelope: 3}} {
		w := newHosting(t, quirks)
		for _, of := range []int{1, 300} { // days between the invoice and what the service says
			id := w.panel.Add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "due.example", "status": "active", "next_due_date": w.now.AddDate(0, 0, 2)})
			w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": 1, "service_id": id, "due_date": w.now.AddDate(0, 0, 1+of), "items": []sandbox.WHRow{{"amount": "1", "quantity": 1}}})
		}
		g, err := w.HostDueNow(t.Context(), ourChat, resale.Thresholds{7}, time.UTC)
		if n := len(g.Services); n != 1 || err != nil {
			t.Errorf("%+v: %d services are told of (%v): %s", quirks, n, err, digestText(g))
		}
	}
}

// What is overdue of a customer's invoices is so by the day of the chat, as in
// its digest.
func TestACustomersOverdueInvoicesByTheDayOfTheChat(t *testing.T) {
	w := newHosting(t, sandbox.WHQuirks{})
	w.pass(time.Date(2026, 5, 26, 1, 30, 0, 0, time.UTC).Sub(w.now)) // an invoice was due on the 25th
	for zone, want := range map[string]int{"America/Sao_Paulo": 0, "UTC": 1} {
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
			c, _, err := tx.Chat(ourChat)
			if err != nil {
				return err
			}
			c.ID, c.Zone = ourChat, zone
			return tx.SaveChat(c)
		}))
		v, err := w.HostCustomer(t.Context(), ourChat, "1")
		if v.Overdue != want || v.Unpaid != 1 || err != nil {
			t.Errorf("%s: %d of %d are overdue (%v)", zone, v.Overdue, v.Unpaid, err)
		}
	}
}
