package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// HostDue is an invoice to be paid, or a service whose next payment is due.
type HostDue struct {
	Kind     resale.RecordKind // resale.HostInvoices or resale.HostServices
	ID       string
	Label    string // untrusted
	Customer string // id of the customer, "" when the panel does not say
	Name     string // what the panel calls the customer, untrusted; may be ""
	Total    resale.Sum
	Due      time.Time
	Days     int // calendar days left, in the chat's zone; negative when overdue
	Overdue  bool
	New      bool // it was not told yet that it is so near, or over
}

// HostDigest is what of a hosting panel is owed and due soon. The new ones are
// first, then the most urgent.
type HostDigest struct {
	Overdue    []HostDue    // invoices
	Soon       []HostDue    // invoices
	Services   []HostDue    // whose next payment is near
	SumOverdue []resale.Sum // by currency, of all that are overdue
	SumSoon    []resale.Sum // by currency
	More       bool         // there are more invoices than were read
}

// HostDueNow gives what is overdue and due within a chat's thresholds at this
// moment. It notes nothing.
func (o *Ops) HostDueNow(ctx context.Context, chat int64, thresholds resale.Thresholds, zone *time.Location) (HostDigest, error) {
	return HostDigest{}, &resale.Error{Act: "read what is due", Code: resale.Unsupported}
}

func (r *digestRun) workHost(ctx context.Context) error {
	return &resale.Error{Act: "read what is due", Code: resale.Unsupported}
}
