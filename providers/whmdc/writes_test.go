package whmdc

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// makes checks what is sent to make something, and that its id is read from
// each answer that the panel may give.
func makes(t *testing.T, kind resale.RecordKind, w resale.RecordWish, body string) {
	t.Helper()
	for envelope, id := range []string{"1", "5b0d3a1e-8f9c-4b7e-9a2d-000000000001", "1"} {
		c, p := start(t, recorded(t, fmt.Sprintf("created_%d.json", envelope+1)))
		made, err := c.Create(t.Context(), kind, w)
		same(t, id, made.Record.ID, err)
		p.wasAsked("POST " + string(kind) + " " + body)
	}
}

func TestWH03CreateCustomer(t *testing.T) {
	makes(t, resale.Customers, wish("email", "ana@mail.example", "first_name", "Ana", "last_name", "Lima"),
		`{"email":"ana@mail.example","first_name":"Ana","last_name":"Lima"}`)
	c, _ := start(t, recorded(t, "client_created.json"))
	made, err := c.Create(t.Context(), resale.Customers, wish("email", "ana@mail.example"))
	same(t, "Gener4ted!", made.Secret.Reveal(), err)
	made, err = c.Create(t.Context(), resale.Customers, wish("email", "ana@mail.example", "password", "Gener4ted!"))
	same(t, "", made.Secret.Reveal(), err) // who typed it knows it
	if text, _ := json.Marshal(made); strings.Contains(string(text), "Gener4ted!") {
		t.Errorf("%s", text)
	}
}

func TestWH08CreateProduct(t *testing.T) {
	price := dec("5.90")
	makes(t, resale.Products, resale.RecordWish{Fields: []resale.WishField{{Name: "name", Text: "Starter"}, {Name: "price", Number: &price}, {Name: "hidden", Flag: new(bool)}}},
		`{"hidden":false,"name":"Starter","price":5.90}`)
}

func TestWH14CreateService(t *testing.T) {
	makes(t, resale.HostServices, wish("client_id", "7", "product_id", "5b0d3a1e-8f9c-4b7e-9a2d-000000000003", "domain", "lima.example"),
		`{"client_id":7,"domain":"lima.example","product_id":"5b0d3a1e-8f9c-4b7e-9a2d-000000000003"}`)
	makes(t, resale.HostServices, wish("client_id", "007"), `{"client_id":"007"}`)
	c, _ := start(t, says(`{"id":9,"status":"failed"}`)) // it is there, as people will see
	made, err := c.Create(t.Context(), resale.HostServices, wish("client_id", "7"))
	same(t, "9", made.Record.ID, err)
}

// Whether an amount is of one or of all is not written down, so several are
// sent as one: no panel can make another total of them.
func TestWH23CreateInvoice(t *testing.T) {
	w := wish("client_id", "7", "due_date", "2026-06-01")
	w.Lines = []resale.InvoiceLine{{Text: "Starter", Amount: dec("5.99"), Quantity: 1}, {Text: "Mailbox", Amount: dec("2.50"), Quantity: 4}, {Text: "Discount", Amount: dec("-1")}}
	makes(t, resale.HostInvoices, w, `{"client_id":7,"due_date":"2026-06-01","items":[{"amount":5.99,"description":"Starter","quantity":1},`+
		`{"amount":10.00,"description":"Mailbox (4 × 2.50)","quantity":1},{"amount":-1,"description":"Discount","quantity":1}]}`)
	c, p := start(t, says(`{}`))
	_, err := c.Create(t.Context(), resale.HostInvoices, resale.RecordWish{Lines: []resale.InvoiceLine{{Amount: decimal.MustParse("9999999999999999999"), Quantity: 1 << 40}}})
	same(t, "invalid", outcome(err), nil)
	p.wasAsked()
}

func TestWH28CreatePayment(t *testing.T) {
	amount := dec("5.99")
	w := wish("invoice_id", "31", "gateway", "pix", "transaction_id", "TG-31-1")
	w.Fields = append(w.Fields, resale.WishField{Name: "amount", Number: &amount})
	makes(t, resale.HostPayments, w, `{"amount":5.99,"gateway":"pix","invoice_id":31,"transaction_id":"TG-31-1"}`)
}

func TestWH30CreateServer(t *testing.T) {
	makes(t, resale.HostServers, wish("name", "Frankfurt 1", "hostname", "s1.host.example"), `{"hostname":"s1.host.example","name":"Frankfurt 1"}`)
}

func TestWH34CreateKey(t *testing.T) {
	w := wish("name", "Telegram")
	w.Fields = append(w.Fields, resale.WishField{Name: "permissions", List: []string{"clients.read", "invoices.*"}})
	makes(t, resale.HostKeys, w, `{"name":"Telegram","permissions":["clients.read","invoices.*"]}`)
	for envelope := 1; envelope <= 3; envelope++ {
		c, _ := start(t, recorded(t, fmt.Sprintf("key_created_%d.json", envelope)))
		made, err := c.Create(t.Context(), resale.HostKeys, w)
		same(t, "9 whk_shown-once-9", made.Record.ID+" "+made.Secret.Reveal(), err)
		if text, _ := json.Marshal(made.Record); strings.Contains(string(text), "shown-once") || strings.Contains(fmt.Sprintf("%+v", made), "shown-once") {
			t.Errorf("%s", text)
		}
	}
}

