package whmdc

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"resellerbot/internal/resale"
)

// given checks one record in each of the three envelopes.
func given(t *testing.T, kind resale.RecordKind, file, id, want string) {
	t.Helper()
	for envelope := 1; envelope <= 3; envelope++ {
		c, p := start(t, recorded(t, fmt.Sprintf("%s_%d.json", file, envelope)))
		r, err := c.Get(t.Context(), kind, id)
		if got := brief(r); got != want || err != nil || r.Kind != kind {
			t.Errorf("envelope %d: %q, %v, want %q", envelope, got, err, want)
		}
		p.wasAsked("GET " + string(kind) + "/" + id)
	}
}

func TestWH02Customer(t *testing.T) { given(t, resale.Customers, "client", "7", "7, Ana Lima, active") }

func TestWH07Product(t *testing.T) {
	given(t, resale.Products, "product", "3", "3, Starter, active, 5.99 USD")
}

func TestWH13Service(t *testing.T) {
	given(t, resale.HostServices, "service", "21", "21, lima.example, active, 5.99 USD, of customer 7, next 2026-06-01")
}

func TestWH22Invoice(t *testing.T) {
	given(t, resale.HostInvoices, "invoice", "31", "31, INV-00031, unpaid, 5.99 USD, of customer 7, due 2026-06-01")
}

