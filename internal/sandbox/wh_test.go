package sandbox

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var whNoon = time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)

// whTest is a panel at noon whose key "ours" may do everything. Customer 1 has
// service 1, which waits for invoice 1 of 29.99 to be paid.
type whTest struct {
	t    *testing.T
	p    *WHPanel
	base string
	late *atomic.Int64 // seconds after noon
}

func startWH(t *testing.T, opt WHOptions) *whTest {
	t.Helper()
	x := &whTest{t: t, late: new(atomic.Int64)}
	opt.Now = func() time.Time { return whNoon.Add(time.Duration(x.late.Load()) * time.Second) }
	x.p = NewWH(opt)
	base, err := x.p.Start()
	if err != nil {
		t.Fatal(err)
	}
	x.base = base
	t.Cleanup(func() {
		if err := x.p.Close(); err != nil {
			t.Error(err)
		}
	})
	x.p.AddKey("ours")
	x.p.Add(WHClients, WHRow{"first_name": "Ana", "last_name": "Lima", "email": "Ana@mail.example"})
	x.p.Add(WHProducts, WHRow{"name": "VPS 2", "price": "29.99"})
	x.p.Add(WHServices, WHRow{"client_id": 1, "product_id": 1, "domain": "lima.example"})
	x.p.Add(WHInvoices, WHRow{"service_id": 1, "total": "29.99"})
	return x
}

