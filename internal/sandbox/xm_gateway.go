package sandbox

import (
	"cmp"
	"slices"
	"strings"
)

// XMGatewayKind is what a gateway answers when one wants to pay.
type XMGatewayKind string

// The kinds.
const (
	XMCrypto  XMGatewayKind = "crypto"  // an address, with an end
	XMWallet  XMGatewayKind = "wallet"  // wxp://…, with an end
	XMQRText  XMGatewayKind = "qr-text" // no data, and plain text in qrcode
	XMImage   XMGatewayKind = "image"   // no data, and a ready picture in qrcode
	XMLink    XMGatewayKind = "link"    // https://…
	XMObject  XMGatewayKind = "object"  // a payment intent that a web page must finish
	XMBalance XMGatewayKind = "balance" // the account's money, at once
	XMManual  XMGatewayKind = "manual"  // nothing: a person confirms
)

// XMGateway is a way to pay.
type XMGateway struct {
	ID         int64
	Kind       XMGatewayKind
	Code       string // "USDTTRC20"
	Name       string
	Currency   string
	Symbol     string // before the amount; default "$"
	Rate       string // how much of the currency a US dollar is; default "1"
	FeePercent string // default "0"
	FeeFixed   string // in US dollars; default "0.00"
	Data       string // instead of the invented data; "" as Kind says
	QRCode     string // instead of the invented qrcode; "" as Kind says
	Refuses    bool   // every payment
	Off        bool   // not offered any more
}

// AddGateway puts a gateway into the panel, which gets an ID unless it has
// one.
func (p *XMPanel) AddGateway(g XMGateway) (id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if g.ID == 0 {
		g.ID = xmNext(&p.state.last.gateway)
	}
	p.state.last.gateway = max(p.state.last.gateway, g.ID)
	g.Name = cmp.Or(g.Name, string(g.Kind))
	g.Code = cmp.Or(g.Code, strings.ReplaceAll(g.Name, " ", ""))
	g.Currency, g.Symbol, g.Rate = cmp.Or(g.Currency, "USD"), cmp.Or(g.Symbol, "$"), cmp.Or(g.Rate, "1")
	g.FeePercent, g.FeeFixed = cmp.Or(g.FeePercent, "0"), cmp.Or(g.FeeFixed, "0.00")
	p.state.gateways = append(p.state.gateways, &g)
	p.changed()
	return g.ID
}

// Gateways gives copies of all.
func (p *XMPanel) Gateways() []XMGateway {
	p.mu.Lock()
	defer p.mu.Unlock()
	var copies []XMGateway
	for _, g := range p.state.gateways {
		copies = append(copies, *g)
	}
	return copies
}

// SetGateway changes a gateway: what it costs, whether it is offered.
func (p *XMPanel) SetGateway(id int64, change func(*XMGateway)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if g := p.gateway(id); g != nil {
		change(g)
	}
	p.changed()
}

func (p *XMPanel) gateway(id int64) *XMGateway {
	i := slices.IndexFunc(p.state.gateways, func(g *XMGateway) bool { return g.ID == id })
	if i < 0 {
		return nil
	}
	return p.state.gateways[i]
}
