package xmplus

import (
	"testing"

	"resellerbot/internal/resale"
)

func TestXM09CreateInvoice(t *testing.T) {
	c, p := start(t, recorded(t, "invoice_created.json"))
	id, err := c.CreateInvoice(t.Context(), ana(), resale.Purchase{PlanID: 1, Period: resale.Quarter})
	same(t, anInvoice, id, err)
	id, err = c.CreateInvoice(t.Context(), ana(), resale.Purchase{PlanID: 1, Period: resale.Month, Coupon: "TEN", Quantity: 2})
	same(t, anInvoice, id, err)
	p.wasAsked(
		`invoice/create {"billing":"quater","coupon":"",`+login+`,"pid":1,"qty":1}`,
		`invoice/create {"billing":"month","coupon":"TEN",`+login+`,"pid":1,"qty":2}`,
	)
}

// A top-up bought as a plan is refused, and a period that is spelled right
// crashes the panel: neither is asked for.
func TestWhatIsNoNewSubscriptionIsNotSent(t *testing.T) {
	c, p := start(t, recorded(t, "invoice_created.json"))
	for _, purchase := range []resale.Purchase{
		{PlanID: 2, Period: resale.TopUp}, {PlanID: 1, Period: "quarter"}, {PlanID: 1}, {PlanID: 1, Period: resale.Month, Subscription: 4},
	} {
		if id, err := c.CreateInvoice(t.Context(), ana(), purchase); outcome(err) != "internal" {
			t.Errorf("%+v: %q, %v", purchase, id, err)
		}
	}
	if len(p.asked)+p.fetched > 0 {
		t.Errorf("asked %v", p.asked)
	}
}

func TestXM11RenewSubscription(t *testing.T) {
	c, p := start(t, recorded(t, "invoice_created.json"))
	id, err := c.RenewInvoice(t.Context(), ana(), 4)
	same(t, anInvoice, id, err)
	p.wasAsked(`service/renew {` + login + `,"sid":4}`)
}

func TestXM12AddTraffic(t *testing.T) {
	c, p := start(t, recorded(t, "invoice_created.json"))
	id, err := c.TopUpInvoice(t.Context(), ana(), 4, 2)
	same(t, anInvoice, id, err)
	p.wasAsked(`service/addtraffic {` + login + `,"pid":2,"sid":4}`)
}

// A yes without an invoice's id may have made one.
func TestIDsOfInvoices(t *testing.T) {
	for body, want := range map[string]string{
		`{"code":100,"invid":"AB12"}`: "AB12", `{"code":"100","data":{"invid":"AB12"}}`: "AB12", `{"code":100,"invoice":{"invioce_id":"AB12"}}`: "AB12",
		`{"code":100,"invoice_id":4711}`: "4711", "Notice: x\n" + `{"code":100,"invid":"AB12"}`: "AB12",
		`{"code":100}`: "", `{"code":100,"invid":""}`: "", `{"code":100,"invid":null}`: "", `{"code":100,"invid":{}}`: "", `{"invid":"AB12"}`: "",
		`{"code":100,"invid":"../x"}`: "", `{"code":100,"invid":"A B"}`: "", ``: "",
	} {
		for _, id := range []string{"XM09", "XM11", "XM12"} {
			c, p := start(t, answers(200, body))
			got, err := writes()[id](t.Context(), c)
			if want != "" && (err != nil || got != want) || want == "" && outcome(err) != "unknown" || len(p.asked) != 1 {
				t.Errorf("%s, %s: %q, %v, asked %v", body, id, got, err, p.asked)
			}
		}
	}
}

