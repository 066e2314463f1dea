package whmdc

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// startSandbox is a panel that keeps state, so that the calls fit each other
// and not only their records.
func startSandbox(t *testing.T, more ...func(*Config)) (*Client, *sandbox.WHPanel) {
	t.Helper()
	p := sandbox.NewWH(sandbox.WHOptions{})
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	p.AddKey(testKey)
	return clientOf(t, base, more...), p
}

// quirks are the ways in which panels answer.
func quirks() map[string]sandbox.WHQuirks {
	return map[string]sandbox.WHQuirks{
		"as documented":    {},
		"items":            {Envelope: 2},
		"data in data":     {Envelope: 3},
		"no totals":        {NoTotals: true},
		"nothing told":     {Envelope: 2, NoTotals: true, MaxPerPage: 10},
		"pages of 5":       {MaxPerPage: 5},
		"no pages":         {IgnorePage: true, IgnorePerPage: true, NoTotals: true},
		"text for numbers": {Envelope: 3, StringNumbers: true, NoTotals: true, IgnorePerPage: true},
		"text for sums":    {StringMoney: true},
		"uuids":            {UUIDOnly: true, Envelope: 2, UnknownFields: true},
		"uuids elsewhere":  {UUIDOnly: true, Envelope: 3, ShowSecrets: true},
		"floats":           {FloatMoney: true, NoZoneTimes: true, OldestFirst: true},
		"no call for one":  {NoGet: true, SoftDeleteStays: true},
		"deleted stay":     {SoftDeleteStays: true, Envelope: 2},
		"no narrowing":     {NoGet: true, IgnoreFilters: true, Envelope: 3, UUIDOnly: true},
		"refusals":         {SuccessFalse200: true, ErrorObject: true, ErrorsMap422: true},
		"wrong fields":     {ErrorsMap422: true},
		"in Portuguese":    {Localized: "pt", SuccessFalse200: true, ErrorsMap422: true, Envelope: 2},
	}
}

// life is a panel's: everything is made, read, changed, acted on and deleted.
type life struct {
	t *testing.T
	c *Client
}

func (l life) make(kind resale.RecordKind, w resale.RecordWish) resale.Record {
	l.t.Helper()
	made, err := l.c.Create(l.t.Context(), kind, w)
	if err != nil {
		l.t.Fatal(err)
	}
	shown := kind == resale.Customers || kind == resale.HostKeys || kind == resale.HostHooks
	if made.Secret.IsZero() == shown {
		l.t.Errorf("%s: a secret was shown: %v", kind, !shown)
	}
	return l.read(kind, made.Record.ID)
}

func (l life) read(kind resale.RecordKind, id string) resale.Record {
	l.t.Helper()
	r, err := l.c.Get(l.t.Context(), kind, id)
	if err != nil || r.ID != id {
		l.t.Fatalf("%s %s: %+v, %v", kind, id, r, err)
	}
	if text, _ := json.Marshal(r); strings.Contains(string(text), "hush") || strings.Contains(string(text), "whsec_") {
		l.t.Errorf("a secret in %s", text)
	}
	return r
}

func (l life) ok(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// state checks how something stands, asked anew.
func (l life) state(kind resale.RecordKind, id string, want resale.RecordState) {
	l.t.Helper()
	if r := l.read(kind, id); r.State() != want {
		l.t.Errorf("%s %s is %q (%s), want %q", kind, id, r.State(), r.StateWord(), want)
	}
}

func TestAPanelsLifeHoweverItAnswers(t *testing.T) {
	t.Parallel()
	for name, q := range quirks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, p := startSandbox(t)
			p.Quirk(q)
			l := life{t, c}
			service, invoice := l.sell()
			l.pay(service, invoice, p)
			l.act(service)
			l.manage()
		})
	}
}

// sell makes all that a sale needs.
func (l life) sell() (service, invoice resale.Record) {
	price := dec("29.90")
	ana := l.make(resale.Customers, wish("email", "ana@mail.example", "first_name", "Ana", "last_name", "Lima"))
	if ana.Email() != "ana@mail.example" || ana.State() != resale.RecordActive || ana.Created().IsZero() {
		l.t.Errorf("%+v", ana)
	}
	w := wish("name", "VPS 2", "billing_cycle", "monthly")
	w.Fields = append(w.Fields, resale.WishField{Name: "price", Number: &price})
	product := l.make(resale.Products, w)
	l.make(resale.HostServers, wish("name", "Frankfurt 1", "hostname", "s1.host.example", "password", "hush-hush"))
	service = l.make(resale.HostServices, wish("client_id", ana.ID, "product_id", product.ID, "domain", "lima.example"))
	if service.Label() != "lima.example" || !service.BelongsTo(ana) || service.Ref(resale.Products) != product.ID || service.NextDue().IsZero() {
		l.t.Errorf("%+v", service)
	}
	w = wish("client_id", ana.ID, "due_date", "2030-06-01")
	w.Lines = []resale.InvoiceLine{{Text: "VPS 2", Amount: price, Quantity: 1}, {Text: "Mailbox", Amount: dec("2.55"), Quantity: 4}}
	invoice = l.make(resale.HostInvoices, w)
	if total := invoice.Total(); !total.Amount.Equal(dec("40.10")) || total.Unit != "USD" || !invoice.Unpaid() || !invoice.BelongsTo(ana) || len(invoice.Lines()) != 2 {
		l.t.Errorf("%+v", invoice)
	}
	if got := invoice.Due().Format(time.DateOnly); got != "2030-06-01" {
		l.t.Error(got)
	}
	prices, err := l.c.Pricing(l.t.Context())
	same(l.t, "VPS 2 monthly 29.9 USD", fmt.Sprint(prices[0].Label(), " ", prices[0].Prices()[0].Cycle, " ", prices[0].Prices()[0].Price.Amount.Trim(0), " ", prices[0].Prices()[0].Price.Unit), err)
	return service, invoice
}

