package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// payCodeFlow writes a code as text that has no room below its picture. It is
// shown where the next screen takes its place, so that it does not stay either.
func payCodeFlow(d Deps) dialog.Flow[bill] {
	return dialog.Flow[bill]{
		Name: "paycode", Home: true, Trouble: trouble,
		Begin: beginBill(func(b *bill) *bill { return b }, "show"),
		Steps: []dialog.Step[bill]{{Name: "show", Buttons: true, Ask: d.askPayCode, Take: d.takeBill}},
	}
}

func (d Deps) askPayCode(ctx context.Context, t *dialog.Turn, b *bill) (chat.Screen, error) {
	v, view, instead, err := d.invoice(ctx, t, *b)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	pay := view.Kept.Payment
	if pay.Text == "" || billState(view) != storage.InvoiceOpen || over(pay.Expires, t.Now) {
		return d.billScreen(t, v, *b, view), nil
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("pay.tap_to_copy"), {}, chat.T("pay.code", chat.Args{"Code": pay.Text})},
		Rows:  [][]chat.Button{row(goTo("invoices.open_one", b.target("invoice")))},
	}, nil
}

// over tells whether an end, if there is one, has come.
func over(end, now time.Time) bool { return !end.IsZero() && !now.Before(end) }
