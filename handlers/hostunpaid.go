package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// unpaidWithin is how long a question waits to say what is not paid yet.
const unpaidWithin = 2 * time.Second

// unpaidFor names the unpaid invoices of a service that is to be set up, as far
// as that can be read soon.
func (d Deps) unpaidFor(ctx context.Context, t *dialog.Turn, service resale.Record) (lines []chat.Text) {
	ctx, stop := context.WithTimeout(ctx, unpaidWithin)
	defer stop()
	page, err := d.Ops.HostList(ctx, t.Input.Place.Chat, resale.HostInvoices, ops.HostQuery{Page: 1, Customer: service.Ref(resale.Customers), Status: string(resale.RecordUnpaid)})
	if err != nil {
		t.Log.Info("read what is unpaid of a service", "err", err)
	}
	for _, i := range page.Records {
		if i.Unpaid() && i.Deleted().IsZero() && i.BelongsTo(service) && len(lines) < paymentsShown {
			lines = append(lines, chat.T("hostdo.unpaid", chat.Args{"Name": shorten(i.Label(), 40), "Amount": sumText(i.Left())}))
		}
	}
	return lines
}
