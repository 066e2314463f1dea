package ops_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/govalues/decimal"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// hostDeed is one kind of act at a hosting panel, as all tests do it.
type hostDeed struct {
	name    string
	do      func(ctx context.Context, w *hosting, key string) (ops.Outcome, error)
	effects func(w *hosting) int // on the panel
}

func wishing(pairs ...string) (w resale.RecordWish) {
	for i := 0; i < len(pairs); i += 2 {
		w.Fields = append(w.Fields, resale.WishField{Name: pairs[i], Text: pairs[i+1]})
	}
	return w
}

func amount(text string) decimal.Decimal { return decimal.MustParse(text) }

func hostCreates() []hostDeed {
	create := func(kind resale.RecordKind, wished func(w *hosting) resale.RecordWish) func(context.Context, *hosting, string) (ops.Outcome, error) {
		return func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			return w.HostCreate(ctx, w.act(key), kind, wished(w))
		}
	}
	more := func(kind sandbox.WHKind, than int) func(w *hosting) int {
		return func(w *hosting) int { return len(w.panel.Rows(kind)) - than }
	}
	return []hostDeed{{
		"create customer",
		create(resale.Customers, func(*hosting) resale.RecordWish {
			return wishing("email", "eva@mail.example", "first_name", "Eva", "last_name", "Reis", "password", "Her-secret-1")
		}),
		more(sandbox.WHClients, 1),
	}, {
		"create service",
		create(resale.HostServices, func(w *hosting) resale.RecordWish {
			wished := wishing("client_id", w.ana, "domain", "new.example")
			if w.uuids() {
				wished.Fields = append(wished.Fields, resale.WishField{Name: "product_id", Text: w.panel.Rows(sandbox.WHProducts)[0].Text("uuid")})
				return wished
			}
			return resale.RecordWish{Fields: append(wished.Fields, resale.WishField{Name: "product_id", Text: "1"})}
		}),
		more(sandbox.WHServices, 3),
	}, {
		"create invoice",
		create(resale.HostInvoices, func(w *hosting) resale.RecordWish {
			wished := wishing("client_id", w.ana, "due_date", "2026-06-01")
			wished.Lines = []resale.InvoiceLine{{Text: "Work", Amount: amount("12.50"), Quantity: 2}, {Text: "Domain", Amount: amount("9.99"), Quantity: 1}}
			return wished
		}),
		more(sandbox.WHInvoices, 1),
	}, {
		"create key",
		create(resale.HostKeys, func(*hosting) resale.RecordWish {
			return resale.RecordWish{Fields: []resale.WishField{{Name: "name", Text: "Reports"}, {Name: "permissions", List: []string{"invoices.read"}}}}
		}),
		more(sandbox.WHKeys, 2),
	}}
}

func hostChanges() []hostDeed {
	gone := func(kind sandbox.WHKind, id func(w *hosting) string) func(w *hosting) int {
		return func(w *hosting) int { return count(w.row(kind, id(w)) == nil) }
	}
	return []hostDeed{{
		"edit customer", func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			wished := wishing("company_name", "Lima Design")
			wished.Fields[0].Was = json.RawMessage(`""`) // as it was shown
			return w.HostUpdate(ctx, w.act(key), resale.Customers, w.ana, wished)
		}, func(w *hosting) int {
			return count(w.row(sandbox.WHClients, w.ana).Text("company_name") == "Lima Design")
		},
	}, {
		"edit invoice", func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			return w.HostUpdate(ctx, w.act(key), resale.HostInvoices, w.bill, wishing("due_date", "2026-06-09"))
		}, func(w *hosting) int { return count(w.row(sandbox.WHInvoices, w.bill).Time("due_date").Day() == 9) },
	}, {
		"edit lines", func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			return w.HostUpdate(ctx, w.act(key), resale.HostInvoices, w.bill, resale.RecordWish{
				Lines: []resale.InvoiceLine{{Text: "A year", Amount: amount("29.99"), Quantity: 1}, {Text: "Domain", Amount: amount("4.50"), Quantity: 2}},
			})
		}, func(w *hosting) int { return count(w.row(sandbox.WHInvoices, w.bill).Text("total") == "38.99") },
	}, {
		"delete customer", func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			return w.HostDelete(ctx, w.act(key), resale.Customers, w.ana)
		}, gone(sandbox.WHClients, func(w *hosting) string { return w.ana }),
	}, {
		"delete key", func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			return w.HostDelete(ctx, w.act(key), resale.HostKeys, w.key)
		}, gone(sandbox.WHKeys, func(w *hosting) string { return w.key }),
	}}
}

