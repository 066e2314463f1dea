package ops_test

import (
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestAChangeIsKnownAgain after a lost answer, in whatever way the panel writes
// it; what it took in another way is for a person to judge.
func TestAChangeIsKnownAgain(t *testing.T) {
	number, list := amount("12.5"), []string{"invoices.read", "clients.read"}
	for _, test := range []struct {
		kind  resale.RecordKind
		of    sandbox.WHKind
		id    int64
		field resale.WishField
		taken sandbox.WHRow // what the panel made of it
		want  storage.State
	}{
		{resale.Customers, sandbox.WHClients, 1, resale.WishField{Name: "company_name", Text: "Lima & Sons"}, sandbox.WHRow{"company_name": "Lima &amp;  Sons"}, storage.Done},
		{resale.Customers, sandbox.WHClients, 1, resale.WishField{Name: "company_name", Text: "Lima & Sons"}, sandbox.WHRow{"company_name": "Lima"}, storage.Unknown},
		{resale.Customers, sandbox.WHClients, 1, resale.WishField{Name: "company_name", Text: "Lima & Sons"}, nil, storage.Refused},
		{resale.Customers, sandbox.WHClients, 1, resale.WishField{Name: "password", Text: "abc"}, nil, storage.Unknown},
		{resale.HostServices, sandbox.WHServices, 1, resale.WishField{Name: "price", Number: &number}, sandbox.WHRow{"price": "12.50"}, storage.Done},
		{resale.HostServices, sandbox.WHServices, 1, resale.WishField{Name: "price", Text: "12.5"}, sandbox.WHRow{"price": "12.50"}, storage.Done},
		{resale.HostServices, sandbox.WHServices, 1, resale.WishField{Name: "price", Number: &number}, sandbox.WHRow{"price": "13"}, storage.Unknown},
		{resale.HostServices, sandbox.WHServices, 1, resale.WishField{Name: "product_id", Text: "2"}, sandbox.WHRow{"product_id": int64(2)}, storage.Done},
		{resale.HostServices, sandbox.WHServices, 1, resale.WishField{Name: "product_id", Text: "2"}, nil, storage.Refused},
		{resale.HostInvoices, sandbox.WHInvoices, 1, resale.WishField{Name: "due_date", Text: "2026-06-09"}, nil, storage.Refused},
		{resale.HostKeys, sandbox.WHKeys, 2, resale.WishField{Name: "permissions", List: list}, sandbox.WHRow{"permissions": []string{"clients.read", "invoices.read"}}, storage.Done},
		{resale.HostKeys, sandbox.WHKeys, 2, resale.WishField{Name: "permissions", List: list}, sandbox.WHRow{"permissions": []string{"clients.read"}}, storage.Unknown},
		{resale.HostKeys, sandbox.WHKeys, 2, resale.WishField{Name: "permissions", List: []string{}}, nil, storage.Refused},
		{resale.HostKeys, sandbox.WHKeys, 2, resale.WishField{Name: "permissions", List: []string{}}, sandbox.WHRow{"permissions": []string{}}, storage.Done},
	} {
		w := newHosting(t, sandbox.WHQuirks{})
		w.panel.Add(sandbox.WHProducts, sandbox.WHRow{"name": "Business", "price": "20"})
		w.panel.Fail(sandbox.WHFault{Method: "PUT", Times: 1, Kind: sandbox.WHCutBefore})
		do := func() ops.Outcome {
			out, err := w.HostUpdate(t.Context(), w.act("k"), test.kind, strconv.FormatInt(test.id, 10), resale.RecordWish{Fields: []resale.WishField{test.field}})
			w.must(err)
			return out
		}
		if out := do(); out.State != storage.Unknown {
			t.Fatalf("%+v: %q %q", test.field, out.State, out.Code)
		}
		w.panel.Set(test.of, test.id, test.taken)
		w.pass(15 * time.Minute)
		due, err := w.Unsettled(t.Context(), 9)
		w.must(err)
		for _, row := range due {
			w.must(w.Reconcile(t.Context(), row, w.tell))
		}
		if out := do(); out.State != test.want || w.writes() != 1 {
			t.Errorf("%+v, taken as %v: %q %q, want %q", test.field, test.taken, out.State, out.Code, test.want)
		}
	}
}
