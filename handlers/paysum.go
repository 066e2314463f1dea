package handlers

import (
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// sumLines say what is to be paid, in the money that it is paid in, what that
// is in the invoice's, and with what.
func (d Deps) sumLines(i storage.Invoice) []chat.Text {
	total := toSend(i)
	lines := []chat.Text{chat.T("pay.sum", chat.Args{"Amount": sumText(total)})}
	of, has := withFee(i.Gateway, i.Amount)
	if !has {
		of = i.Amount
	}
	if of.Known && signOf(of.Unit) != signOf(total.Unit) {
		lines = append(lines, chat.T("pay.equals", chat.Args{"Amount": sumText(of)}))
	}
	switch {
	case has:
		lines = append(lines, chat.T("pay.with_fee", chat.Args{"Amount": sumText(i.Amount)}))
	case i.Amount.Known && signOf(of.Unit) == signOf(total.Unit) && !samePrice(i.Amount, total):
		lines = append(lines, chat.T("pay.of_invoice", chat.Args{"Amount": sumText(i.Amount)}))
	}
	if currency := shorten(i.Gateway.Currency, 12); currency != "" && signOf(currency) != signOf(total.Unit) {
		return append(lines, chat.T("pay.with_in", chat.Args{"Name": wayName(i.Gateway), "Currency": currency}))
	}
	return append(lines, chat.T("pay.with", chat.Args{"Name": wayName(i.Gateway)}))
}

// toSend is what a customer pays, its fee included, as the store asked for it.
func toSend(i storage.Invoice) resale.Sum {
	sum, total := i.Payment.Amount, i.Payment.Total
	if total.Unit == "" { // it is written bare, beside the amount
		total.Unit = sum.Unit
	}
	switch {
	case total.Known:
		return total
	case sum.Known:
		return sum
	}
	return i.Amount
}

// payUntil says until when one can pay. The message stays as it is while time
// goes by, so it names the end, and how long that is from its own time on.
func (d Deps) payUntil(end, now time.Time, zone *time.Location, lang string) chat.Text {
	args := chat.Args{"Time": d.moment(lang, end, now, zone), "Zone": zone.String()}
	if left := minutesLeft(end, now); left > 0 && left < 120 {
		args["Count"] = left
		return chat.T("pay.within", args)
	}
	return chat.T("pay.until", args)
}

// minutesLeft counts whole minutes, for nobody pays in a part of one.
func minutesLeft(end, now time.Time) int { return int(max(end.Sub(now), 0) / time.Minute) }

// amount puts what is to be sent on a button, where one sends it by oneself: a
// wallet wants it to the last digit.
func (p *payCard) amount() {
	sum := toSend(p.invoice)
	if p.invoice.Payment.Kind != resale.PayCode || !walletAddress(p.invoice.Payment.Text) || !sum.Known {
		return
	}
	p.screen.Rows = append(p.screen.Rows, row(chat.Button{Label: chat.T("pay.copy_amount"), Copy: exactly(sum.Amount, "").Number}))
}

// copyLabel says what a button copies.
func copyLabel(text string) chat.Text {
	if walletAddress(text) {
		return chat.T("pay.copy_address")
	}
	return chat.T("pay.copy")
}

// walletAddress tells of a wallet's address, which names no amount. Longer texts,
// and those of another kind, are codes that hold all that an app wants.
func walletAddress(text string) bool {
	const least, most = 20, 110
	bare := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }) < 0
	return bare && len(text) >= least && len(text) <= most && !strings.HasPrefix(strings.ToLower(text), "lnbc")
}

// askedLine says what was asked for an invoice that is paid, where that was not
// its amount: the fee was paid too.
func askedLine(i storage.Invoice) []chat.Text {
	total := toSend(i)
	if i.Gateway.ID == 0 || i.Payment.Kind == "" || !total.Known || !i.Amount.Known || signOf(total.Unit) == signOf(i.Amount.Unit) && samePrice(total, i.Amount) {
		return nil
	}
	return []chat.Text{chat.T("pay.asked", chat.Args{"Name": wayName(i.Gateway), "Amount": sumText(total)})}
}

// lookedLine says what a look at an invoice showed; of an unpaid one how long
// it can still be paid.
func lookedLine(view ops.InvoiceView, now time.Time) chat.Text {
	state := billState(view)
	if view.Has && view.Kept.Refunded {
		return chat.T("invoices.is_refunded")
	}
	if needsCode(view.Kept) {
		return chat.T("invoices.looked_code_needed")
	}
	end := view.Kept.Payment.Expires
	if state != storage.InvoiceOpen || end.IsZero() || view.Kept.Payment.Kind == "" {
		return chat.T("invoices.looked_" + string(state))
	}
	if over(end, now) {
		return chat.T("invoices.looked_code_over")
	}
	return chat.T("invoices.looked_open_left", chat.Args{"Count": minutesLeft(end, now)})
}