func TestGetTakesNothingElse(t *testing.T) {
	for body, want := range map[string]string{
		`{"data":{"id":12,"items":[{"id":31}]}}`:                          "bad_answer", // not even when a line has that number
		`{"data":[{"id":30},{"id":31,"number":"A"},{"id":32}]}`:           "31, A",
		`{"data":[{"id":30}]}`:                                            "bad_answer",
		`{"data":{"number":"A","total":5}}`:                               "31, A, 5", // it was asked for by its id
		`{"data":{"id":"5b0d3a1e-8f9c-4b7e-9a2d-000000000031"}}`:          "bad_answer",
		`{"data":{"items":[{"id":30},{"id":31,"number":"A"}],"total":2}}`: "31, A", // the list, in the place of one
		`{"data":{"items":[{"id":30},{"id":32}],"pagination":{}}}`:        "bad_answer",
		`{"data":{"number":"A","items":[{"id":5},{"id":6}]}}`:             "31, A", // lines
		`{"success":true,"message":"OK"}`:                                 "bad_answer: OK",
		`{"data":{}}`:                                                     "bad_answer",
		`{"data":null}`:                                                   "bad_answer",
		`{"success":false,"error":"Invoice not found"}`:                   "not_found: Invoice not found",
		`{"success":false,"error":"You do not have the scope for this"}`:  "forbidden: You do not have the scope for this",
	} {
		c, _ := start(t, says(body))
		r, err := c.Get(t.Context(), resale.HostInvoices, "31")
		got := outcome(err)
		if err == nil {
			got = brief(r)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

// A panel without a call for one looks like one that does not have it, until
// its words, or its other answers, tell which it is.
func TestGetFromTheListWhereThereIsNoCallForOne(t *testing.T) {
	page := func(ids ...int) reply {
		rows := ""
		for _, id := range ids {
			rows += fmt.Sprintf(`,{"id":%d,"number":"INV-%d"}`, id, id)
		}
		return says(`{"data":[` + rows[1:] + `],"meta":{"total":3}}`)
	}
	for _, test := range []struct {
		missing reply
		want    string
		calls   int
	}{
		{reply{status: 404, body: `{"error":"Endpoint not found"}`}, "3, INV-3", 2},
		{reply{status: 404, body: `{"error":"Not Found"}`}, "3, INV-3", 2},
		{reply{status: 404, body: `{"message":""}`}, "3, INV-3", 2},
		{reply{status: 404}, "3, INV-3", 2},
		{reply{status: 404, kind: "text/html", body: "<h1>404</h1>"}, "3, INV-3", 2},
		{reply{status: 405, body: `{"error":"Method not allowed"}`}, "3, INV-3", 2},
		{reply{status: 404, body: `{"error":"Invoice not found"}`}, "not_found: Invoice not found", 1},
		{reply{status: 403, body: `{"error":"Not yours"}`}, "forbidden: Not yours", 1},
	} {
		p := &panel{t: t, by: map[string]reply{"GET invoices/3": test.missing, "GET invoices": page(1, 2, 3)}}
		r, err := serve(t, p).Get(t.Context(), resale.HostInvoices, "3")
		got := outcome(err)
		if err == nil {
			got = brief(r)
		}
		if got != test.want || p.calls() != test.calls {
			t.Errorf("%+v: %q in %d calls, want %q", test.missing, got, p.calls(), test.want)
		}
	}
	gone := reply{status: http.StatusNotFound, body: `{"error":"Not Found"}`}
	p := &panel{t: t, by: map[string]reply{"GET invoices/9": gone, "GET invoices/INV-2": gone, "GET invoices": page(1, 2, 3), "GET invoices/1": says(`{"data":{"id":1}}`)}}
	c := serve(t, p)
	_, err := c.Get(t.Context(), resale.HostInvoices, "9")
	same(t, "not_found", outcome(err), nil)
	r, err := c.Get(t.Context(), resale.HostInvoices, "INV-2") // as a webhook calls it
	same(t, "2", r.ID, err)
	if _, err := c.Get(t.Context(), resale.HostInvoices, "1"); err != nil {
		t.Fatal(err)
	}
	before := p.calls()
	_, err = c.Get(t.Context(), resale.HostInvoices, "9") // now it is known that there is a call for one
	same(t, "not_found: Not Found", outcome(err), nil)
	same(t, before+1, p.calls(), nil)
}

// The number of one invoice can be the id of another.
func TestGetByTheNumberThatAWebhookTells(t *testing.T) {
	rows := says(`{"data":[{"id":7,"number":"3"},{"id":3,"number":"9"}],"meta":{"total":2}}`)
	p := &panel{t: t, by: map[string]reply{"GET invoices": rows, "GET invoices/3": says(`{"data":{"id":3,"number":"9"}}`)}}
	c := serve(t, p)
	r, err := c.Get(t.Context(), resale.HostInvoices, "#3")
	same(t, "7, #3", brief(r), err)
	p.wasAsked("GET invoices?page=1&per_page=100&search=3")
	r, err = c.Get(t.Context(), resale.HostInvoices, "3")
	same(t, "3, #9", brief(r), err)
	_, err = c.Get(t.Context(), resale.Customers, "#3")
	same(t, "bad_answer", outcome(err), nil) // the pretended panel has no list of customers
}

// A list that is too long to be looked through does not tell that something is
// not there.
func TestGetDoesNotSayThatWhatItDidNotSeeIsGone(t *testing.T) {
	turn := 0
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v1/clients" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		turn++
		_, _ = fmt.Fprintf(w, `{"data":[{"id":%d}],"has_more":true}`, turn)
	}))
	_, err := c.Get(t.Context(), resale.Customers, "100000")
	same(t, "bad_answer", outcome(err), nil)
	same(t, lookPages+1, turn, nil)
}

// What a panel that gives things by their ids does not find is not there, also
// to a client that was made anew: its lists are not looked through.
func TestGetLooksThroughNoListsOfAPanelThatGives(t *testing.T) {
	p := &panel{t: t, reply: reply{status: http.StatusNotFound, body: `{"message":"Not Found"}`}, by: map[string]reply{
		"GET invoices/31": recorded(t, "invoice_1.json"),
	}}
	server, ways := httptest.NewServer(p), new(Ways)
	t.Cleanup(server.Close)
	known := func(c *Config) { c.Ways = ways }
	first, second := clientOf(t, server.URL, known), clientOf(t, server.URL, known)
	if _, err := first.Get(t.Context(), resale.HostInvoices, "31"); err != nil {
		t.Fatal(err)
	}
	if _, err := second.Get(t.Context(), resale.HostInvoices, "4"); resale.CodeOf(err) != resale.NotFound {
		t.Error(err)
	}
	p.wasAsked("GET invoices/31", "GET invoices/4")
}
