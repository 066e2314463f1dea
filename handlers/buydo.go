package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// buy makes the invoice, once, and leads on to paying it.
func (d Deps) buy(ctx context.Context, t *dialog.Turn, s *buySheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	out, err := d.Ops.Buy(ctx, t.Act(), v.key(t), resale.Purchase{
		PlanID: s.Plan.ID, Plan: s.Plan.Name, Period: s.Period, Coupon: s.Coupon, Quantity: s.Quantity,
	}, s.Aware...)
	if err == nil && out.State == storage.Refused && out.Code == resale.BadCoupon {
		t.Note(chat.T("trouble.bad_coupon"))
		s.Coupon = ""
		return dialog.To("coupon"), nil
	}
	if err == nil && out.State == storage.Refused && out.Code == resale.NoStock && s.Quantity > 1 {
		if _, err := d.freshPlan(ctx, v, s); err == nil && s.Quantity > s.most() { // the question says how many are left
			return dialog.To("confirm"), nil
		}
	}
	return d.invoiced(ctx, t, v, out, err)
}

// invoiced ends a conversation that asked for an invoice: with the ways to pay
// it, or with the truth that it is not known yet whether there is one. A
// refusal goes back to the question before, with the reason above it.
func (d Deps) invoiced(ctx context.Context, t *dialog.Turn, v visit, out ops.Outcome, err error) (dialog.Next, error) {
	switch {
	case err != nil:
		return dialog.Next{}, err
	case out.State == storage.Refused && out.Code == resale.Unpaid && out.Invoice != nil:
		return dialog.End(unpaidScreen(v, out.Invoice.Invoice)), nil
	case out.State == storage.Refused && out.Code == resale.AlreadyPaid && out.Invoice != nil:
		return d.paidAlready(ctx, t, v, out.Invoice.Invoice)
	case out.State == storage.Refused:
		return dialog.Next{}, out.Err()
	case out.State != storage.Done || out.Invoice == nil:
		return checking(t, "buy.unknown", v), nil
	case out.Invoice.Again:
		t.Note(chat.T("buy.again"))
	}
	return dialog.Go("payway " + v.ID + " " + out.Invoice.Invoice.ID), nil
}

// unpaidScreen leads to the invoice that the store wants paid first.
func unpaidScreen(v visit, i storage.Invoice) chat.Screen {
	rows := [][]chat.Button{row(goTo("invoices.see", v.target("invoices")))}
	if i.ID != "" {
		pay := goTo("pay.that_one", bill{Store: v.ID, ID: i.ID}.target("payway"))
		pay.Style = chat.Primary
		rows = append([][]chat.Button{row(pay)}, rows...)
	}
	return chat.Screen{Lines: []chat.Text{chat.T("trouble.unpaid")}, Rows: rows}
}

// checking ends with the truth that nobody knows yet, in a message that goes
// when it is known.
func checking(t *dialog.Turn, key string, v visit) dialog.Next {
	return dialog.End(checkingScreen(key, v)).KeepIn(checkSlot(t.Act().Key))
}

// checkSlot names the message that says of an act that it is being checked.
func checkSlot(act string) string { return "check:" + act }

// checkingScreen says that nobody knows yet, and that it will be told here.
func checkingScreen(key string, v visit) chat.Screen {
	return chat.Screen{
		Lines: []chat.Text{chat.T(key)},
		Rows:  [][]chat.Button{row(goTo("invoices.see", v.target("invoices"))), row(goTo("button.menu", "menu"))},
	}
}
