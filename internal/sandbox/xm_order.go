package sandbox

import (
	"slices"
	"strings"

	"github.com/govalues/decimal"
)

func (p *XMPanel) createInvoice(q xmRequest) xmReply {
	billing := q.body.text("billing")
	if !slices.Contains(xmPeriods(), billing) {
		return xmWhoops("UnhandledMatchError", "Unhandled match case '"+billing+"'")
	}
	plan := p.state.plans[q.body.number("pid")]
	quantity := q.body.number("qty")
	if why := p.orderable(q.account, plan, billing, quantity); why != "" {
		return p.refuse(why)
	}
	percent := 0
	if coupon := q.body.text("coupon"); coupon != "" {
		var known bool
		if percent, known = p.state.coupons[strings.ToLower(coupon)]; !known {
			return p.refuse(xmBadCoupon)
		}
	}
	return p.invoiced(XMInvoice{Email: q.account.Email, Plan: plan.ID, Billing: billing, Quantity: int(quantity)}, percent)
}

// orderable tells why a new service of a plan cannot be had.
func (p *XMPanel) orderable(a *xmAccount, plan *XMPlan, billing string, quantity int64) xmText {
	switch {
	case plan == nil || plan.Off || plan.TopUp:
		return xmNoPackage
	case plan.Prices[billing] == "":
		return xmNoBilling
	case quantity < 1 || quantity > 100:
		return xmBadQuantity
	case plan.Counted && int64(plan.Stock) < quantity:
		return xmNoStock
	}
	return p.blocked(a)
}

// blocked tells whether an unpaid invoice is in the way.
func (p *XMPanel) blocked(a *xmAccount) xmText {
	pending := func(i *XMInvoice) bool { return i.State == XMPending }
	if p.quirks.UnpaidBlocks && slices.ContainsFunc(a.invoices, pending) {
		return xmUnpaid
	}
	return ""
}

func (p *XMPanel) renewService(q xmRequest) xmReply {
	s := p.owned(q.account, q.body.number("sid"))
	if s == nil {
		return p.refuse(xmNoService)
	}
	plan := p.state.plans[s.Plan]
	switch {
	case plan == nil || plan.Off:
		return p.refuse(xmNoPackage)
	case plan.Prices[s.Billing] == "":
		return p.refuse(xmNoBilling)
	}
	if why := p.blocked(q.account); why != "" {
		return p.refuse(why)
	}
	return p.invoiced(XMInvoice{Email: q.account.Email, Plan: plan.ID, Billing: s.Billing, Quantity: 1, Service: s.ID}, 0)
}

func (p *XMPanel) addTraffic(q xmRequest) xmReply {
	s := p.owned(q.account, q.body.number("sid"))
	if s == nil {
		return p.refuse(xmNoService)
	}
	plan := p.state.plans[q.body.number("pid")]
	switch {
	case plan == nil || plan.Off || !plan.TopUp:
		return p.refuse(xmNoPackage)
	case plan.Counted && plan.Stock < 1:
		return p.refuse(xmNoStock)
	}
	if why := p.blocked(q.account); why != "" {
		return p.refuse(why)
	}
	return p.invoiced(XMInvoice{Email: q.account.Email, Plan: plan.ID, Billing: xmTopUp, Quantity: 1, Service: s.ID}, 0)
}

// invoiced makes an invoice, with so many percent off, and answers its id.
func (p *XMPanel) invoiced(i XMInvoice, percent int) xmReply {
	price := xmTimes(xmDecimal(p.state.plans[i.Plan].Prices[i.Billing]), decimal.MustNew(int64(i.Quantity), 0))
	off := xmPercent(price, decimal.MustNew(int64(percent), 0))
	left, _ := price.Sub(off) // of a percentage up to 100
	i.Amount, i.Discount = left.Rescale(2).String(), off.Rescale(2).String()
	return xmDone(xmObject{"invid": p.issue(i).ID, "message": "Invoice Created"})
}

// issue keeps an invoice, with what it lacks; mu is held.
func (p *XMPanel) issue(i XMInvoice) *XMInvoice {
	if i.Number == 0 {
		i.Number = xmNext(&p.state.last.invoice)
	}
	p.state.last.invoice = max(p.state.last.invoice, i.Number)
	if i.ID == "" {
		i.ID = p.secret("invoice", i.Number, 20)
	}
	if i.State == "" {
		i.State = XMPending
	}
	if i.Created.IsZero() {
		i.Created = p.now()
	}
	i.Quantity = max(i.Quantity, 1)
	i.Amount, i.Discount = xmDecimal(i.Amount).Rescale(2).String(), xmDecimal(i.Discount).Rescale(2).String()
	p.state.invoices[i.ID] = &i
	if a := p.state.account(i.Email); a != nil {
		a.invoices = append(a.invoices, &i)
	}
	return &i
}