func hostVerbs() (all []hostDeed) {
	for verb, terms := range map[resale.HostVerb]struct {
		id    func(w *hosting) string
		state string
	}{
		resale.Provision: {func(w *hosting) string { return w.pending }, "active"},
		resale.Suspend:   {func(w *hosting) string { return w.active }, "suspended"},
		resale.Unsuspend: {func(w *hosting) string { return w.suspended }, "active"},
		resale.Terminate: {func(w *hosting) string { return w.active }, "terminated"},
	} {
		all = append(all, hostDeed{
			string(verb), func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
				return w.HostDo(ctx, w.act(key), terms.id(w), verb)
			}, func(w *hosting) int {
				done := w.panel.Count("POST services/{id}/" + string(verb)).Applied
				if so := w.row(sandbox.WHServices, terms.id(w)).Text("status") == terms.state; so != (done == 1) {
					return -1
				}
				return done
			},
		})
	}
	return all
}

func hostPays() []hostDeed {
	return []hostDeed{{
		"pay", func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			return w.HostPay(ctx, w.act(key), w.bill, resale.HostPayment{Amount: amount("29.99"), Gateway: "manual", Transaction: "TG-1-1"})
		}, func(w *hosting) int { return len(w.panel.Payments()) },
	}, {
		"payment", func(ctx context.Context, w *hosting, key string) (ops.Outcome, error) {
			sum := amount("9.99")
			wished := wishing("invoice_id", w.bill, "gateway", "bank", "transaction_id", "TG-1-1")
			wished.Fields = append(wished.Fields, resale.WishField{Name: "amount", Number: &sum})
			return w.HostRecordPayment(ctx, w.act(key), wished, resale.HostPayment{})
		}, func(w *hosting) int { return len(w.panel.Payments()) },
	}}
}

func hostDeeds() (all []hostDeed) {
	for _, some := range [][]hostDeed{hostCreates(), hostChanges(), hostVerbs(), hostPays()} {
		all = append(all, some...)
	}
	return all
}

// wantDone fails unless the act is done, truly and once.
func (w *hosting) wantDone(d hostDeed, out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Done || out.Code != "" || out.Host == nil || out.Name == "" {
		w.t.Fatalf("%s is %q %q %q, %v", d.name, out.State, out.Code, out.Detail, err)
	}
	if n := d.effects(w); n != 1 {
		w.t.Fatalf("%s took effect %d times", d.name, n)
	}
	if len(out.Host.Now.Fields) == 0 || out.Host.ID == "" && out.Host.Kind != resale.HostPayments {
		w.t.Errorf("%s: nothing is shown: %+v", d.name, out.Host)
	}
}

// wantTrue fails unless what is told of an act is what happened: once, or not at
// all, and asked for once at most.
func (w *hosting) wantTrue(d hostDeed, at string, out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Done && out.State != storage.Refused {
		w.t.Fatalf("%s, %s: %q %q, %v", d.name, at, out.State, out.Code, err)
	}
	if n := d.effects(w); n != count(out.State == storage.Done) {
		w.t.Fatalf("%s, %s: %q %q, and it took effect %d times", d.name, at, out.State, out.Code, n)
	}
	if n := w.writes(); n > 1 {
		w.t.Errorf("%s, %s: asked for %d times", d.name, at, n)
	}
}

func eachHostDeed(t *testing.T, quirks sandbox.WHQuirks, f func(w *hosting, d hostDeed)) {
	t.Helper()
	for _, d := range hostDeeds() {
		f(newHosting(t, quirks), d)
	}
}
