package sandbox

import (
	"strings"
	"testing"
	"time"
)

func TestXMPackages(t *testing.T) {
	x := startXM(t)
	got := x.part("packages", "", "packages")
	for _, want := range []string{
		`{"billing":{"annual":"$ 96.00 ","month":"$ 10.00 ","quater":"$ 27.00 ","semiannual":"$ 50.00 "},"desc":"For one person: video, games, work.",` +
			`"enable_stock":true,"id":1,"iplimit":2,"name":"Starter","server_group":"VIP","sort":0,"speedlimit":"100 Mb/s","stock_count":79,"traffic":"100 GB","traffic_reset":true}`,
		`"traffic":"Unlimited"`, `"stock_count":0`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	x.p.SetPlan(6, func(plan *XMPlan) { plan.Off = true })
	x.says("packages/traffic", "", `{"code":100,"packages":[{"billing":{"topup_traffic":"$ 5.00 "},"desc":"","enable_stock":true,"id":5,"name":"TOP50",`+
		`"sort":0,"stock_count":104,"traffic":"50 GB"}],"status":"success"}`)
	x.says("package/info", `"pid":"3"`, `{"code":100,"package":{"billing":{"annual":{"price":"0.00","status":"off"},"month":{"price":"30.00","status":"on"},`+
		`"quater":{"price":"80.00","status":"on"},"semiannual":{"price":"0.00","status":"off"}},"desc":"","enable_stock":0,"id":3,"iplimit":3,"name":"Unlimited",`+
		`"server_group":2,"sort":2,"speedlimit":500,"stock_count":0,"traffic":"Unlimited","traffic_reset":0,"type":"Full Package"},"status":"success"}`)
	x.says("package/info", `"pid":5`, `{"code":100,"package":{"billing":{"topup_traffic":{"price":"5.00","status":"on"}},"desc":"","enable_stock":1,"id":5,`+
		`"name":"TOP50","sort":0,"stock_count":104,"traffic":"50 GB","type":"Traffic Package"},"status":"success"}`)
	x.refuses("package/info", `"pid":6`, xmNoPackage)
	x.breaks("package/info", "")
}

func TestXMInvoices(t *testing.T) {
	x := startXM(t)
	x.p.AddCoupon("Half", 50)
	create := func(more string) string { return xmAna + `,"pid":1,"qty":2,"billing":` + more }
	first := x.invoiced("invoice/create", create(`"quater","coupon":"HALF"`))
	second := x.invoiced("invoice/create", create(`"quater","coupon":"HALF"`))
	if first == second || len(first) != 20 || x.p.CountOf("invoice/create", "ana@mail.example") != (XMCount{2, 2}) {
		t.Errorf("%s and %s: %+v", first, second, x.p.Invoices(""))
	}
	x.breaks("invoice/create", create(`"quarter","coupon":""`))
	x.breaks("invoice/create", create(`"Month","coupon":""`))
	x.breaks("invoice/create", create(`"month"`))
	x.refuses("invoice/create", create(`"month","coupon":"nothing"`), xmBadCoupon)
	x.refuses("invoice/create", create(`"topup_traffic","coupon":""`), xmNoBilling)
	x.refuses("invoice/create", xmAna+`,"pid":5,"billing":"topup_traffic","coupon":"","qty":1`, xmNoPackage)
	x.refuses("invoice/create", xmAna+`,"pid":4,"billing":"annual","coupon":"","qty":1`, xmNoStock)
	x.refuses("invoice/create", xmAna+`,"pid":1,"billing":"month","coupon":"","qty":0`, xmBadQuantity)
	if n := len(x.p.Invoices("")); n != 2 {
		t.Errorf("%d invoices", n)
	}
	row := func(id, number, rest string) string {
		return `{"amount":"27.00","billing":"quater","created_at":"2026-05-22 09:00","currency":"USD",` + `"discount":"27.00","email":"Ana@mail.example","id":` + number +
			`,"invioce_id":"` + id + `","packageid":1,"packagename":"Starter","paid_date":"","quantity":2,"serviceid":"","status":"Pending",` + rest + `}`
	}
	x.says("invoices", xmAna, `{"code":100,"invoices":[`+row(first, "1", `"userid":1`)+`,`+row(second, "2", `"userid":1`)+`],"status":"success"}`)
	x.says("invoice/view", xmAna+`,"invid":"`+first+`"`, `{"code":100,"invoice":`+row(first, "1", `"userid":"1"`)+`,"status":"success"}`)
	x.says("invoices", xmBia, `{"code":100,"invoices":[],"status":"success"}`)
	x.refuses("invoice/view", xmBia+`,"invid":"`+first+`"`, xmNoInvoice)

	if !x.p.Cancel(first) || x.p.Cancel(first) || !x.p.Expire(second) {
		t.Error("what is over cannot be ended")
	}
	if got := x.part("invoice/view", xmAna+`,"invid":"`+first+`"`, "invoice"); !strings.Contains(got, `"status":"Cancelled"`) {
		t.Error(got)
	}
}

func TestXMWhatIsPaidComes(t *testing.T) {
	x := startXM(t)
	id := x.invoiced("invoice/create", xmBia+`,"pid":1,"billing":"month","coupon":"","qty":2`)
	if !x.p.MarkPaid(id) || x.p.MarkPaid(id) || x.p.Deliver(id) {
		t.Error("paid once, delivered once")
	}
	i, _ := x.p.Invoice(id)
	if i.State != XMPaid || !i.Delivered || i.Charged != 1 || i.Amount != "20.00" {
		t.Errorf("%+v", i)
	}
	got := x.p.Services("bia@mail.example")
	if len(got) != 1 || !got[0].Expires.Equal(xmNoon.AddDate(0, 0, 60)) || got[0].Traffic != 100*xmByteGB || got[0].Link == "" {
		t.Fatalf("%+v", got)
	}
	if plan, _ := x.p.Plan(1); plan.Stock != 77 {
		t.Errorf("%d are left", plan.Stock)
	}
	info := x.part("account/info", xmBia, "data")
	if !strings.Contains(info, `"sublink":"`+got[0].Link+`"`) || !strings.Contains(info, `"billing":"Monthly"`) {
		t.Error(info)
	}

	x.passes(24 * time.Hour)
	x.token = x.fresh()
	x.p.SetService(2, func(s *XMService) { s.Used = 99 * xmByteGB })
	x.breaks("service/renew", xmBia+`,"serviceid":2`)
	x.breaks("service/addtraffic", xmBia+`,"serviceid":2,"pid":5`)
	x.refuses("service/renew", xmAna+`,"sid":2`, xmNoService)
	x.refuses("service/addtraffic", xmBia+`,"sid":2,"pid":1`, xmNoPackage)
	renewal, topUp := x.invoiced("service/renew", xmBia+`,"sid":2`), x.invoiced("service/addtraffic", xmBia+`,"sid":2,"pid":5`)
	if rows := x.part("invoices", xmBia, "invoices"); strings.Count(rows, `"serviceid":"2"`) != 2 || !strings.Contains(rows, `"billing":"topup_traffic"`) {
		t.Error(rows)
	}
	x.p.MarkPaid(topUp)
	if s := x.p.Services("bia@mail.example")[0]; s.Traffic != 150*xmByteGB || s.Used != 99*xmByteGB {
		t.Errorf("topped up: %+v", s)
	}
	x.p.MarkPaid(renewal)
	if s := x.p.Services("bia@mail.example")[0]; !s.Expires.Equal(xmNoon.AddDate(0, 0, 90)) || s.Used != 0 {
		t.Errorf("renewed: %+v", s)
	}
	x.passes(100 * 24 * time.Hour)
	x.token = x.fresh()
	x.p.MarkPaid(x.invoiced("service/renew", xmBia+`,"sid":2`))
	if s := x.p.Services("bia@mail.example")[0]; !s.Expires.Equal(xmNoon.AddDate(0, 0, 131)) {
		t.Errorf("renewed after its end: %+v", s)
	}
}

func TestXMPaidWithoutService(t *testing.T) {
	x := startXM(t)
	x.p.Quirk(XMQuirks{PaidWithoutService: 1})
	lost, late := x.starter(), x.starter()
	x.p.Cancel(lost)
	x.p.MarkPaid(lost) // the money arrives all the same
	if rows := x.part("invoices", xmAna, "invoices"); !strings.Contains(rows, `"status":"Paid"`) || !strings.Contains(rows, `"paid_date":"2026-05-22 09:00"`) {
		t.Error(rows)
	}
	if n := len(x.p.Services("ana@mail.example")); n != 1 {
		t.Errorf("%d services", n)
	}
	if !x.p.Deliver(lost) || x.p.Deliver(lost) || x.p.Deliver(late) || len(x.p.Services("ana@mail.example")) != 2 {
		t.Error("delivered once, what is paid")
	}
	x.p.Quirk(XMQuirks{DeliverAfter: 90 * time.Second})
	x.p.MarkPaid(late)
	x.passes(89 * time.Second)
	if got := x.part("account/info", xmAna, "data"); strings.Count(got, `"sid"`) != 2 {
		t.Errorf("too soon: %s", got)
	}
	x.passes(time.Second)
	if got := x.part("account/info", xmAna, "data"); strings.Count(got, `"sid"`) != 3 {
		t.Errorf("not there: %s", got)
	}
	if i, _ := x.p.Invoice(late); !i.Delivered {
		t.Errorf("%+v", i)
	}
	x.passes(time.Hour)
	if n := len(x.p.Services("ana@mail.example")); n != 3 {
		t.Errorf("%d services", n)
	}
}