func TestWH37CreateWebhook(t *testing.T) {
	w := wish("name", "Telegram", "url", "https://bot.example/hooks/whmdc/abc")
	w.Fields = append(w.Fields, resale.WishField{Name: "events", List: Events()[:2]})
	makes(t, resale.HostHooks, w, `{"events":["invoice.created","invoice.paid"],"name":"Telegram","url":"https://bot.example/hooks/whmdc/abc"}`)
	c, _ := start(t, recorded(t, "webhook_created.json"))
	made, err := c.Create(t.Context(), resale.HostHooks, w)
	same(t, "6 whsec_shown-once-6", made.Record.ID+" "+made.Secret.Reveal(), err)
}

// What does not tell what was made leaves it open.
func TestMadeWithoutAnID(t *testing.T) {
	for body, want := range map[string]string{
		`{"success":true,"data":17}`:                  "17",
		`{"success":true,"data":{"client_id":17}}`:    "17",
		`{"success":true,"client_id":17}`:             "17",
		`{"success":true,"invoice_id":3}`:             "unknown", // another thing's
		`{"success":true,"data":"created"}`:           "unknown",
		`{"success":true,"client":{"id":17}}`:         "17",
		`[{"id":17}]`:                                 "17",
		`{"success":true,"message":"Client created"}`: "unknown: Client created",
		`{"success":true,"data":{}}`:                  "unknown",
		`{"success":true,"data":null}`:                "unknown",
		`{"success":true,"data":{"id":null}}`:         "unknown",
		`{"success":true,"data":[{"id":1},{"id":2}]}`: "unknown",
		`{}`:                             "unknown",
		`[]`:                             "unknown",
		``:                               "unknown",
		`{"success":true,"data":{"id":1`: "unknown",
		`{"success":false,"error":"No","data":{"id":1}}`: "refused: No",
	} {
		c, p := start(t, reply{status: 201, body: body})
		made, err := c.Create(t.Context(), resale.Customers, wish("email", "a@mail.example"))
		if got := made.Record.ID + outcome(err); got != want || p.calls() != 1 {
			t.Errorf("%s: %q in %d calls, want %q", body, got, p.calls(), want)
		}
	}
}

// changes checks what is sent to change something, and each answer to it.
func changes(t *testing.T, kind resale.RecordKind) {
	t.Helper()
	for envelope := 1; envelope <= 3; envelope++ {
		c, p := start(t, recorded(t, fmt.Sprintf("updated_%d.json", envelope)))
		r, err := c.Update(t.Context(), kind, "7", wish("name", "X", "status", ""))
		same(t, "7", r.ID, err)
		p.wasAsked("PUT " + string(kind) + `/7 {"name":"X","status":""}`)
	}
	c, _ := start(t, says(`{"success":true,"data":{"id":8}}`))
	r, err := c.Update(t.Context(), kind, "7", wish("name", "X"))
	same(t, "7", r.ID, err) // what the panel says of another one is not said of this one
	c, _ = start(t, says(`{}`))
	_, err = c.Update(t.Context(), kind, "7", wish("name", "X"))
	same(t, "unknown", outcome(err), nil)
}

func removes(t *testing.T, kind resale.RecordKind) {
	t.Helper()
	for _, answer := range []reply{recorded(t, "deleted.json"), {status: 204}} {
		c, p := start(t, answer)
		same(t, "", outcome(c.Delete(t.Context(), kind, "7")), nil)
		p.wasAsked("DELETE " + string(kind) + "/7")
	}
	c, _ := start(t, reply{status: 404, body: `{"success":false,"error":"It is not there"}`})
	same(t, "not_found: It is not there", outcome(c.Delete(t.Context(), kind, "7")), nil)
}

func TestWH04UpdateCustomer(t *testing.T) { changes(t, resale.Customers) }
func TestWH05DeleteCustomer(t *testing.T) { removes(t, resale.Customers) }
func TestWH09UpdateProduct(t *testing.T)  { changes(t, resale.Products) }
func TestWH10DeleteProduct(t *testing.T)  { removes(t, resale.Products) }
func TestWH15UpdateService(t *testing.T)  { changes(t, resale.HostServices) }
func TestWH16DeleteService(t *testing.T)  { removes(t, resale.HostServices) }
func TestWH24UpdateInvoice(t *testing.T)  { changes(t, resale.HostInvoices) }
func TestWH25DeleteInvoice(t *testing.T)  { removes(t, resale.HostInvoices) }
func TestWH31UpdateServer(t *testing.T)   { changes(t, resale.HostServers) }
func TestWH32DeleteServer(t *testing.T)   { removes(t, resale.HostServers) }

func TestWH35Key(t *testing.T) {
	changes(t, resale.HostKeys)
	removes(t, resale.HostKeys)
}

func TestWH38Webhook(t *testing.T) {
	changes(t, resale.HostHooks)
	removes(t, resale.HostHooks)
}

// What the API has no call for is not tried.
func TestWhatTheAPIDoesNotHave(t *testing.T) {
	c, p := start(t, says(`{"success":true,"data":{"id":1}}`))
	_, made := c.Create(t.Context(), resale.HostAudit, wish())
	_, updated := c.Update(t.Context(), resale.HostPayments, "1", wish())
	_, got := c.Get(t.Context(), "coupons", "1")
	_, listed := c.List(t.Context(), "../admin", Query{})
	for _, err := range []error{made, updated, got, listed, c.Delete(t.Context(), resale.HostPayments, "1"), c.Do(t.Context(), "1", "reboot")} {
		same(t, "unsupported", outcome(err), nil)
	}
	p.wasAsked()
}
