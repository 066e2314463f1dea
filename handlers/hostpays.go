package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// toPayments leads to the payments that came in.
const toPayments = "hostlist " + string(ofPayments)

// paymentLabel is a payment in a list.
func (d Deps) paymentLabel(t *dialog.Turn, p resale.Record, from string) chat.Text {
	args := chat.Args{"Mark": "💰", "Amount": sumText(p.Total()), "Name": shorten(or(from, p.Gateway()), 18), "More": ""}
	if gone := p.State(); gone == resale.RecordRefunded || gone == resale.RecordCancelled || gone == resale.RecordInactive {
		args["Mark"] = "↩️"
	}
	if at := paidAt(p); !at.IsZero() {
		args["More"] = d.Catalog.ShortDay(t.Lang, at, t.Zone)
	}
	return chat.T("hostpay.line", args)
}

// paymentWays lead from the payments on: to where one is recorded, and to what
// came in.
func paymentWays() [][]chat.Button {
	record := goTo("hostpay.record", "hostcollect")
	record.Style = chat.Primary
	return [][]chat.Button{row(record), row(goTo("hostpay.statistics", "stats "+ops.WHMDC))}
}
