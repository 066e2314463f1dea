package whmdc

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

// listed checks a list in each of the three envelopes that the panel may use,
// with the names of fields that come along.
func listed(t *testing.T, kind resale.RecordKind, want ...string) {
	t.Helper()
	for envelope := 1; envelope <= 3; envelope++ {
		c, p := start(t, recorded(t, fmt.Sprintf("list/%s_%d.json", kind, envelope)))
		page, err := c.List(t.Context(), kind, Query{})
		if diff := cmp.Diff(want, briefs(page.Records)); diff != "" || err != nil {
			t.Errorf("envelope %d: %v\n%s", envelope, err, diff)
		}
		if page.Total < len(want) || page.More != (page.Total > len(want)) {
			t.Errorf("envelope %d: of %d, more: %v", envelope, page.Total, page.More)
		}
		p.wasAsked("GET " + string(kind) + "?page=1&per_page=50")
		if text, _ := json.Marshal(page.Records); strings.Contains(string(text), "hush") || strings.Contains(string(text), "0af90af9") {
			t.Errorf("envelope %d: a secret in %s", envelope, text)
		}
	}
}

func TestWH01Customers(t *testing.T) {
	listed(t, resale.Customers, "7, Ana Lima, active", "8, Old Ltd, inactive")
	c, p := start(t, recorded(t, "list/clients_1.json"))
	page, err := c.List(t.Context(), resale.Customers, Query{Page: 3, PerPage: 8, Search: "a&b", Status: "active"})
	if err != nil || page.Total != 41 || !page.Records[1].Deleted().Equal(page.Records[1].Deleted().UTC()) || page.Records[1].Deleted().IsZero() {
		t.Error(page, err)
	}
	p.wasAsked("GET clients?page=3&per_page=8&search=a%26b&status=active")
}

func TestWH06Products(t *testing.T) { listed(t, resale.Products, "3, Starter, active, 5.99 USD") }

func TestWH12Services(t *testing.T) {
	listed(t, resale.HostServices, "21, lima.example, active, 5.99 USD, of customer 7, next 2026-06-01")
}

func TestWH21Invoices(t *testing.T) {
	listed(t, resale.HostInvoices, "31, INV-00031, unpaid, 5.99 USD, of customer 7, due 2026-06-01")
	c, p := start(t, recorded(t, "list/invoices_1.json"))
	_, err := c.List(t.Context(), resale.HostInvoices, Query{Customer: "7", Status: "unpaid", PerPage: 5})
	same(t, "", outcome(err), nil)
	p.wasAsked("GET invoices?client_id=7&page=1&per_page=5&status=unpaid")
}

func TestWH27Payments(t *testing.T) {
	for envelope := 1; envelope <= 3; envelope++ {
		c, _ := start(t, recorded(t, fmt.Sprintf("list/payments_%d.json", envelope)))
		page, err := c.List(t.Context(), resale.HostPayments, Query{})
		if err != nil || len(page.Records) != 1 {
			t.Fatal(page, err)
		}
		r := page.Records[0]
		got := fmt.Sprintf("%s %s %v, of %s by %s as %s at %s", r.ID, r.State(), r.Total(), r.Ref(resale.HostInvoices), r.Gateway(), r.Transaction(), r.Paid().Format(time.DateTime))
		same(t, "41 paid 5.99 USD, of 30 by manual as TG-30-1 at 2026-05-01 12:00:00", got, err)
	}
}

func TestWH29Servers(t *testing.T) { listed(t, resale.HostServers, "1, Frankfurt 1, active") }

func TestWH33Keys(t *testing.T) { listed(t, resale.HostKeys, "5, Telegram, active") }

func TestWH36Webhooks(t *testing.T) { listed(t, resale.HostHooks, "6, Telegram, active") }

func TestWH39AuditLog(t *testing.T) { listed(t, resale.HostAudit, "91, invoice.updated") }

// Whatever it is in, a list is found, and what is none does not pass for an
// empty one.
func TestListsInOtherEnvelopes(t *testing.T) {
	for body, want := range map[string]string{
		`[{"id":1},{"id":2}]`:                                  "1 2 total -1",
		`{"clients":[{"id":1}]}`:                               "1 total -1",
		`{"success":true,"data":{"clients":[{"id":1}]}}`:       "1 total -1",
		`{"data":{"1":{"id":1},"0":{"id":9}}}`:                 "9 1 total -1",
		`{"data":{"results":{"data":[{"id":1}]}},"total":"4"}`: "1 total 4 more",
		`{"data":[],"meta":{"pagination":{"total":0}}}`:        "total 0",
		`{"data":[]}`:             "total -1",
		`{"data":null,"total":0}`: "total 0",
		`{"data":[{"id":1}],"links":{"next":"https://x"}}`: "1 total -1 more",
		`{"data":[{"id":1}],"links":{"next":null}}`:        "1 total -1",
		`{"data":[{"id":1}],"has_more":true}`:              "1 total -1 more",
		`{"data":[{"id":1}],"meta":{"has_more":false}}`:    "1 total -1",
		`{"data":[{"id":1},{"name":"no id"}]}`:             "1  total -1",
		`{"data":[{"id":1},7]}`:                            "bad_answer",
		`{"success":true,"data":null}`:                     "bad_answer",
		`{"success":true}`:                                 "bad_answer",
		`{"data":{"id":1,"items":[{"id":5}]}}`:             "bad_answer",
		`{}`:                                               "bad_answer",
		`null`:                                             "bad_answer",
		`"x"`:                                              "bad_answer",
	} {
		c, _ := start(t, says(body))
		page, err := c.List(t.Context(), resale.Customers, Query{})
		got := outcome(err)
		if err == nil {
			for _, r := range page.Records {
				got += r.ID + " "
			}
			got += fmt.Sprint("total ", page.Total)
			if page.More {
				got += " more"
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
