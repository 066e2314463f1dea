package sandbox

import (
	"net/http"
	"time"
)

func (p *XMPanel) payInvoice(q xmRequest) xmReply {
	i := p.theirs(q)
	if i == nil {
		return p.refuse(xmNoInvoice)
	}
	g := p.gateway(q.body.number("gatewayid"))
	switch {
	case g == nil || g.Off:
		return p.refuse(xmNoGateway)
	case i.State == XMPaid:
		return p.refuse(xmIsPaid)
	case i.State != XMPending:
		return p.refuse(xmIsOver)
	case g.Refuses:
		return p.refuse(xmGatewayDown)
	}
	dollars, own := g.total(xmDecimal(i.Amount))
	if g.Kind == XMBalance {
		left, err := xmDecimal(q.account.Balance).Sub(dollars)
		if err != nil || left.IsNeg() {
			return p.refuse(xmNoFunds)
		}
		q.account.Balance = left.Rescale(2).String()
	}
	p.show(i, g, q.now)
	ends := int64(0)
	if !i.CodeEnds.IsZero() {
		ends = i.CodeEnds.Unix()
	}
	data, code := g.asked(i, p, dollars.String(), own.Rescale(2).String())
	reply := xmDone(xmObject{
		"id": i.Number, "orderid": i.ID, "created": q.now.Unix(), "amount": xmMoney(g.Symbol, own), "total": own.Rescale(2).String(),
		"gateway": g.Code, "data": data, "qrcode": code, "expire": ends,
	})
	if g.Kind == XMBalance {
		p.settle(i, q.now)
	}
	if p.quirks.EmptyPayBodies > 0 {
		p.quirks.EmptyPayBodies--
		return xmReply{status: http.StatusOK, applied: true}
	}
	return reply
}

// show remembers that somebody can pay now, and until when.
func (p *XMPanel) show(i *XMInvoice, g *XMGateway, now time.Time) {
	i.Pays++
	i.Gateway, i.shown, i.CodeEnds = g.ID, now, time.Time{}
	switch g.Kind {
	case XMCrypto, XMWallet, XMQRText, XMImage, XMLink, XMObject:
		i.CodeEnds = now.Add(p.options.Code)
	}
	p.state.shown[i.ID] = i
}

// theirs gives the invoice that a customer asks about; nil when it is nobody's
// or another's.
func (p *XMPanel) theirs(q xmRequest) *XMInvoice {
	i := p.state.invoices[q.body.text("invid")]
	if i == nil || p.state.account(i.Email) != q.account {
		return nil
	}
	return i
}

// settle takes what was paid for an invoice as such; mu is held.
func (p *XMPanel) settle(i *XMInvoice, now time.Time) {
	i.State, i.Paid = XMPaid, now
	i.Charged++
	delete(p.state.shown, i.ID)
	if plan := p.state.plans[i.Plan]; plan != nil && plan.Counted && (i.Service == 0 || plan.TopUp) {
		plan.Stock = max(plan.Stock-i.Quantity, 0)
	}
	switch {
	case p.quirks.PaidWithoutService > 0:
		p.quirks.PaidWithoutService--
	case p.quirks.DeliverAfter > 0:
		i.due = now.Add(p.quirks.DeliverAfter)
		if a := p.state.account(i.Email); a != nil {
			a.coming = append(a.coming, i)
		}
	default:
		p.deliver(i, now)
	}
}
