package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// billFlow shows one invoice, and what can be done about it.
func billFlow(d Deps) dialog.Flow[bill] {
	return dialog.Flow[bill]{
		Name: "invoice", Home: true, Trouble: trouble,
		Begin: beginBill(func(b *bill) *bill { return b }, "card"),
		Steps: []dialog.Step[bill]{{Name: "card", Buttons: true, Ask: d.askBill, Take: d.takeBill}},
	}
}

func (d Deps) askBill(ctx context.Context, t *dialog.Turn, b *bill) (chat.Screen, error) {
	v, view, instead, err := d.invoice(ctx, t, *b)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	return d.billScreen(t, v, *b, view), nil
}

// billScreen is the card of an invoice.
func (d Deps) billScreen(t *dialog.Turn, v visit, b bill, view ops.InvoiceView) chat.Screen {
	now, state := view.Now, billState(view)
	twin, other := twinLines(v, view)
	lines := []chat.Text{
		chat.T("invoices.card", chat.Args{"Mark": billMark(state), "Number": shorten(now.ID, 40)}),
		viewLine(view),
		{},
		chat.T(map[bool]string{true: "pay.amount", false: "invoices.amount"}[state == storage.InvoiceOpen], chat.Args{"Amount": sumText(now.Amount)}),
	}
	if now.Discount.Known && !now.Discount.IsZero() {
		lines = append(lines, chat.T("pay.discount", chat.Args{"Amount": sumText(now.Discount)}))
	}
	if view.Has && state != storage.InvoiceOpen && state != storage.InvoiceOver {
		lines = append(lines, askedLine(view.Kept)...)
	}
	if !now.Created.IsZero() {
		lines = append(lines, chat.T("invoices.made", chat.Args{"Date": d.Catalog.Moment(t.Lang, now.Created, t.Zone)}))
	}
	if !now.Paid.IsZero() {
		lines = append(lines, chat.T("invoices.paid", chat.Args{"Date": d.Catalog.Moment(t.Lang, now.Paid, t.Zone)}))
	}
	lines = append(lines, chat.Text{}, billStateLine(view, state))
	if twin != nil {
		lines = append(append(lines, chat.Text{}), twin...)
	}
	return chat.Screen{Lines: lines, Rows: append(append(other, billRows(v, b, view, state, t)...), row(goTo("invoices.see", v.target("invoices")), goTo("button.menu", "menu")))}
}

// billStateLine says how far an invoice is, and what comes next.
func billStateLine(view ops.InvoiceView, state storage.InvoiceState) chat.Text {
	if state == storage.InvoiceOpen && view.Now.State == resale.InvoiceUnclear && view.Now.Word != "" {
		return chat.T("invoices.is_unclear", chat.Args{"Word": shorten(view.Now.Word, 40)})
	}
	if state == storage.InvoiceDelivered && !view.Has { // who paid it elsewhere knows the rest
		return chat.T("invoices.is_paid_elsewhere")
	}
	if view.Has && view.Kept.Refunded {
		return chat.T("invoices.is_refunded")
	}
	if needsCode(view.Kept) {
		return chat.T("invoices.is_" + string(state) + "_code")
	}
	return chat.T("invoices.is_" + string(state))
}

func billRows(v visit, b bill, view ops.InvoiceView, state storage.InvoiceState, t *dialog.Turn) [][]chat.Button {
	switch state {
	case storage.InvoiceOpen:
		pay := goTo("pay.pay", b.target("payway"))
		pay.Style = chat.Primary
		rows := [][]chat.Button{row(pay)}
		if i := view.Kept; view.Has && i.Payment.Kind != "" {
			again := goTo("pay.new_code", b.target("newcode"))
			if i.Payment.Expires.IsZero() || t.Now.Before(i.Payment.Expires) {
				again = goTo("pay.show_again", b.target("newcode"))
			}
			rows = [][]chat.Button{row(again), row(goTo("pay.another", b.target("payway")))}
		}
		return append(rows, row(pick("pay.check", "check")))
	case storage.InvoicePaid, storage.InvoiceStuck:
		if needsCode(view.Kept) {
			return [][]chat.Button{row(typeCode(v.ID))}
		}
		return [][]chat.Button{row(pick("button.refresh", "check"))}
	case storage.InvoiceOver:
		return [][]chat.Button{row(goTo("buy.others", v.target("buy")))}
	}
	mine := goTo("visit.mine", v.target("member"))
	if id := gotOf(view); id != 0 {
		mine = goTo("member.open_sub", v.target("member")+" "+number(id))
	}
	return [][]chat.Button{row(mine)}
}

// gotOf is the subscription that an invoice brought or was for, 0 when nobody
// knows.
func gotOf(view ops.InvoiceView) int64 {
	if view.Has && view.Kept.Got != 0 {
		return view.Kept.Got
	}
	return view.Now.Subscription
}

func (d Deps) takeBill(ctx context.Context, t *dialog.Turn, b *bill, _ dialog.Answer) (dialog.Next, error) {
	v, err := d.store(ctx, t, b.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.locked(); ok {
		return dialog.End(instead), nil
	}
	view, err := d.Ops.CheckInvoice(ctx, v.key(t), b.ID, d.tellInvoice(t))
	if err != nil {
		return dialog.Next{}, err
	}
	return dialog.Stay(lookedLine(view, t.Now)), nil
}

// checkPayFlow looks at once whether an invoice was paid, and says so over the
// chat: what there is to tell, its message says.
func checkPayFlow(d Deps) dialog.Flow[bill] {
	return dialog.Flow[bill]{
		Name: "checkpay", Home: true, Aside: true, Trouble: trouble,
		Begin: func(ctx context.Context, t *dialog.Turn, b *bill, args string) (dialog.Next, error) {
			var ok bool
			if *b, ok = readBill(args); !ok {
				return dialog.Go("invoices " + b.Store), nil
			}
			v, err := d.store(ctx, t, b.Store)
			if err != nil {
				return dialog.Next{}, err
			}
			if instead, ok := v.locked(); ok {
				return dialog.End(instead), nil
			}
			view, err := d.Ops.CheckInvoice(ctx, v.key(t), b.ID, d.tellInvoice(t))
			if resale.CodeOf(err) == resale.NotFound {
				return dialog.Aside(chat.T("invoices.gone")), nil
			}
			if err != nil {
				return dialog.Next{}, err
			}
			return dialog.Aside(lookedLine(view, t.Now)), nil
		},
		Steps: []dialog.Step[bill]{{Name: "none", Buttons: true, Ask: func(context.Context, *dialog.Turn, *bill) (chat.Screen, error) { return chat.Screen{}, nil }}},
	}
}
