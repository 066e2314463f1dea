package handlers_test

import (
	"fmt"
	"strconv"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// billing is what becomes of an invoice: "! xm buys 1 month" by whoever acts,
// "! xm buys 2 annual with 2" at the gateway too, then of that one "! xm pays",
// "! xm cancels", "! xm delivers". After "! xm brings-nothing" the next one that
// is paid brings nothing. "! xm bill OTHER" turns to another one.
func (w *world) billing(words []string) {
	w.t.Helper()
	key := storage.MemberKey{Chat: w.seller, Person: w.who}
	act := func(what string) ops.Act {
		w.update++
		return ops.Act{Key: fmt.Sprint(what, w.update), Place: w.place(), Person: w.who, Lang: "en"}
	}
	switch words[0] {
	case "buys":
		p := resale.Purchase{PlanID: w.number(words[1]), Period: resale.Period(words[2]), Quantity: 1}
		plan, _ := w.xm.Plan(p.PlanID)
		p.Plan = plan.Name
		out, err := w.ops.Buy(w.t.Context(), act("buy"), key, p)
		if err != nil || out.State != storage.Done {
			w.t.Fatalf("buy: %+v, %v", out, err)
		}
		w.bill = out.Invoice.Invoice.ID
		if words[3] != "with" {
			return
		}
		out, err = w.ops.Pay(w.t.Context(), act("pay"), key, w.bill, w.gateway(w.number(words[4])))
		if err != nil || out.State != storage.Done {
			w.t.Fatalf("pay: %+v, %v", out, err)
		}
	case "pays":
		w.xm.MarkPaid(w.bill)
	case "cancels":
		w.xm.Cancel(w.bill)
	case "delivers":
		w.xm.Deliver(w.bill)
	case "brings-nothing":
		w.xm.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	}
	w.show()
}

func (w *world) gateway(id int64) resale.Gateway {
	all, err := w.ops.Gateways(w.t.Context(), w.seller)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, g := range all {
		if g.ID == id {
			return g
		}
	}
	w.t.Fatalf("there is no gateway %d", id)
	return resale.Gateway{}
}

// passes lets time pass, and watches invoices or sends summaries meanwhile.
func (w *world) passes(job, text string) {
	w.t.Helper()
	d, err := time.ParseDuration(text)
	if err != nil {
		w.t.Fatal(err)
	}
	step := max(d/40, time.Second)
	for end := w.clock().Add(d); w.clock().Before(end); w.wait(step.String()) {
		if job == "looks" {
			w.watchInvoices()
			if err := w.ops.TellStoresBack(w.t.Context(), w.tellStore); err != nil {
				w.t.Fatal(err)
			}
		} else if err := jobs.Summaries(w.ops, w.tellStore)(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	}
	w.show()
}

// watchInvoices does what the worker does with what is due.
func (w *world) watchInvoices() {
	w.t.Helper()
	ctx := w.t.Context()
	panels, err := w.ops.DueInvoicePanels(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, panel := range panels {
		due, err := w.ops.DueInvoices(ctx, panel, 100)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, m := range due {
			if err := w.ops.LookAtInvoices(ctx, m, w.tellInvoice, w.tellStore); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

func (w *world) tellInvoice(tx *storage.Tx, n ops.InvoiceNews) error {
	return w.driver.Tell(tx, handlers.InvoiceNotice(w.deps, n))
}

func (w *world) number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}
