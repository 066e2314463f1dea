package whmdc

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

func acted(t *testing.T, verb resale.HostVerb) {
	t.Helper()
	for _, file := range []string{"acted.json", "provisioning.json"} {
		c, p := start(t, recorded(t, file))
		same(t, "", outcome(c.Do(t.Context(), "21", verb)), nil)
		p.wasAsked("POST services/21/" + string(verb))
	}
	for body, want := range map[string]string{
		`{"success":false,"error":"Service is already in this status"}`: "already_there: Service is already in this status",
		`{"success":false,"message":"The server does not answer"}`:      "refused: The server does not answer",
		`{"status":"error","message":"No such plan","data":null}`:       "refused: No such plan",
		`{"success":false}`: "refused: no reason given",
		`{}`:                "unknown",
		``:                  "unknown",
	} {
		c, p := start(t, says(body))
		if got := outcome(c.Do(t.Context(), "21", verb)); got != want || p.calls() != 1 {
			t.Errorf("%s: %q in %d calls, want %q", body, got, p.calls(), want)
		}
	}
}

func TestWH17Provision(t *testing.T) { acted(t, resale.Provision) }
func TestWH18Suspend(t *testing.T)   { acted(t, resale.Suspend) }
func TestWH19Unsuspend(t *testing.T) { acted(t, resale.Unsuspend) }
func TestWH20Terminate(t *testing.T) { acted(t, resale.Terminate) }

func TestWH26Pay(t *testing.T) {
	payment := resale.HostPayment{Amount: dec("29.90"), Gateway: "manual", Transaction: "TG-31-1"}
	c, p := start(t, recorded(t, "paid.json"))
	same(t, "", outcome(c.Pay(t.Context(), "31", payment)), nil)
	p.wasAsked(`POST invoices/31/pay {"amount":29.90,"gateway":"manual","transaction_id":"TG-31-1"}`)
	for body, want := range map[string]string{
		`{"success":false,"error":"Invoice is already paid"}`:                         "already_paid: Invoice is already paid",
		`{"success":false,"error":"The transaction id has already been taken."}`:      "already_there: The transaction id has already been taken.",
		`{"success":false,"error":"Invoice cannot be paid in its current status"}`:    "refused: Invoice cannot be paid in its current status",
		`{"success":false,"error":{"code":"conflict","message":"Invoice not found"}}`: "not_found: Invoice not found",
	} {
		for _, status := range []int{200, 409} {
			c, p := start(t, reply{status: status, body: body})
			got := outcome(c.Pay(t.Context(), "31", payment))
			if got != want || p.calls() != 1 {
				t.Errorf("%d %s: %q in %d calls, want %q", status, body, got, p.calls(), want)
			}
		}
	}
	c, p = start(t, recorded(t, "paid.json"))
	for _, wrong := range []resale.HostPayment{{}, {Amount: dec("-1"), Gateway: "x", Transaction: "y"}, {Amount: dec("1"), Transaction: "y"}, {Amount: dec("1"), Gateway: "x"}} {
		same(t, "invalid", outcome(c.Pay(t.Context(), "31", wrong)), nil)
	}
	p.wasAsked()
}

func TestWH11Pricing(t *testing.T) {
	for variant, want := range map[int]string{
		1: "3 Starter: monthly 5.99 USD, annually 59.9 USD; 4 Hospedagem BR: monthly 39.9 BRL",
		2: "3 Starter: monthly 5.99 USD, annually 59.90 USD",
		3: "4 Hospedagem BR: monthly 39.9 BRL; 3 Starter: monthly 5.99 USD, annually 59.9 USD",
		4: " Hospedagem BR: monthly 39.9 BRL;  Starter: monthly 5.99 USD",
	} {
		c, p := start(t, recorded(t, fmt.Sprintf("pricing_%d.json", variant)))
		products, err := c.Pricing(t.Context())
		same(t, want, priceList(products), err)
		p.wasAsked("GET products/pricing")
	}
	// Without this call the list of products shows the prices.
	for _, none := range []reply{{status: 404, body: `{"error":"Product not found"}`}, {status: 405, body: `{"error":"No"}`}, {status: 404, kind: "text/html", body: "<p>404"}} {
		p := &panel{t: t, by: map[string]reply{"GET products/pricing": none, "GET products": recorded(t, "list/products_1.json")}}
		products, err := serve(t, p).Pricing(t.Context())
		same(t, "3 Starter: monthly 5.99 USD", priceList(products), err)
	}
	c, _ := start(t, reply{status: 403, body: `{"error":"No permission"}`})
	_, err := c.Pricing(t.Context())
	same(t, "forbidden: No permission", outcome(err), nil)
}

