package sandbox

import (
	"testing"
	"time"
)

func TestWHSeed(t *testing.T) {
	x := startWH(t, WHOptions{})
	p := NewWH(WHOptions{Now: x.p.now})
	p.Seed()
	if n := len(p.Payments()); n != 15 || len(p.Clients()) != 5 || len(p.Services()) != 6 {
		t.Errorf("%d payments, %d customers, %d services", n, len(p.Clients()), len(p.Services()))
	}
	row, _ := p.Row(WHInvoices, 18)
	if row.Text("total") != "155.00" || row.Text("status") != "unpaid" || row.Number("client_id") != 3 {
		t.Errorf("%v", row)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// Somebody orders, pays, does not pay the next time and is suspended, and pays
// late.
func TestWHLife(t *testing.T) {
	x := startWH(t, WHOptions{})
	service, invoice := x.p.Order()
	if x.p.PayOldest() != 1 || x.p.PayOldest() != invoice || x.p.PayOldest() != 0 || x.status(WHServices, service) != "active" {
		t.Errorf("%v", x.p.Invoices())
	}
	x.late.Store(40 * 24 * 3600)
	if made := x.p.NextInvoices(0); len(made) != 2 || len(x.p.NextInvoices(0)) != 0 {
		t.Errorf("%v", made)
	}
	late := x.p.SuspendLate()
	if late != 1 || x.status(WHServices, late) != "suspended" || x.status(WHInvoices, 3) != "overdue" {
		t.Errorf("service %d: %v", late, x.p.Invoices())
	}
	if x.p.PayOldest() != 3 || x.status(WHServices, late) != "active" {
		t.Errorf("%v", x.p.Services())
	}
}

func TestWHLive(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.p.Live(time.Hour)
	x.p.Live(time.Millisecond)
	err := x.p.Wait(t.Context(), func(p *WHPanel) bool { return len(p.Services()) > 2 && len(p.Payments()) > 1 })
	if err != nil {
		t.Fatal(err)
	}
	x.p.Live(0)
}
