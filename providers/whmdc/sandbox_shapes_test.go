package whmdc_test

import (
	"testing"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/providers/whmdc"
)

// shapes are the ways in which panels answer.
func shapes() map[string]sandbox.WHQuirks {
	return map[string]sandbox.WHQuirks{
		"documented":       {},
		"items":            {Envelope: 2},
		"data in data":     {Envelope: 3},
		"no totals":        {NoTotals: true},
		"items, no totals": {Envelope: 2, NoTotals: true},
		"strings":          {StringNumbers: true},
		"uuids":            {UUIDOnly: true},
		"uuids in items":   {UUIDOnly: true, Envelope: 2},
		"floats":           {FloatMoney: true, Envelope: 3},
		"sums":             {StringMoney: true},
		"unknown fields":   {UnknownFields: true, ShowSecrets: true},
		"no zone":          {NoZoneTimes: true},
		"no get":           {NoGet: true},
		"no get, uuids":    {NoGet: true, UUIDOnly: true, Envelope: 3},
		"pages of 20":      {IgnorePerPage: true, OldestFirst: true},
		"pages of 5":       {MaxPerPage: 5},
		"no pages":         {IgnorePage: true, IgnorePerPage: true, NoTotals: true},
		"no filters":       {IgnoreFilters: true},
		"deleted stay":     {SoftDeleteStays: true, Envelope: 2},
		"refusals in 200":  {SuccessFalse200: true, ErrorObject: true},
		"maps of errors":   {ErrorsMap422: true},
		"portuguese":       {Localized: "pt"},
	}
}

// A customer's life is the same in whatever shape the panel answers.
func TestShapesOfTheSandbox(t *testing.T) {
	for name, quirks := range shapes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, p := ask(t)
			p.Quirk(quirks)
			live(t, c, p, quirks)
		})
	}
}

func live(t *testing.T, c *whmdc.Client, p *sandbox.WHPanel, quirks sandbox.WHQuirks) {
	ctx := t.Context()
	found := need(c.Probe(ctx))(t)
	if len(found.May) != len(resale.RecordKinds()) {
		t.Errorf("it may %v", found.May)
	}
	john := resale.RecordWish{Fields: []resale.WishField{text("email", "new@mail.example"), text("first_name", "New"), text("last_name", "One")}}
	customer := need(c.Create(ctx, resale.Customers, john))(t)
	if customer.Record.ID == "" || customer.Secret.IsZero() {
		t.Errorf("%+v", customer)
	}
	_, err := c.Create(ctx, resale.Customers, john)
	refused(t, "the same address", err, resale.Taken, resale.Invalid)
	if got := need(c.Get(ctx, resale.Customers, customer.Record.ID))(t); got.Email() != "new@mail.example" || got.State() != resale.RecordActive {
		t.Errorf("%+v is %q", got, got.State())
	}
	product := p.Rows(sandbox.WHProducts)[0].Text("id")
	if quirks.UUIDOnly {
		product = p.Rows(sandbox.WHProducts)[0].Text("uuid")
	}
	service := need(c.Create(ctx, resale.HostServices, resale.RecordWish{Fields: []resale.WishField{
		text("client_id", customer.Record.ID), text("product_id", product), text("domain", "new.example"), text("billing_cycle", "monthly"),
	}}))(t).Record.ID
	state := func(kind resale.RecordKind, id string, want resale.RecordState) resale.Record {
		t.Helper()
		r := need(c.Get(ctx, kind, id))(t)
		if r.State() != want {
			t.Errorf("%s %s is %q (%s), want %q", kind, id, r.State(), r.StateWord(), want)
		}
		return r
	}
	if r := state(resale.HostServices, service, resale.RecordPending); r.Ref(resale.Customers) != customer.Record.ID || r.Label() != "new.example" {
		t.Errorf("%s of %q: %s", r.Label(), r.Ref(resale.Customers), r.Fields)
	}
	for _, step := range []struct {
		verb resale.HostVerb
		want resale.RecordState
	}{
		{resale.Provision, resale.RecordActive}, {resale.Suspend, resale.RecordSuspended}, {resale.Unsuspend, resale.RecordActive}, {resale.Terminate, resale.RecordTerminated},
	} {
		if err := c.Do(ctx, service, step.verb); err != nil {
			t.Errorf("%s: %v", step.verb, err)
		}
		state(resale.HostServices, service, step.want)
	}
	if err := c.Do(ctx, service, resale.Terminate); err == nil || resale.CodeOf(err) == resale.Unknown {
		t.Errorf("it was terminated twice: %v", err)
	}
	pays(t, c, customer.Record.ID, state)
	all := 0
	for r, err := range c.All(ctx, resale.HostInvoices, whmdc.Query{PerPage: 10}, 100) {
		if err != nil || r.State() == resale.RecordUnclear || !r.Total().Known {
			t.Errorf("%+v: %v", r, err)
		}
		all++
	}
	want := len(p.Invoices())
	if quirks.IgnorePage {
		want = min(want, 20)
	}
	if all != want {
		t.Errorf("%d invoices, want %d", all, want)
	}
	if prices := need(c.Pricing(ctx))(t); len(prices) != 4 {
		t.Errorf("%d products", len(prices))
	}
	if err := c.Delete(ctx, resale.Customers, customer.Record.ID); err != nil {
		t.Error(err)
	}
	if r, err := c.Get(ctx, resale.Customers, customer.Record.ID); err == nil {
		if r.Deleted().IsZero() || r.State() != resale.RecordInactive {
			t.Errorf("it is still there: %s", r.Fields)
		}
	} else {
		refused(t, "what was deleted", err, resale.NotFound)
	}
}

