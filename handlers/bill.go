package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// bill names an invoice of a customer at a store: what every conversation about
// paying it begins with.
type bill struct {
	Store string `json:"store"`
	ID    string `json:"id"`
}

// target is a conversation about the invoice; that of the store's invoices for
// one whose number no button holds.
func (b bill) target(flow string) string {
	if t := flow + " " + b.Store + " " + b.ID; len(t) <= maxTarget {
		return t
	}
	return "invoices " + b.Store
}

// paySlot names the one message of a customer that says how an invoice is paid,
// and what became of it.
func paySlot(i storage.Invoice) string { return "pay:" + i.Panel + ":" + i.ID }

// readBill takes apart what a button says: a store, and an invoice there.
func readBill(args string) (b bill, ok bool) {
	store, id, _ := strings.Cut(args, " ")
	b = bill{Store: store[:min(len(store), longestStoreID)], ID: id}
	return b, id != "" && len(id) <= longestInvoiceID
}

// longestInvoiceID is more than any panel's number of an invoice has.
const longestInvoiceID = 128

// beginBill is how conversations about an invoice begin; without one they show
// all of them.
func beginBill[S any](of func(*S) *bill, step string) func(context.Context, *dialog.Turn, *S, string) (dialog.Next, error) {
	return func(_ context.Context, _ *dialog.Turn, s *S, args string) (dialog.Next, error) {
		b, ok := readBill(args)
		if !ok {
			return dialog.Go("invoices " + b.Store), nil
		}
		*of(s) = b
		return dialog.To(step), nil
	}
}

// invoice reads an invoice for whoever acts; instead is what is shown where
// there is none for them. A closed store lets it be looked at: it may be paid
// already.
func (d Deps) invoice(ctx context.Context, t *dialog.Turn, b bill) (v visit, view ops.InvoiceView, instead *chat.Screen, err error) {
	v, err = d.store(ctx, t, b.Store)
	if err != nil {
		return v, view, nil, err
	}
	if s, ok := v.locked(); ok {
		return v, view, &s, nil
	}
	view, err = d.Ops.Invoice(ctx, v.key(t), b.ID)
	if resale.CodeOf(err) == resale.NotFound {
		return v, view, &chat.Screen{Lines: []chat.Text{chat.T("invoices.gone")}, Rows: [][]chat.Button{row(goTo("invoices.see", v.target("invoices")))}}, nil
	}
	return v, view, nil, err
}

// openInvoice is invoice for who is to pay it: instead is also what is shown of
// one that waits for no money.
func (d Deps) openInvoice(ctx context.Context, t *dialog.Turn, b bill) (v visit, view ops.InvoiceView, instead *chat.Screen, err error) {
	v, view, instead, err = d.invoice(ctx, t, b)
	if err == nil && instead == nil && billState(view) != storage.InvoiceOpen {
		screen := d.billScreen(t, v, b, view)
		instead = &screen
	}
	return v, view, instead, err
}

// billState is how far an invoice is: as it is kept, for only here is known
// what came of it; else as the store says.
func billState(view ops.InvoiceView) storage.InvoiceState {
	switch {
	case view.Has && view.Kept.State == storage.InvoiceOpen && view.Now.State == resale.InvoicePaid:
		return storage.InvoicePaid // whoever watches it has not looked yet
	case view.Has && view.Kept.State != storage.InvoiceOpen:
		return view.Kept.State
	case view.Now.State == resale.InvoicePaid:
		return storage.InvoiceDelivered // not bought here: nobody waits for it
	case view.Now.State == resale.InvoiceOver:
		return storage.InvoiceOver
	}
	return storage.InvoiceOpen
}

// billKind is what an invoice is for.
func billKind(view ops.InvoiceView) storage.InvoiceKind {
	switch {
	case view.Has && view.Kept.Kind != "":
		return view.Kept.Kind
	case view.Now.Period == resale.TopUp:
		return storage.InvoiceTopUp
	case view.Now.Subscription != 0:
		return storage.InvoiceRenew
	case view.Now.Plan != "":
		return storage.InvoiceNew
	}
	return storage.InvoiceOther
}

// moment writes a time that is near: of today only the clock.
func (d Deps) moment(lang string, at, now time.Time, zone *time.Location) string {
	if at.In(zone).Format(time.DateOnly) == now.In(zone).Format(time.DateOnly) {
		return d.Catalog.Clock(at, zone)
	}
	return d.Catalog.Moment(lang, at, zone)
}
