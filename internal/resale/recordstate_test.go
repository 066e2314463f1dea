package resale_test

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
)

func TestRecordStates(t *testing.T) {
	for _, test := range []struct {
		kind resale.RecordKind
		text string
		want resale.RecordState
	}{
		{resale.HostServices, `{"status":"Active"}`, resale.RecordActive},
		{resale.HostServices, `{"status":"ativo"}`, resale.RecordActive},
		{resale.HostServices, `{"status":{"code":"on_hold","label":"Halted"}}`, resale.RecordSuspended},
		{resale.HostServices, `{"status":"Provisioning"}`, resale.RecordPending},
		{resale.HostServices, `{"status":"hibernating"}`, resale.RecordUnclear},
		{resale.HostServices, `{"status":1}`, resale.RecordUnclear},
		{resale.HostServices, `{"status":"suspended","deleted_at":"2026-03-01 10:00:00"}`, resale.RecordInactive},
		{resale.HostServices, `{}`, resale.RecordUnclear},
		{resale.Customers, `{"status":1}`, resale.RecordActive},
		{resale.Customers, `{"is_active":false}`, resale.RecordInactive},
		{resale.Customers, `{"status":"inactive"}`, resale.RecordInactive},
		{resale.HostHooks, `{"active":true}`, resale.RecordActive},
		{resale.HostInvoices, `{"status":"Unpaid"}`, resale.RecordUnpaid},
		{resale.HostInvoices, `{"status":"pending"}`, resale.RecordUnpaid},
		{resale.HostInvoices, `{"status":"Payment Pending"}`, resale.RecordPending},
		{resale.HostInvoices, `{"status":"em aberto"}`, resale.RecordUnpaid},
		{resale.HostInvoices, `{"status":"PAID"}`, resale.RecordPaid},
		{resale.HostInvoices, `{"status":"past_due"}`, resale.RecordOverdue},
		{resale.HostInvoices, `{"status":"void"}`, resale.RecordCancelled},
		{resale.HostInvoices, `{"paid_at":"2026-03-01"}`, resale.RecordPaid},
		{resale.HostInvoices, `{"status":"liquidated","paid_at":"2026-03-01"}`, resale.RecordPaid},
		{resale.HostInvoices, `{"status":"unpaid","paid_at":"2026-03-01"}`, resale.RecordUnclear},
		{resale.HostInvoices, `{"status":"refunded","paid_at":"2026-03-01"}`, resale.RecordRefunded},
		{resale.HostInvoices, `{"status":1}`, resale.RecordUnclear},
		{resale.HostInvoices, `{"is_paid":false}`, resale.RecordUnpaid},
		{resale.HostInvoices, `{"paid":true}`, resale.RecordPaid},
		{resale.HostInvoices, `{}`, resale.RecordUnclear},
		{resale.HostPayments, `{"status":"completed"}`, resale.RecordPaid},
		{resale.HostPayments, `{"status":"pending"}`, resale.RecordPending},
		{resale.HostPayments, `{"status":"failed"}`, resale.RecordCancelled},
		{resale.HostPayments, `{"amount":5}`, resale.RecordPaid},
	} {
		if got := record(t, test.kind, test.text).State(); got != test.want {
			t.Errorf("%s %s: %q, want %q", test.kind, test.text, got, test.want)
		}
	}
}

func TestOverdue(t *testing.T) {
	now := time.Date(2026, 3, 15, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]bool{
		`{"status":"unpaid","due_date":"2026-03-14"}`:           true,
		`{"status":"unpaid","due_date":"2026-03-15"}`:           false, // all of today is left
		`{"status":"unpaid","due_date":"2026-03-15T11:00:00Z"}`: true,
		`{"status":"unpaid","due_date":"2026-03-15T13:00:00Z"}`: false,
		`{"status":"paid","due_date":"2026-03-01"}`:             false,
		`{"status":"overdue"}`:                                  true,
		`{"status":"unpaid"}`:                                   false,
		`{"status":"draft","due_date":"2026-03-01"}`:            false,
	} {
		if got := record(t, resale.HostInvoices, text).Overdue(now); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// A day is over when clocks of the place say so, not those of Greenwich.
func TestOverdueInAZone(t *testing.T) {
	for at, want := range map[string]bool{
		"2026-03-15T23:30:00-03:00": false, // the 16th in UTC
		"2026-03-16T00:30:00-03:00": true,
		"2026-03-15T23:30:00+09:00": false,
		"2026-03-16T00:30:00+09:00": true, // the 15th in UTC
	} {
		now, err := time.Parse(time.RFC3339, at)
		if got := record(t, resale.HostInvoices, `{"status":"unpaid","due_date":"2026-03-15"}`).Overdue(now); got != want || err != nil {
			t.Errorf("%s: %v (%v)", at, got, err)
		}
	}
}
