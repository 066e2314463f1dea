package ops_test

import (
	"testing"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// changeLines writes two lines in the place of the one that the bill has.
func (w *hosting) changeLines(key, was string) (ops.Outcome, error) {
	return w.HostUpdate(w.t.Context(), w.act(key), resale.HostInvoices, w.bill, resale.RecordWish{
		Lines: []resale.InvoiceLine{{Text: "A year", Amount: amount("25"), Quantity: 1}, {Text: "Domain", Amount: amount("4.50"), Quantity: 2}},
		Was:   []resale.InvoiceLine{{Text: "A year", Amount: amount(was), Quantity: 1}},
	})
}

func TestLinesOfAnInvoiceAreChanged(t *testing.T) {
	t.Parallel()
	w := newHosting(t, sandbox.WHQuirks{})
	out, err := w.changeLines("k", "29.99")
	w.must(err)
	if total := w.row(sandbox.WHInvoices, w.bill).Text("total"); out.State != storage.Done || out.Host.Lines != ops.LinesAsWritten || total != "34.00" {
		t.Errorf("it ends %s, shown %q, total %s", out.State, out.Host.Lines, total)
	}
}

// A panel that takes the change and does not heed it is told truly.
func TestLinesThatAPanelDoesNotHeed(t *testing.T) {
	t.Parallel()
	w := newHosting(t, sandbox.WHQuirks{IgnoreItems: true})
	out, err := w.changeLines("k", "29.99")
	w.must(err)
	if out.State != storage.Done || out.Host.Lines != ops.LinesAsBefore {
		t.Errorf("it ends %s, shown %q", out.State, out.Host.Lines)
	}
}

// Lines that changed meanwhile, of an invoice that is paid, or that are not
// understood, are not written.
func TestLinesThatAreNotChanged(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		is   sandbox.WHRow
		was  string
		want resale.Code
	}{
		"another amount than was seen": {sandbox.WHRow{}, "20", resale.Changed},
		"paid":                         {sandbox.WHRow{"status": "paid"}, "29.99", resale.AlreadyPaid},
		"cancelled":                    {sandbox.WHRow{"status": "cancelled"}, "29.99", resale.Refused},
		"in a state nobody knows":      {sandbox.WHRow{"status": "frozen"}, "29.99", resale.Unclear},
		"with a tax on top":            {sandbox.WHRow{"total": "35.00"}, "29.99", resale.Unclear},
	} {
		w := newHosting(t, sandbox.WHQuirks{})
		for _, row := range w.panel.Invoices() {
			w.panel.Set(sandbox.WHInvoices, row.ID(), c.is)
		}
		before := w.row(sandbox.WHInvoices, w.bill).Text("total")
		out, err := w.changeLines("k", c.was)
		w.must(err)
		if total := w.row(sandbox.WHInvoices, w.bill).Text("total"); out.State != storage.Refused || out.Code != c.want || total != before {
			t.Errorf("%s: it ends %s %s, total %s", name, out.State, out.Code, total)
		}
	}
}