func priceList(products []resale.Record) string {
	var all []string
	for _, r := range products {
		var prices []string
		for _, p := range r.Prices() {
			prices = append(prices, fmt.Sprintf("%s %v", p.Cycle, p.Price))
		}
		all = append(all, fmt.Sprintf("%s %s: %s", r.ID, r.Label(), strings.Join(prices, ", ")))
	}
	return strings.Join(all, "; ")
}

func TestProbe(t *testing.T) {
	lists := func(status int, body string, except map[string]reply) map[string]reply {
		by := map[string]reply{}
		for _, kind := range resale.RecordKinds() {
			by["GET "+string(kind)] = reply{status: status, body: body}
			if strings.HasPrefix(body, "<") {
				by["GET "+string(kind)] = reply{status: status, body: body, kind: "text/html"}
			}
		}
		maps.Copy(by, except)
		return by
	}
	denied := reply{status: 403, body: `{"success":false,"error":"Insufficient permissions"}`}
	for name, test := range map[string]struct {
		by   map[string]reply
		want string
	}{
		"everything":           {lists(200, `{"data":[{"id":1}],"meta":{"total":41}}`, nil), `41 [api-keys audit-log clients invoices payments products servers services webhooks]`},
		"customers not told":   {lists(200, `{"data":[{"id":1}],"has_more":true}`, map[string]reply{"GET servers": denied, "GET api-keys": denied}), `-1 [audit-log clients invoices payments products services webhooks]`},
		"no endpoint":          {lists(200, `[{"id":1}]`, map[string]reply{"GET webhooks": {status: 404, body: `{"error":"Endpoint not found"}`}}), `-1 [api-keys audit-log clients invoices payments products servers services]`},
		"none at all":          {lists(200, `[]`, nil), `0 [api-keys audit-log clients invoices payments products servers services webhooks]`},
		"no customers":         {lists(200, `[]`, map[string]reply{"GET clients": denied}), `-1 [api-keys audit-log invoices payments products servers services webhooks]`},
		"a wrong key":          {lists(401, `{"error":"Invalid API key"}`, nil), "unauthorized: Invalid API key"},
		"a key in other words": {lists(200, `{"success":false,"error":"Invalid or missing API key"}`, nil), "unauthorized: Invalid or missing API key"},
		"no right":             {lists(403, denied.body, nil), "forbidden: Insufficient permissions"},
		"not from here":        {lists(403, `{"error":"Your IP address is not allowed"}`, nil), "forbidden: Your IP address is not allowed"},
		"another API":          {lists(404, `{"error":"Not found"}`, nil), "other_api"},
		"a web page":           {lists(200, `<html>Hello</html>`, nil), "other_api"},
		"a page of none":       {lists(404, `<html>404</html>`, nil), "other_api"},
		"something else":       {lists(200, `{"hello":"world"}`, nil), "other_api"},
		"down":                 {lists(503, `{"error":"Maintenance"}`, nil), "unavailable"},
	} {
		p := &panel{t: t, by: test.by}
		found, err := serve(t, p).Probe(t.Context())
		got := outcome(err)
		if err == nil {
			may := slices.Sorted(maps.Keys(found.May))
			got = fmt.Sprint(found.Customers, " ", may)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// A bot wall is no other panel: it passes.
func TestProbeAtAWall(t *testing.T) {
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cf-Mitigated", "challenge")
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusForbidden)
	}))
	_, err := c.Probe(t.Context())
	same(t, "blocked", outcome(err), nil)
}
