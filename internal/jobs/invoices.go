package jobs

import (
	"context"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// How many members' invoices are looked at at once, and how long one look may
// take.
const (
	invoicesWidth   = 64
	invoicesOfPanel = 8
	invoiceTimeout  = time.Minute
)

// Invoices watches what members are to pay until it is paid and delivered, each
// when it is due: at most a few looks at once at each panel, and each panel in
// its turn. It runs until ctx ends, and returns when what was begun has
// returned. Resellers hear by stores that their panel does not let in.
func Invoices(o *ops.Ops, tell ops.TellInvoice, stores ops.TellStore) func(context.Context) error {
	return due[ops.MemberInvoices, storage.MemberKey]{
		name: "watch invoices", width: invoicesWidth, ofPanel: invoicesOfPanel, timeout: invoiceTimeout,
		woken: o.InvoicesWaiting(), panels: o.DueInvoicePanels, read: o.DueInvoices,
		key: func(m ops.MemberInvoices) storage.MemberKey { return m.Member },
		do:  func(ctx context.Context, m ops.MemberInvoices) error { return o.LookAtInvoices(ctx, m, tell, stores) },
		log: o.Log,
	}.run
}
