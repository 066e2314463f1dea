package sandbox

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestWHEnvelopes(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.p.Quirk(WHQuirks{Envelope: 2})
	x.gets(200, "GET invoices", `{"success":true,"data":{"items":[{"id":1,`, `"number":"INV-00001","client":{"id":1,"uuid":"`, `"name":"Ana Lima","email":"Ana@mail.example"}`,
		`"amount":29.99`, `"pagination":{"page":1,"per_page":20,"total":1,"total_pages":1}}}`)
	x.gets(200, "GET products/pricing", `"prices":[{"cycle":"monthly","price":29.99,"setup_fee":0.00,"currency":"USD"}]`)
	x.gets(201, `POST services {"client":1,"product":1}`, `"status":"pending"`)
	x.p.Quirk(WHQuirks{Envelope: 3})
	x.gets(200, "GET services?customer_id=1", `"data":{"current_page":1,"per_page":20,"total":2,"last_page":1,"data":[{"id":2,`, `"customer_id":1`, `"hostname":"lima.example"`)
	x.gets(200, "GET products/pricing", `"currency":"USD","pricing":{"monthly":{"price":29.99,"setup_fee":0.00}}`)
	x.gets(200, `PUT services/1 {"hostname":"other.example"}`, `{"success":true,"message":"Service updated"}`)
	x.p.Quirk(WHQuirks{Envelope: 3, NoTotals: true})
	x.gets(200, "GET services", `"data":{"data":[`)
	x.p.Quirk(WHQuirks{NoTotals: true})
	if text := x.gets(200, "GET services"); strings.Contains(text, "meta") {
		t.Error(text)
	}
}

// A product's price is the one of its cycle in the price list, or the list is
// another truth.
func TestWHPriceLists(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.p.Quirk(WHQuirks{Envelope: 3})
	x.p.Set(WHProducts, 1, WHRow{"prices": []WHRow{{"cycle": "monthly", "price": "29.99"}, {"cycle": "annually", "price": "299"}}})
	x.gets(200, `PUT products/1 {"price":31}`)
	x.gets(200, "GET products/pricing", `"pricing":{"monthly":{"price":31.00,"setup_fee":0.00},"annually":{"price":299.00,`)
	x.p.Quirk(WHQuirks{Envelope: 3, PricesApart: true})
	x.gets(200, `PUT products/1 {"price":45}`)
	x.gets(200, "GET products/1", `"price":45.00`)
	x.gets(200, "GET products/pricing", `"monthly":{"price":31.00,`)
	x.p.Quirk(WHQuirks{Envelope: 3})
	x.gets(200, `PUT products/1 {"billing_cycle":"quarterly"}`)
	x.gets(200, "GET products/pricing", `"monthly":{"price":31.00,`, `"quarterly":{"price":45.00,`)
}

func TestWHShapes(t *testing.T) {
	x := startWH(t, WHOptions{})
	uuid := x.p.Invoices()[0].Text("uuid")
	for name, test := range map[string]struct {
		quirks WHQuirks
		path   string
		words  []string
	}{
		"strings":  {WHQuirks{StringNumbers: true}, "invoices/1", []string{`"id":"1"`, `"client_id":"1"`, `"total":"29.99"`}},
		"uuids":    {WHQuirks{UUIDOnly: true}, "invoices/" + uuid, []string{`"data":{"uuid":"` + uuid, `"client_id":"` + x.p.Clients()[0].Text("uuid")}},
		"floats":   {WHQuirks{FloatMoney: true}, "services/1", []string{`"price":29.99`}},
		"sums":     {WHQuirks{StringMoney: true}, "services/1", []string{`"id":1`, `"price":"29.99"`}},
		"unknown":  {WHQuirks{UnknownFields: true}, "clients/1", []string{`"custom_fields":{"vat_id":null`}},
		"secrets":  {WHQuirks{ShowSecrets: true}, "api-keys", []string{`"key":"ours"`}},
		"no zone":  {WHQuirks{NoZoneTimes: true}, "clients/1", []string{`"created_at":"2026-05-22 12:00:00"`}},
		"language": {WHQuirks{Localized: "pt"}, "services/1", []string{`"status":"Pendente"`}},
	} {
		x.p.Quirk(test.quirks)
		if text := x.gets(200, "GET "+test.path, test.words...); name == "uuids" && strings.Contains(text, `"id":`) {
			t.Error(text)
		}
	}
	x.p.Quirk(WHQuirks{UUIDOnly: true})
	x.gets(404, "GET invoices/1")
}

