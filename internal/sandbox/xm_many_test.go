package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// asked gives the answer without a network.
func (p *XMPanel) asked(token, path, fields string) string {
	r := httptest.NewRequest(http.MethodPost, "/api/client/"+path, strings.NewReader("{"+fields+"}"))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Body.String()
}

func TestXMPaymentsAtOnceAgree(t *testing.T) {
	x := startXM(t)
	x.p.AddGateway(XMGateway{Kind: XMBalance})
	x.p.SetAccount("ana@mail.example", func(a *XMAccount) { a.Balance = "105" }) // ten months, and a rest
	var ids []string
	for range 20 {
		ids = append(ids, x.starter())
	}
	var work sync.WaitGroup
	for range 8 {
		work.Go(func() {
			for _, id := range ids {
				x.p.asked(x.token, "invoice/pay", xmAna+`,"invid":"`+id+`","gatewayid":1`)
				_, _, _ = x.p.Services("ana@mail.example"), x.p.Invoices(""), x.p.Calls()
			}
		})
	}
	work.Wait()
	paid := 0
	for _, i := range x.p.Invoices("ana@mail.example") {
		if i.Charged > 1 || (i.State == XMPaid) != (i.Charged == 1) {
			t.Errorf("%+v", i)
		}
		paid += i.Charged
	}
	a, _ := x.p.Account("ana@mail.example")
	if paid != 10 || a.Balance != "5.00" || len(x.p.Services("ana@mail.example")) != 11 || x.p.Count("invoice/pay") != (XMCount{160, 10}) {
		t.Errorf("%d paid, left %s, %d services, %+v", paid, a.Balance, len(x.p.Services("ana@mail.example")), x.p.Count("invoice/pay"))
	}
}

// BenchmarkXMInvoices reads the invoices of one of 2,000 accounts, as the
// watching does.
func BenchmarkXMInvoices(b *testing.B) {
	p := NewXM(XMOptions{})
	p.AddKey("ours")
	p.seedShop()
	for n := range 2000 {
		email := fmt.Sprintf("m%d@mail.example", n)
		p.AddAccount(XMAccount{Email: email, Password: "Secret-1"})
		p.AddInvoice(XMInvoice{Email: email, Plan: 1, Billing: "month", Amount: "10"})
	}
	p.state.tokens["t"] = xmToken{ends: time.Now().Add(time.Hour)}
	for n := 0; b.Loop(); n++ {
		fields := fmt.Sprintf(`"email":"m%d@mail.example","passwd":"Secret-1"`, n%2000)
		if !strings.Contains(p.asked("t", "invoices", fields), `"status":"Pending"`) {
			b.Fatal("no answer")
		}
	}
}
