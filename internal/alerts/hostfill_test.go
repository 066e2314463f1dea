package alerts_test

import (
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// TestASumThatChangedIsToldAsItIs: who pays an invoice pays what it came to by
// then, whether the panel can be asked or its webhook alone tells so.
func TestASumThatChangedIsToldAsItIs(t *testing.T) {
	for name, fault := range map[string]sandbox.WHFaultKind{"the panel answers": "", "it does not": sandbox.WH502} {
		w := newHostWorld(t, true, sandbox.WHQuirks{})
		w.turnOn()
		w.sweep()
		w.noted = nil
		id := w.invoice()
		w.work()
		w.sweep()
		w.panel.Set(sandbox.WHInvoices, id, sandbox.WHRow{"total": "35.00"})
		w.pay(id)
		w.posted()
		w.takeCalls()
		if fault != "" {
			w.panel.Fail(sandbox.WHFault{Kind: fault})
		}
		w.pass(time.Minute)
		w.tell()
		last := w.news[len(w.news)-1]
		if got := fmt.Sprint(last.Items[0].Event, " ", last.Items[0].Total, " ", last.Paid); got != "invoice.paid 35.00 USD [35.00 USD]" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestSeveralThingsAreLookedUpAtOnce: all lines of a message say as much as one
// alone would, though a key may make few calls.
func TestSeveralThingsAreLookedUpAtOnce(t *testing.T) {
	w := newHostWorld(t, true, sandbox.WHQuirks{})
	w.turnOn()
	w.want(func(h *storage.HostWatch) {
		h.Kinds = []string{"invoice.created", "invoice.paid", "service.created", "service.suspended"}
	})
	w.sweep()
	w.noted, w.news = nil, nil
	for range 2 {
		w.panel.Order()
	}
	_, paid := w.panel.Order()
	w.pay(paid)
	given := w.panel.Add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "given.example", "status": "pending", "price": "5.99"})
	w.do(2, "suspend")
	w.posted()
	w.takeCalls()
	w.pass(time.Minute)
	before := len(w.panel.Calls())
	w.tell()
	calls := len(w.panel.Calls()) - before
	items := w.news[0].Items
	for _, item := range items {
		if item.Label == "" || item.Customer == "" || item.Customer[0] == '#' || !item.Total.Known || item.Total.Unit == "" {
			t.Errorf("%s: %q of %q, %v", item.Event, item.Label, item.Customer, item.Total)
		}
		free := item.ID == fmt.Sprint(given) || item.Label == "shop9.example"
		if item.Event == "service.created" && item.Owed.Known == free || item.Unseen {
			t.Errorf("%s owes %v of %v", item.Label, item.Owed, item.Total)
		}
	}
	if len(items) != 8 || calls > 3 { // customers, services, invoices
		t.Errorf("%d things, %d calls", len(items), calls)
	}
}

// TestAServiceThatIsNotPaidIsToldSo: who sees nothing of it might set it up. What
// cannot be looked up is not told as if it were paid.
func TestAServiceThatIsNotPaidIsToldSo(t *testing.T) {
	for name, c := range map[string]struct {
		fault  sandbox.WHFault
		read   bool // the panel's lists tell of it, no webhook does
		owed   string
		unseen bool
	}{
		"by a webhook":              {owed: "5.99 USD"},
		"by a list":                 {owed: "5.99 USD", read: true},
		"the panel is down":         {fault: sandbox.WHFault{Kind: sandbox.WH502}, unseen: true},
		"its invoices are not seen": {fault: sandbox.WHFault{Kind: sandbox.WH502, Path: "invoices"}, unseen: true},
	} {
		w := newHostWorld(t, !c.read, sandbox.WHQuirks{})
		w.turnOn()
		w.sweep()
		w.news = nil
		service := w.panel.Add(sandbox.WHServices, sandbox.WHRow{"client_id": 1, "product_id": 1, "domain": "new.example", "status": "pending", "price": "5.99", "created_at": w.Now()})
		w.panel.Add(sandbox.WHInvoices, sandbox.WHRow{"service_id": service, "total": "5.99"})
		if c.read {
			w.sweep()
		} else {
			w.posted()
			w.takeCalls()
		}
		if c.fault.Kind != "" {
			w.panel.Fail(c.fault)
		}
		w.pass(time.Minute)
		w.tell()
		if len(w.news) != 1 || len(w.news[0].Items) != 1 {
			t.Errorf("%s: %v", name, w.news)
			continue
		}
		if item := w.news[0].Items[0]; fmt.Sprint(item.Owed) != c.owed || item.Unseen != c.unseen {
			t.Errorf("%s: %s, %v owed, unseen %v", name, item.Event, item.Owed, item.Unseen)
		}
	}
}