// send asks with the key; status 0 is a cut connection.
func (x *whTest) send(method, path, body string, header ...string) (status int, text string) {
	x.t.Helper()
	ctx, cancel := context.WithTimeout(x.t.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, x.base+whRoot+path, strings.NewReader(body))
	if err != nil {
		x.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer ours")
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer response.Body.Close()
	read, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(read)
}

// gets asks for what must be answered with that status and these words.
func (x *whTest) gets(want int, request string, words ...string) string {
	x.t.Helper()
	method, rest, _ := strings.Cut(request, " ")
	path, body, _ := strings.Cut(rest, " ")
	status, text := x.send(method, path, body)
	if status != want {
		x.t.Errorf("%s: %d %s", request, status, text)
	}
	for _, word := range words {
		if !strings.Contains(text, word) {
			x.t.Errorf("%s: %s lacks %s", request, text, word)
		}
	}
	return text
}

// status is that of a service or an invoice.
func (x *whTest) status(kind WHKind, id int64) string {
	row, _ := x.p.Row(kind, id)
	return row.Text("status")
}

func TestWHReads(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.gets(200, "GET clients?page=1&per_page=50&search=lima&status=active",
		`{"success":true,"data":[{"id":1,"uuid":"`, `"email":"Ana@mail.example"`, `"meta":{"current_page":1,"per_page":50,"total":1,"last_page":1}`)
	x.gets(200, "GET clients?search=nobody", `"data":[]`)
	x.gets(200, "GET services/1", `"client_id":1,"product_id":1,"server_id":null,"domain":"lima.example"`, `"status":"pending"`, `"price":29.99`)
	x.gets(200, "GET invoices/1", `"invoice_number":"INV-00001"`, `"total":29.99`, `"due_date":"2026-05-29"`, `"created_at":"2026-05-22T12:00:00Z"`)
	x.gets(200, "GET products/pricing", `"pricing":{"USD":{"monthly":29.99}}`)
	row, _ := x.p.Row(WHServices, 1)
	x.gets(200, "GET services/"+row.Text("uuid"), `"id":1`)
	x.gets(404, "GET services/2", `{"success":false,"error":"The requested service was not found"}`)
	x.gets(404, "GET coupons", "Endpoint not found")
	x.gets(405, "DELETE payments/1", "Method not allowed")
	x.gets(400, "POST clients nonsense", "valid JSON")
}

func TestWHWrites(t *testing.T) {
	x := startWH(t, WHOptions{})
	made := x.gets(201, `POST clients {"email":"john@acme.example","first_name":"John","last_name":"Doe"}`,
		`{"success":true,"data":{"id":2,"uuid":"`, `"password":"`, `"message":"Client created"}`)
	var answer struct{ Data struct{ UUID string } }
	if err := json.Unmarshal([]byte(made), &answer); err != nil {
		t.Fatal(err)
	}
	x.gets(200, "PUT clients/"+answer.Data.UUID+` {"last_name":"Acme"}`, "Client updated")
	x.gets(400, `POST clients {"email":"ana@MAIL.example","first_name":"A","last_name":"L"}`, "The email has already been taken")
	x.gets(400, `POST clients {"first_name":"A","last_name":"L"}`, "The email field is required")
	x.gets(200, "DELETE clients/2", "Client deleted")
	x.gets(404, "GET clients/2")
	x.gets(400, `POST clients {"email":"john@acme.example","first_name":"J","last_name":"D"}`, "already been taken")
	x.gets(201, `POST services {"client_id":1,"product_id":1,"domain":"b.example","billing_cycle":"annually"}`)
	x.gets(201, `POST invoices {"client_id":"1","due_date":"2026-06-01","items":[{"description":"Work","amount":12.5,"quantity":2},{"description":"Less","amount":"-5"}]}`)
	x.gets(200, "GET invoices/2", `"total":20.00`, `"quantity":2`, `"due_date":"2026-06-01"`)
	x.gets(400, `PUT invoices/2 {"status":"paid"}`, "by a payment only")
	x.gets(200, `PUT invoices/2 {"status":"cancelled"}`)
	x.gets(409, `POST invoices/2/pay {"amount":20,"gateway":"manual"}`, "cannot be paid")
	x.gets(200, "GET audit-log?per_page=2", `"action":"invoice.updated","user":"api:Key 1","entity_type":"invoice","entity_id":2`)
}

func TestWHPays(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.gets(400, `POST invoices/1/pay {"gateway":"manual"}`, "amount field is required")
	x.gets(200, `POST invoices/1/pay {"amount":29.99,"gateway":"manual","transaction_id":"TXN-001"}`, `"status":"paid"`)
	if x.status(WHInvoices, 1) != "paid" || x.status(WHServices, 1) != "active" || len(x.p.Payments()) != 1 {
		t.Errorf("%v %v %v", x.p.Invoices(), x.p.Services(), x.p.Payments())
	}
	if got := x.p.Services()[0].Text("next_due_date"); got != "2026-06-22T00:00:00Z" {
		t.Error(got)
	}
	x.gets(409, `POST invoices/1/pay {"amount":29.99,"gateway":"manual"}`, "already paid")
	if n := x.p.Count("POST invoices/{id}/pay"); n != (WHCount{Asked: 3, Applied: 1}) {
		t.Errorf("%+v", n)
	}
	id := x.p.Add(WHInvoices, WHRow{"client_id": 1, "total": "10"})
	x.gets(201, `POST payments {"invoice_id":2,"amount":4,"gateway":"card"}`)
	if x.status(WHInvoices, id) != "unpaid" {
		t.Error("a part paid it")
	}
	x.gets(201, `POST payments {"invoice_id":2,"amount":"6.00","gateway":"card"}`)
	x.gets(409, `POST payments {"invoice_id":2,"amount":"6.00","gateway":"card"}`, "already paid")
	x.gets(200, "GET payments?invoice_id=2", `"amount":6.00`, `"total":2`)
	if x.status(WHInvoices, id) != "paid" || len(x.p.Payments()) != 3 {
		t.Errorf("%v", x.p.Payments())
	}
}

func TestWHServiceStates(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.gets(409, "POST services/1/suspend", "cannot be changed")
	x.gets(200, "POST services/1/provision", "Service provisioned")
	x.gets(409, "POST services/1/provision", "already in this status")
	x.gets(200, "POST services/1/suspend {}", `"status":"suspended"`)
	x.gets(409, "POST services/1/suspend")
	x.gets(200, "POST services/1/unsuspend", `"status":"active"`)
	x.gets(200, "POST services/1/terminate", `"status":"terminated"`)
	x.gets(409, "POST services/1/terminate", "already in this status")
	x.gets(409, "POST services/1/unsuspend", "cannot be changed")
	x.gets(405, "GET services/1/terminate")
	x.gets(405, "POST services/1/reboot")
}