// In a language that nobody here reads, nothing is taken for what it may not be.
func TestWordsThatAreNotUnderstood(t *testing.T) {
	c, p := ask(t)
	p.Quirk(sandbox.WHQuirks{Localized: "ru"})
	for _, kind := range []resale.RecordKind{resale.HostServices, resale.HostInvoices} {
		for r, err := range c.All(t.Context(), kind, whmdc.Query{}, 100) {
			paid := kind == resale.HostInvoices && !r.Paid().IsZero()
			if err != nil || r.State() != resale.RecordUnclear && !paid || r.Unpaid() {
				t.Errorf("%s is %q: %v", r.Label(), r.State(), err)
			}
		}
	}
}

// pays makes an invoice and pays it, once.
func pays(t *testing.T, c *whmdc.Client, customer string, state func(resale.RecordKind, string, resale.RecordState) resale.Record) {
	t.Helper()
	ctx := t.Context()
	invoice := need(c.Create(ctx, resale.HostInvoices, resale.RecordWish{
		Fields: []resale.WishField{text("client_id", customer), text("due_date", "2030-01-31")},
		Lines:  []resale.InvoiceLine{{Text: "Work", Amount: decimal.MustParse("12.25"), Quantity: 2}, {Text: "Domain", Amount: decimal.MustParse("9.90"), Quantity: 1}},
	}))(t).Record.ID
	r := state(resale.HostInvoices, invoice, resale.RecordUnpaid)
	due := time.Date(2030, 1, 31, 0, 0, 0, 0, time.UTC)
	if total := r.Total(); !total.Known || total.Amount.Cmp(decimal.MustParse("34.40")) != 0 || !r.Due().Equal(due) || r.Ref(resale.Customers) != customer || !r.Unpaid() {
		t.Errorf("%v, due %s: %s", total, r.Due(), r.Fields)
	}
	pay := resale.HostPayment{Amount: decimal.MustParse("34.40"), Gateway: "manual", Transaction: "TG-1"}
	if err := c.Pay(ctx, invoice, pay); err != nil {
		t.Error(err)
	}
	if r := state(resale.HostInvoices, invoice, resale.RecordPaid); r.Paid().IsZero() {
		t.Errorf("it was paid at no time: %s", r.Fields)
	}
	if err := c.Pay(ctx, invoice, pay); err == nil || resale.CodeOf(err) == resale.Unknown {
		t.Errorf("it was paid twice: %v", err)
	}
	for r, err := range c.All(ctx, resale.HostPayments, whmdc.Query{}, 100) {
		if err != nil || r.Text("transaction_id", "reference") != "TG-1" {
			continue
		}
		if r.Ref(resale.HostInvoices) != invoice || r.Ref(resale.Customers) != customer || r.Total().Amount.Cmp(pay.Amount) != 0 {
			t.Errorf("%s", r.Fields)
		}
		return
	}
	t.Error("the payment is not among them")
}
