package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// mostOfCustomer is how many services and how many invoices the card of a
// customer shows; the lists have all.
const mostOfCustomer = 5

// askHostCustomer is a customer with their services and invoices, and what they
// owe.
func (d Deps) askHostCustomer(ctx context.Context, t *dialog.Turn, s *hostSheet) (chat.Screen, error) {
	view, err := d.Ops.HostCustomer(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return s.unread(err)
	}
	screen := chat.Screen{Lines: append(d.hostLines(t, ofCustomers, view.Customer), chat.Text{})}
	if view.Unpaid == 0 && view.OwesNoMore() {
		screen.Lines = append(screen.Lines, chat.T("hostcard.owes_nothing"))
	}
	for _, sum := range view.Owed {
		screen.Lines = append(screen.Lines, chat.T("hostcard.owes", chat.Args{"Amount": sumText(sum)}))
	}
	screen.Lines = append(screen.Lines, howMany("hostcard.overdue", view.Overdue)...)
	for _, part := range []struct {
		k      hostKind
		all    []resale.Record
		more   bool
		failed resale.Code
	}{
		{ofServices, view.Services, view.MoreServices, view.ServicesFailed},
		{ofInvoices, view.Invoices, view.MoreInvoices, view.InvoicesFailed},
	} {
		if part.failed != "" {
			screen.Lines = append(screen.Lines, chat.T("hostcard.unread_"+string(part.k)))
			continue
		}
		screen.Lines = append(screen.Lines, chat.T("hostcard.has_"+string(part.k), chat.Args{"Count": len(part.all), "More": part.more}))
		for _, r := range part.all[:min(len(part.all), mostOfCustomer)] {
			b := d.hostButton(t, r, "")
			b.Answer = hostSheet{K: part.k, ID: r.ID, From: strings.TrimSpace(fromCustomer + s.ID + " " + s.From)}.card()
			screen.Rows = append(screen.Rows, row(b))
		}
		fresh := pick("hostlist.new_"+string(part.k), s.target("hostnew", string(part.k)))
		if len(part.all) > mostOfCustomer || part.more {
			list := hostListSheet{K: part.k, Page: 1, Customer: s.ID}
			screen.Rows = append(screen.Rows, row(pick("hostcard.all_"+string(part.k), "hostlist "+list.place()), fresh))
			continue
		}
		screen.Rows = append(screen.Rows, row(fresh))
	}
	screen.Rows = append(screen.Rows, s.lastRows()...)
	return screen, nil
}
