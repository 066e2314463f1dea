package sandbox

// operations are all that the panel can be asked for, below /api/client. The
// notes on providers have them in 2.4.
func (p *XMPanel) operations() map[string]xmOperation {
	login := func(more ...string) []string { return append([]string{"email", "passwd"}, more...) }
	return map[string]xmOperation{
		"token":                  {do: p.issueToken},
		"account/info":           {do: p.accountInfo, needs: login(), customer: true},
		"account/password/reset": {do: p.resetPassword, needs: []string{"email"}},
		"register":               {do: p.register, needs: login("name"), optional: []string{"aff", "code"}},
		"register/sendcode":      {do: p.sendCode, needs: []string{"name", "email"}},

		"packages":         {do: p.listPackages},
		"packages/traffic": {do: p.listTraffic},
		"package/info":     {do: p.packageInfo, needs: []string{"pid"}},

		"invoice/create":     {do: p.createInvoice, needs: login("pid", "billing", "qty"), optional: []string{"coupon"}, customer: true},
		"service/info":       {do: p.serviceInfo, needs: login("serviceid"), customer: true},
		"service/renew":      {do: p.renewService, needs: login("sid"), customer: true},
		"service/addtraffic": {do: p.addTraffic, needs: login("sid", "pid"), customer: true},

		"gateways":     {do: p.listGateways},
		"invoices":     {do: p.listInvoices, needs: login(), customer: true},
		"invoice/view": {do: p.viewInvoice, needs: login("invid"), customer: true},
		"invoice/pay":  {do: p.payInvoice, needs: login("invid", "gatewayid"), customer: true},
	}
}
