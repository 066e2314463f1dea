package sandbox

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestXMLive(t *testing.T) {
	x := startXM(t)
	p := x.p
	p.seedGateways()
	p.AddAccount(XMAccount{Email: "olha@mail.example", Password: "Demo-2026!"})
	p.AddService(XMService{Email: "olha@mail.example", Plan: 1, Expires: xmNoon.AddDate(0, 0, -10)})
	p.AddInvoice(XMInvoice{Email: "olha@mail.example", Plan: 1, Billing: "month", Amount: "10", Service: 2})
	const olha = `"email":"olha@mail.example","passwd":"Demo-2026!"`
	p.Live(time.Hour)
	id := p.Invoices("olha@mail.example")[0].ID
	crypto := x.invoiced("invoice/create", olha+`,"pid":1,"billing":"month","coupon":"","qty":1`)
	x.part("invoice/pay", olha+`,"invid":"`+id+`","gatewayid":8`, "data")
	x.part("invoice/pay", olha+`,"invid":"`+crypto+`","gatewayid":2`, "data")
	p.Live(time.Millisecond)
	x.passes(time.Second)
	err := p.Wait(t.Context(), func(p *XMPanel) bool {
		manual, _ := p.Invoice(id)
		code, _ := p.Invoice(crypto)
		return manual.Delivered && code.Delivered
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Services("olha@mail.example"); len(got) != 2 || !got[0].Expires.After(xmNoon) {
		t.Errorf("%+v", got)
	}
	p.Live(0)
}

func TestXMPortal(t *testing.T) {
	x := startXM(t)
	id := x.starter()
	page := func(method, path string) string {
		r, err := http.NewRequestWithContext(t.Context(), method, x.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if got := page("GET", "/portal/"+id+"/invoice"); !strings.Contains(got, "$ 10.00: Pending</p><form") {
		t.Error(got)
	}
	if got := page("POST", "/portal/"+id+"/invoice"); !strings.Contains(got, "$ 10.00: Paid</p></body>") {
		t.Error(got)
	}
	if got := page("GET", "/portal/NOTHING/invoice"); !strings.Contains(got, "404") {
		t.Error(got)
	}
}

// TestXMSaltsIDs: a panel that begins anew must not give old ids to other
// invoices, where somebody remembers them.
func TestXMSaltsIDs(t *testing.T) {
	id := func(salt string) string {
		p := NewXM(XMOptions{Salt: salt})
		p.Seed()
		return p.Invoices("ana@mail.example")[0].ID
	}
	if a, b, again := id("a"), id("b"), id("a"); a == b || a != again {
		t.Errorf("%s, %s and %s", a, b, again)
	}
}

func TestXMSeed(t *testing.T) {
	p := NewXM(XMOptions{})
	p.Seed()
	kinds := map[XMGatewayKind]bool{}
	for _, g := range p.Gateways() {
		kinds[g.Kind] = true
	}
	ana := p.Services("ana@mail.example")
	if len(kinds) != 8 || p.Accounts() != 3 || len(ana) != 2 || ana[0].Link == ana[1].Link || len(p.Invoices("")) != 2 {
		t.Errorf("%d kinds, %d accounts, %+v, %+v", len(kinds), p.Accounts(), ana, p.Invoices(""))
	}
	if s := p.Services("olha@mail.example"); len(s) != 1 || p.Invoices("olha@mail.example")[0].Service != s[0].ID {
		t.Errorf("%+v", s)
	}
}