func TestXM14Invoices(t *testing.T) {
	c, p := start(t, recorded(t, "invoices.json"))
	got, err := c.Invoices(t.Context(), ana())
	same(t, []resale.Invoice{{
		ID: anInvoice, Created: at("2026-08-03 00:46"), Paid: at("2026-08-03 00:47"), Amount: resale.ParseSum("30.00 USD"),
		Discount: resale.ParseSum("0 USD"), PlanID: 1, Plan: "StarterPack", Period: resale.Quarter, Quantity: 1,
		State: resale.InvoicePaid, Word: "Paid", Email: "ana@mail.example",
	}, {
		ID: "NMTSSHOPFYDBCJT37NM6", Created: at("2026-08-03 00:54"), Paid: at("2026-08-03 00:55"), Amount: resale.ParseSum("5.00 USD"),
		Discount: resale.ParseSum("0 USD"), PlanID: 2, Plan: "TOP50", Period: resale.TopUp, Quantity: 1, Subscription: 4,
		State: resale.InvoicePaid, Word: "Paid", Email: "ana@mail.example",
	}}, got, err)
	p.wasAsked(`invoices {` + login + `}`)
}

// An invoice that cannot be read among others that can: what is not there is
// made again, so the whole list says nothing.
func TestAnInvoiceThatCannotBeReadIsNotLeftOut(t *testing.T) {
	c, _ := start(t, answers(200, `{"code":100,"invoices":[{"invioce_id":"AB12"},{"id":2,"status":"Pending"}]}`))
	if got, err := c.Invoices(t.Context(), ana()); outcome(err) != "bad_answer" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestXM15InvoiceView(t *testing.T) {
	c, p := start(t, recorded(t, "invoice.json"))
	got, err := c.Invoice(t.Context(), ana(), anInvoice)
	same(t, resale.Invoice{
		ID: anInvoice, Created: at("2026-07-11 20:03"), Amount: resale.ParseSum("15.00 USD"), Discount: resale.ParseSum("0.00 USD"),
		PlanID: 3, Plan: "100", Period: resale.Month, Quantity: 1, State: resale.InvoicePending, Word: "Pending", Email: "ana@mail.example",
	}, got, err)
	p.wasAsked(`invoice/view {"email":"ana@mail.example","invid":"` + anInvoice + `","passwd":` + password + `}`)
	if _, err := c.Invoice(t.Context(), ana(), "AB12"); outcome(err) != "bad_answer" {
		t.Errorf("another invoice was taken: %v", err)
	}
}

// A button may be forged, and a panel may not look whose invoice it shows.
func TestSomebodyElsesInvoiceIsNotShown(t *testing.T) {
	l := ana()
	for email, want := range map[string]string{"bia@mail.example": "not_found", " ANA@mail.example": "", "": ""} {
		c, _ := start(t, answers(200, `{"code":100,"invoice":{"invioce_id":"AB12","status":"Pending","email":"`+email+`"}}`))
		if got, err := c.Invoice(t.Context(), l, "AB12"); outcome(err) != want || want != "" && got.ID != "" {
			t.Errorf("%q: %+v, %v", email, got, err)
		}
	}
}

func TestStatesOfInvoices(t *testing.T) {
	for row, want := range map[string]resale.InvoiceState{
		`"status":1,"paid_date":""`:                            resale.InvoicePaid,
		`"status":"0","paid_date":null`:                        resale.InvoicePending,
		`"status":"پرداخت شده"`:                                resale.InvoicePaid,
		`"status":"در انتظار","paid_date":"2026-08-03 00:47"`:  resale.InvoicePaid,
		`"status":"Pending","paid_date":"0000-00-00 00:00:00"`: resale.InvoicePending,
		`"status":"Pending","paid_date":"1970-01-01 00:00"`:    resale.InvoicePending,
		`"status":"未支付","paid_date":"未支付"`:                     resale.InvoicePending,
		`"status":"已取消"`:                                       resale.InvoiceOver,
		`"status":"?"`:                                         resale.InvoiceUnclear,
		`"status":null`:                                        resale.InvoiceUnclear,
	} {
		c, _ := start(t, answers(200, `{"code":100,"data":{"invoice":{"invoice_id":"AB12",`+row+`}}}`))
		if got, err := c.Invoice(t.Context(), ana(), "AB12"); err != nil || got.State != want {
			t.Errorf("%s: %s, %v", row, got.State, err)
		}
	}
}
