package sandbox

import (
	"slices"
	"strconv"
)

func (p *XMPanel) listInvoices(q xmRequest) xmReply {
	rows := make([]xmObject, 0, len(q.account.invoices))
	for _, i := range q.account.invoices {
		rows = append(rows, p.invoice(q.account, i))
	}
	if p.quirks.NewestFirst {
		slices.Reverse(rows)
	}
	return xmRead(xmObject{"invoices": rows})
}

// viewInvoice has other types than the list, as documented.
func (p *XMPanel) viewInvoice(q xmRequest) xmReply {
	i := p.theirs(q)
	if i == nil {
		return p.refuse(xmNoInvoice)
	}
	o := p.invoice(q.account, i)
	o["discount"], o["userid"] = i.Discount, strconv.FormatInt(q.account.UID, 10)
	return xmRead(xmObject{"invoice": o})
}

func (p *XMPanel) listGateways(xmRequest) xmReply {
	rows := make([]xmObject, 0, len(p.state.gateways))
	for _, g := range p.state.gateways {
		if g.Off {
			continue
		}
		rows = append(rows, xmObject{
			"id": g.ID, "gateway": g.Code, "name": g.Name, "currency": g.Currency, "uuid": xmUUID(g.ID),
			"notify_url": p.options.Site, "fee_percent": g.FeePercent, "fee_fixed": g.FeeFixed,
		})
	}
	var gateways any = rows
	if p.quirks.GatewayObject && len(rows) > 0 {
		gateways = rows[0]
	}
	if p.quirks.DataWrapped {
		return xmRead(xmObject{"data": gateways})
	}
	return xmRead(xmObject{"gateways": gateways})
}

// serviceInfo is flat, and its status is the service's.
func (p *XMPanel) serviceInfo(q xmRequest) xmReply {
	s := p.owned(q.account, q.body.number("serviceid"))
	if s == nil {
		return p.refuse(xmNoService)
	}
	o := p.service(q.account, s, q.now)
	o["billing"], o["recent_online"], o["servers"] = s.Billing, nil, s.servers()
	if p.quirks.DataWrapped {
		return xmRead(xmObject{"data": o})
	}
	r := xmRead(xmObject{})
	delete(r.body, "status")
	for name, value := range o {
		r.body[name] = value
	}
	return r
}
