package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostPaid says that a payment is recorded, and what the panel made of it; from is
// where the invoice's card was opened.
func hostPaid(out ops.Outcome, from string) chat.Screen {
	h := out.Host
	unit := or(h.Invoice.Total().Unit, h.Now.Total().Unit)
	lines := []chat.Text{
		chat.T("hostpay.done", chat.Args{"Amount": sumText(resale.Sum{Amount: h.Payment.Amount, Unit: unit, Known: true})}),
		{},
	}
	var rows [][]chat.Button
	if i := h.Invoice; i.ID != "" {
		lines = append(lines, chat.T("hostpay.invoice", chat.Args{"Invoice": shorten(i.Label(), 60), "Customer": spoken(0, ownerName(i))}))
		rows = hostSheet{K: ofInvoices, ID: i.ID, From: from}.cardRow("hostpay.open")
	}
	lines = append(lines,
		chat.T("hostpay.gateway", chat.Args{"Gateway": shorten(h.Payment.Gateway, longestGateway)}),
		chat.T("hostpay.number", chat.Args{"Number": shorten(h.Payment.Transaction, longestTransaction)}))
	switch {
	case h.Invoice.ID == "":
	case h.Invoice.State() == resale.RecordPaid:
		lines = append(lines, chat.Text{}, chat.T("hostpay.shown_paid"))
	case out.Act == ops.HostPaymentAct:
		left := leftText(h.Invoice)
		if h.Payment.Unsure {
			left = chat.Text{}
		}
		lines = append(lines, chat.Text{}, chat.T("hostpay.shown_open", chat.Args{"Left": left}))
	default:
		lines = append(lines, chat.Text{}, chat.T("hostpay.shown_unpaid"))
	}
	return chat.Screen{Lines: lines, Rows: append(rows, row(goTo("hostpay.another", "hostcollect"), goTo("button.menu", "menu")))}
}

// leftText is what is left to pay of an invoice of which a part was paid; a zero
// text of others.
func leftText(invoice resale.Record) chat.Text {
	if !invoice.PartPaid() {
		return chat.Text{}
	}
	return sumText(invoice.Left())
}

// partPaid says how much of an invoice was paid and is left, where that is a
// part.
func partPaid(invoice resale.Record) []chat.Text {
	if !invoice.PartPaid() {
		return nil
	}
	paid := invoice.PaidPart()
	paid.Unit = invoice.Total().Unit
	return []chat.Text{chat.T("hostcard.part_paid", chat.Args{"Paid": sumText(paid), "Left": leftText(invoice)})}
}

// paidLines say what was paid of an invoice, where that is not just its total.
func paidLines(r resale.Record) []chat.Text {
	if r.Kind != resale.HostInvoices {
		return nil
	}
	paid, total, more := r.PaidPart(), r.Total(), r.Overpaid()
	paid.Unit = total.Unit
	switch {
	case more.Known:
		return []chat.Text{chat.T("hostcard.over_paid", chat.Args{"Paid": sumText(paid), "More": sumText(more)})}
	case r.State() == resale.RecordPaid && paid.Known && paid.Amount.IsPos() && paid.Amount.Less(total.Amount):
		return []chat.Text{chat.T("hostcard.paid_with", chat.Args{"Paid": sumText(paid)})}
	}
	return partPaid(r)
}

// paymentAct tells of the acts that record a payment.
func paymentAct(act string) bool { return act == ops.HostPayAct || act == ops.HostPaymentAct }

// hostFacts are what must be compared with the panel, of a payment that nobody
// knows whether it is recorded.
func hostFacts(a ops.OpenAct) []chat.Text {
	if a.Host == nil || !paymentAct(a.Act) {
		return nil
	}
	pay := a.Host.Payment
	unit := or(a.Host.Invoice.Total().Unit, a.Host.Before.Total().Unit)
	return []chat.Text{
		chat.T("hostpay.amount", chat.Args{"Amount": sumText(resale.Sum{Amount: pay.Amount, Unit: unit, Known: true})}),
		chat.T("hostpay.gateway", chat.Args{"Gateway": shorten(pay.Gateway, longestGateway)}),
		chat.T("hostpay.number", chat.Args{"Number": shorten(pay.Transaction, longestTransaction)}),
	}
}
