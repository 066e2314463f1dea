package sandbox

import (
	"net/http"
	"slices"
	"time"
)

// payInvoice marks an invoice paid, whatever the amount, and gives what it was
// for. What is paid cannot be paid again.
func (p *WHPanel) payInvoice(q whRequest, invoice WHRow) whReply {
	amount, ok := p.read(whField{name: "amount", sort: whMoney}, q.body, "amount")
	switch {
	case q.body["amount"] == nil:
		return p.invalid(whWrong{"amount", whNeeded})
	case !ok || whCents(amount.(string)).IsZero():
		return p.invalid(whWrong{"amount", whInvalid})
	case q.body.text("gateway") == "":
		return p.invalid(whWrong{"gateway", whNeeded})
	}
	if refusal := p.payable(invoice); refusal != "" {
		return p.refuse(http.StatusConflict, refusal)
	}
	p.pay(invoice, WHRow{"amount": amount, "gateway": q.body.text("gateway"), "transaction_id": q.body.text("transaction_id")}, q.now)
	p.recordAct(q, invoice, "paid")
	data := p.identity(invoice).with("status", p.quirks.say("paid"))
	return whDone(http.StatusOK, data, "Payment recorded")
}

// payable tells why an invoice cannot be paid.
func (p *WHPanel) payable(invoice WHRow) whText {
	switch {
	case invoice.Text("status") == "paid":
		return whIsPaid
	case !slices.Contains([]string{"unpaid", "overdue"}, invoice.Text("status")):
		return whIsOver
	}
	return ""
}

// pay adds the payment and settles the invoice; mu is held.
func (p *WHPanel) pay(invoice, payment WHRow, now time.Time) {
	payment["invoice_id"], payment["created_at"] = invoice.ID(), now.UTC()
	p.admit(WHPayments, payment)
	p.settle(invoice, now)
}

// paidBy settles an invoice once its payments are what it costs.
func (p *WHPanel) paidBy(payment WHRow, now time.Time) {
	invoice := p.state.row(WHInvoices, payment.Number("invoice_id"))
	if owed := p.owed(invoice); !owed.IsPos() {
		p.settle(invoice, now)
	}
}

func (p *WHPanel) settle(invoice WHRow, now time.Time) {
	invoice["status"], invoice["paid_at"], invoice["updated_at"] = "paid", now.UTC(), now.UTC()
	p.announce("invoice.paid", invoice)
	p.activate(invoice, now)
}

// Pay has a customer pay all of an invoice at the panel itself. It tells
// whether it was payable.
func (p *WHPanel) Pay(invoice int64, gateway, transaction string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.changed()
	row := p.state.row(WHInvoices, invoice)
	if row == nil || p.payable(row) != "" {
		return false
	}
	p.pay(row, WHRow{"amount": p.owed(row).String(), "gateway": gateway, "transaction_id": transaction}, p.now())
	return true
}