func TestWHPages(t *testing.T) {
	x := startWH(t, WHOptions{})
	for range 44 {
		x.p.Add(WHInvoices, WHRow{"client_id": 1, "total": "1"})
	}
	x.gets(200, "GET invoices?page=3&per_page=20", `"data":[{"id":5,`, `"total":45,"last_page":3`)
	x.gets(200, "GET invoices?page=4&per_page=20", `"data":[]`)
	x.p.Quirk(WHQuirks{OldestFirst: true, MaxPerPage: 10})
	x.gets(200, "GET invoices?page=2&per_page=50", `"data":[{"id":11,`, `"per_page":10`)
	x.p.Quirk(WHQuirks{IgnorePerPage: true})
	x.gets(200, "GET invoices?per_page=5", `"per_page":20`)
	x.p.Quirk(WHQuirks{IgnorePage: true})
	x.gets(200, "GET invoices?page=2", `"data":[{"id":45,`)
	x.p.Quirk(WHQuirks{IgnoreFilters: true})
	x.gets(200, "GET invoices?status=paid&client_id=7&search=x", `"total":45`)
	x.p.Quirk(WHQuirks{})
	x.gets(200, "GET invoices?status=paid", `"total":0`)
	x.gets(200, "GET invoices?client_id=7", `"total":0`)
	x.gets(200, "GET invoices?search=inv-00012", `"total":1`)
}

func TestWHRefusals(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.p.Quirk(WHQuirks{SuccessFalse200: true, ErrorObject: true})
	x.gets(200, "GET invoices/9", `{"success":false,"error":{"code":"not_found","message":"The requested invoice was not found"}}`)
	x.p.Quirk(WHQuirks{ErrorsMap422: true})
	x.gets(422, "POST clients {}", `"message":"The given data was invalid.","errors":{"first_name":["The first name field is required"]}`)
	x.p.Quirk(WHQuirks{NoGet: true})
	x.gets(404, "GET invoices/1", "Endpoint not found")
	x.p.Quirk(WHQuirks{Localized: "ru"})
	x.gets(409, "POST services/1/suspend", "Service cannot be changed")
	x.gets(200, "DELETE clients/1")
	x.gets(200, "GET clients", `"data":[]`)
	x.p.Quirk(WHQuirks{SoftDeleteStays: true})
	x.gets(200, "GET clients", `"status":"inactive"`, `"deleted_at":"2026-05-22T12:00:00Z"`)
	x.gets(404, "DELETE clients/1")
}

func TestWHProvisionsLater(t *testing.T) {
	x := startWH(t, WHOptions{})
	x.p.Quirk(WHQuirks{AsyncProvision: time.Minute})
	x.gets(http.StatusAccepted, "POST services/1/provision", "Provisioning queued")
	x.gets(409, "POST services/1/provision")
	x.gets(200, "GET services/1", `"status":"pending"`)
	x.late.Store(60)
	x.gets(200, "GET services/1", `"status":"active"`)
}

func TestWHKeys(t *testing.T) {
	x := startWH(t, WHOptions{Limit: 100})
	x.p.AddKey("reads", "clients.read", "invoice.*", "api-keys.write")
	as := func(want int, key, request string) string {
		t.Helper()
		method, rest, _ := strings.Cut(request, " ")
		path, body, _ := strings.Cut(rest, " ")
		status, text := x.send(method, path, body, "Authorization", "", "X-API-Key", key)
		if status != want {
			t.Errorf("%s %s: %d %s", key, request, status, text)
		}
		return text
	}
	as(401, "", "GET clients")
	as(401, "wrong", "GET clients")
	as(200, "reads", "GET clients")
	as(403, "reads", "GET services")
	as(403, "reads", "DELETE clients/1")
	as(403, "reads", "GET api-keys")
	as(200, "reads", whPaysIt)
	made := as(201, "reads", `POST api-keys {"name":"Bot","permissions":["clients.read"],"allowed_ips":["192.0.2.1"]}`)
	_, key, _ := strings.Cut(made, `"key":"`)
	key, _, _ = strings.Cut(key, `"`)
	as(403, key, "GET clients")
	x.gets(200, "POST api-keys/3/rotate", `"key":"whk_`)
	as(401, key, "GET clients")
	x.gets(200, "POST api-keys/2/revoke")
	as(401, "reads", "GET clients")
	x.gets(200, `PUT api-keys/3 {"name":"Other"}`)
	for x.p.Count("GET servers").Asked < 97 {
		x.gets(200, "GET servers")
	}
	if status, text := x.send("GET", "servers", ""); status != 429 || !strings.Contains(text, "Too many requests") {
		t.Errorf("%d %s", status, text)
	}
	x.late.Store(61)
	x.gets(200, "GET servers")
	x.p.RevokeKey("ours")
	x.gets(401, "GET servers", "revoked")
}
