package ops

import (
	"fmt"
	"testing"

	"resellerbot/internal/resale"
)

// Thousands of services among thousands of invoices are looked up, not compared
// one by one.
func TestBillsAreLookedUp(t *testing.T) {
	const many = 300
	var unpaid, services []resale.Record
	for n := range many {
		i, _ := resale.ReadRecord(resale.HostInvoices, fmt.Appendf(nil, `{"id":%d,"service_id":%d,"due_date":"2026-06-01"}`, n+1, n+1000))
		s, _ := resale.ReadRecord(resale.HostServices, fmt.Appendf(nil, `{"id":%d,"next_due_date":"2026-06-03"}`, n+1))
		unpaid, services = append(unpaid, i), append(services, s)
	}
	got := testing.AllocsPerRun(1, func() {
		open := billsOf(unpaid)
		for _, s := range services {
			if open.bill(s) {
				t.Error(s.ID)
			}
		}
	})
	if got > 100*many {
		t.Errorf("%v allocations", got)
	}
}
