package whmdc

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

func TestEveryRowOnceHoweverPagesAre(t *testing.T) {
	t.Parallel()
	for name, q := range quirks() {
		if q.IgnorePage {
			continue
		}
		c, p := startSandbox(t)
		p.Quirk(q)
		for i := range 57 {
			p.Add(sandbox.WHClients, sandbox.WHRow{"first_name": "C", "last_name": fmt.Sprint(i), "email": fmt.Sprintf("c%d@mail.example", i)})
		}
		for _, size := range []int{8, 20, 50, 100} {
			seen := map[string]bool{}
			for r, err := range c.All(t.Context(), resale.Customers, Query{PerPage: size}, 1000) {
				if err != nil || seen[r.Email()] {
					t.Fatalf("%s, %d a page: %s, %v", name, size, r.Email(), err)
				}
				seen[r.Email()] = true
			}
			if len(seen) != 57 {
				t.Errorf("%s, %d a page: %d", name, size, len(seen))
			}
		}
	}
	c, p := startSandbox(t)
	p.Quirk(sandbox.WHQuirks{IgnorePage: true, NoTotals: true})
	for i := range 57 {
		p.Add(sandbox.WHClients, sandbox.WHRow{"first_name": "C", "last_name": "D", "email": fmt.Sprintf("c%d@mail.example", i)})
	}
	got := 0
	for _, err := range c.All(t.Context(), resale.Customers, Query{}, 1000) {
		same(t, "", outcome(err), nil)
		got++
	}
	same(t, "50 in 2", fmt.Sprint(got, " in ", p.Count("GET clients").Asked), nil)
}

// In a language that nobody here reads, nothing is taken for what it may not be.
func TestWordsThatAreNotUnderstood(t *testing.T) {
	c, p := startSandbox(t)
	p.Seed()
	p.Quirk(sandbox.WHQuirks{Localized: "ru"})
	for _, kind := range []resale.RecordKind{resale.HostServices, resale.HostInvoices} {
		for r, err := range c.All(t.Context(), kind, Query{}, 100) {
			paid := kind == resale.HostInvoices && !r.Paid().IsZero()
			if err != nil || r.State() != resale.RecordUnclear && !paid || r.Unpaid() {
				t.Errorf("%s is %q: %v", r.Label(), r.State(), err)
			}
		}
	}
}

func TestAStoreInEachEnvelope(t *testing.T) {
	t.Parallel()
	for _, q := range []sandbox.WHQuirks{{}, {Envelope: 2}, {Envelope: 3, FloatMoney: true}, {Envelope: 3, StringNumbers: true, Localized: "pt"}} {
		c, p := startSandbox(t)
		p.Quirk(q)
		p.Seed()
		counts := map[resale.RecordState]int{}
		for r, err := range c.All(t.Context(), resale.HostInvoices, Query{}, 1000) {
			if err != nil || !r.Total().Known || r.Total().Unit == "" || r.Ref(resale.Customers) == "" || r.Due().IsZero() {
				t.Errorf("%+v: %+v, %v", q, r, err)
			}
			counts[r.State()]++
		}
		if counts[resale.RecordPaid] != 15 || counts[resale.RecordUnpaid] != 2 || counts[resale.RecordOverdue] != 1 || counts[resale.RecordCancelled] != 1 {
			t.Errorf("%+v: %v", q, counts)
		}
		products, err := c.Pricing(t.Context())
		same(t, "Starter: monthly/1 5.99 USD, annually/12 59.9 USD; Business: monthly/1 14.5 USD, annually/12 145 USD; "+
			"VPS 2: monthly/1 29.99 USD, annually/12 299.9 USD; Hospedagem BR: monthly/1 39.9 BRL, annually/12 399 BRL", lines(products), err)
	}
}

func lines(products []resale.Record) string {
	var all []string
	for _, r := range products {
		var prices []string
		for _, p := range r.Prices() {
			prices = append(prices, fmt.Sprintf("%s/%d %v %s", p.Cycle, p.Months, p.Price.Amount.Trim(0), p.Price.Unit))
		}
		all = append(all, r.Label()+": "+strings.Join(prices, ", "))
	}
	return strings.Join(all, "; ")
}

// What a panel posts is verified and read, whichever of its pages it keeps to.
func TestWH38PostedEvents(t *testing.T) {
	t.Parallel()
	for _, q := range []sandbox.WHQuirks{{}, {WebhookPrefix: true, WebhookShape: 2, NoZoneTimes: true}, {UUIDOnly: true, StringNumbers: true}, {Localized: "pt", WebhookShape: 2}} {
		c, p := startSandbox(t)
		p.Quirk(q)
		p.Seed()
		type post struct{ signature, body string }
		posts := make(chan post, 10)
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			posts <- post{r.Header.Get(SignatureHeader), string(body)}
		}))
		t.Cleanup(server.Close)
		w := wish("name", "Telegram", "url", server.URL)
		w.Fields = append(w.Fields, resale.WishField{Name: "events", List: Events()})
		made, err := c.Create(t.Context(), resale.HostHooks, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range Events() {
			p.Announce(name, 1)
			got := <-posts
			if !Verify(made.Secret, got.signature, []byte(got.body)) || Verify(secret.New("whsec_somebody-else"), got.signature, []byte(got.body)) {
				t.Errorf("%s: %q is not verified", got.body, got.signature)
			}
			e, err := ReadEvent([]byte(got.body))
			if err != nil || e.Name != name || e.Zoned == q.NoZoneTimes || time.Since(e.At) > time.Minute {
				t.Fatalf("%s: %+v, %v", got.body, e, err)
			}
			// By what it names, the panel gives the thing itself.
			if r, err := c.Get(t.Context(), e.Kind, e.Object); err != nil || r.Kind != e.Kind {
				t.Errorf("%s: %+v, %v", got.body, r, err)
			}
		}
	}
}