func (l life) pay(service, invoice resale.Record, p *sandbox.WHPanel) {
	payment := resale.HostPayment{Amount: dec("40.10"), Gateway: "manual", Transaction: "TG-1-1"}
	l.ok(l.c.Pay(l.t.Context(), invoice.ID, payment))
	l.state(resale.HostInvoices, invoice.ID, resale.RecordPaid)
	if l.read(resale.HostInvoices, invoice.ID).Paid().IsZero() {
		l.t.Error("paid at no time")
	}
	if code := resale.CodeOf(l.c.Pay(l.t.Context(), invoice.ID, payment)); code != resale.AlreadyPaid {
		l.t.Error(code)
	}
	var seen []resale.Record
	for r, err := range l.c.All(l.t.Context(), resale.HostPayments, Query{}, 100) {
		l.ok(err)
		seen = append(seen, r)
	}
	if len(seen) != 1 || len(p.Payments()) != 1 || !seen[0].BelongsTo(invoice) || seen[0].Transaction() != "TG-1-1" || seen[0].Gateway() != "manual" ||
		seen[0].State() != resale.RecordPaid || !seen[0].Total().Amount.Equal(dec("40.10")) || seen[0].Paid().IsZero() {
		l.t.Errorf("%+v", seen)
	}
	l.state(resale.HostServices, service.ID, resale.RecordPending)
}

func (l life) act(service resale.Record) {
	for _, step := range []struct {
		verb resale.HostVerb
		then resale.RecordState
	}{{resale.Provision, resale.RecordActive}, {resale.Suspend, resale.RecordSuspended}, {resale.Unsuspend, resale.RecordActive}, {resale.Terminate, resale.RecordTerminated}} {
		l.ok(l.c.Do(l.t.Context(), service.ID, step.verb))
		l.state(resale.HostServices, service.ID, step.then)
		if code := resale.CodeOf(l.c.Do(l.t.Context(), service.ID, step.verb)); code != resale.AlreadyThere {
			l.t.Errorf("%s again: %s", step.verb, code)
		}
	}
}

// manage changes and deletes one of each kind that can be.
func (l life) manage() {
	john := l.make(resale.Customers, wish("email", "john@mail.example", "first_name", "John", "last_name", "Acme"))
	w := wish("client_id", john.ID, "due_date", "2030-06-01")
	w.Lines = []resale.InvoiceLine{{Text: "Work", Amount: dec("5"), Quantity: 1}}
	products, err := l.c.List(l.t.Context(), resale.Products, Query{})
	l.ok(err)
	key, hook := wish("name", "Telegram"), wish("name", "Telegram", "url", "http://127.0.0.1:1/hook")
	key.Fields = append(key.Fields, resale.WishField{Name: "permissions", List: []string{"clients.read"}})
	hook.Fields = append(hook.Fields, resale.WishField{Name: "events", List: Events()[:1]})
	for _, one := range []struct {
		r    resale.Record
		name string
	}{
		{l.make(resale.HostInvoices, w), "notes"},
		{l.make(resale.HostServices, wish("client_id", john.ID, "product_id", products.Records[0].ID, "domain", "x.example")), "domain"},
		{l.make(resale.Products, wish("name", "Old")), "name"},
		{l.make(resale.HostServers, wish("name", "S", "hostname", "s.example")), "name"},
		{l.make(resale.HostKeys, key), "name"},
		{l.make(resale.HostHooks, hook), "name"},
		{john, "last_name"},
	} {
		_, err := l.c.Update(l.t.Context(), one.r.Kind, one.r.ID, wish(one.name, "other.example"))
		l.ok(err)
		if got := l.read(one.r.Kind, one.r.ID).Text(one.name, "hostname"); got != "other.example" {
			l.t.Errorf("%s: %q", one.r.Kind, got)
		}
		l.ok(l.c.Delete(l.t.Context(), one.r.Kind, one.r.ID))
		switch r, err := l.c.Get(l.t.Context(), one.r.Kind, one.r.ID); {
		case err != nil:
			same(l.t, resale.NotFound, resale.CodeOf(err), nil)
		case r.State() != resale.RecordInactive:
			l.t.Errorf("%s is still there: %+v", one.r.Kind, r)
		}
	}
	_, err = l.c.Create(l.t.Context(), resale.Customers, wish("email", "john@mail.example", "first_name", "J", "last_name", "A"))
	same(l.t, resale.Taken, resale.CodeOf(err), nil) // who was deleted keeps the address
	log, err := l.c.List(l.t.Context(), resale.HostAudit, Query{PerPage: 5})
	if err != nil || len(log.Records) < 5 || log.Records[0].Created().IsZero() {
		l.t.Error(log, err)
	}
	found, err := l.c.Probe(l.t.Context())
	if err != nil || len(found.May) != len(resale.RecordKinds()) || found.Customers >= 0 && found.Customers < 1 {
		l.t.Error(found, err)
	}
}
