package sandbox

import "time"

// Seed fills the panel with an invented shop: plans, gateways of every kind,
// coupons, and three customers whose password is Demo-2026!. The same at each
// start but for the clock.
func (p *XMPanel) Seed() {
	p.seedShop()
	p.seedGateways()
	p.AddCoupon("WELCOME10", 10)
	p.AddCoupon("HALF", 50)
	now := p.now()
	for _, a := range []XMAccount{
		{Name: "Ana", Email: "ana@mail.example", Balance: "49"},
		{Name: "Olha", Email: "olha@mail.example"},
		{Name: "Bruno", Email: "bruno@mail.example", Balance: "5", TwoStep: "246810"},
	} {
		a.Password = "Demo-2026!"
		p.AddAccount(a)
	}
	day := 24 * time.Hour
	p.AddService(XMService{
		Email: "ana@mail.example", Plan: 1, Billing: "quater", Paid: now.Add(-60 * day), Expires: now.Add(30 * day),
		Used: 62 * xmByteGB, Today: xmByteGB / 3, Online: 1,
	})
	p.AddService(XMService{Email: "ana@mail.example", Plan: 2, Paid: now.Add(-29 * day), Expires: now.Add(20 * time.Hour), Used: 197 * xmByteGB})
	p.AddService(XMService{Email: "olha@mail.example", Plan: 1, Paid: now.Add(-40 * day), Expires: now.Add(-10 * day), Used: 12 * xmByteGB})
	p.AddInvoice(XMInvoice{
		Email: "ana@mail.example", Plan: 1, Billing: "quater", Amount: "27", State: XMPaid, Created: now.Add(-60*day - time.Hour), Paid: now.Add(-60 * day),
		Charged: 1, Delivered: true,
	})
	p.AddInvoice(XMInvoice{Email: "olha@mail.example", Plan: 1, Billing: "month", Amount: "10", Service: 3, Created: now.Add(-day)})
}

func (p *XMPanel) seedShop() {
	p.AddPlan(XMPlan{
		ID: 1, Name: "Starter", Text: "For one person: video, games, work.", Traffic: 100, Devices: 2, Resets: true, Counted: true, Stock: 79,
		Prices: map[string]string{"month": "10", "quater": "27", "semiannual": "50", "annual": "96"},
	})
	p.AddPlan(XMPlan{
		ID: 2, Name: "Family", Text: "<b>Five devices</b> & all servers", Traffic: 200, Devices: 5, Speed: 300, Resets: true,
		Prices: map[string]string{"month": "18", "annual": "180"}, Sort: 1,
	})
	p.AddPlan(XMPlan{ID: 3, Name: "Unlimited", Devices: 3, Speed: 500, Group: "Gold", Prices: map[string]string{"month": "30", "quater": "80"}, Sort: 2})
	p.AddPlan(XMPlan{ID: 4, Name: "Founders", Text: "The first hundred.", Traffic: 500, Devices: 5, Counted: true, Prices: map[string]string{"annual": "60"}, Sort: 3})
	p.AddPlan(XMPlan{ID: 5, Name: "TOP50", Traffic: 50, TopUp: true, Counted: true, Stock: 104, Prices: map[string]string{xmTopUp: "5"}})
	p.AddPlan(XMPlan{ID: 6, Name: "TOP200", Traffic: 200, TopUp: true, Prices: map[string]string{xmTopUp: "16"}, Sort: 1})
}

func (p *XMPanel) seedGateways() {
	for _, g := range []XMGateway{
		{Kind: XMBalance, Code: "Balance", Name: "Account balance"},
		{Kind: XMCrypto, Code: "USDTTRC20", Name: "USDT TRC20", FeeFixed: "1.00"},
		{Kind: XMWallet, Code: "VWechatPay", Name: "WeChat Pay", Currency: "CNY", Symbol: "¥", Rate: "7.2", FeePercent: "2.5"},
		{Kind: XMLink, Code: "PayPage", Name: "Card"},
		{Kind: XMImage, Code: "AliQR", Name: "Alipay", Currency: "CNY", Symbol: "¥", Rate: "7.2"},
		{Kind: XMQRText, Code: "UPI", Name: "UPI", Currency: "INR", Symbol: "₹", Rate: "88"},
		{Kind: XMObject, Code: "StripeCard", Name: "Stripe", FeePercent: "3", FeeFixed: "0.30"},
		{Kind: XMManual, Code: "Card2Card", Name: "Bank transfer"},
	} {
		p.AddGateway(g)
	}
}
