package handlers_test

import (
	"strconv"
	"strings"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// billed does what happens to invoices at the XMPlus panel, to the newest one:
// "! bill paid" (somebody's money arrives), "cancelled", "runs-out",
// "delivered". "! bill store Night Net" names the store. "! bill look" lets the worker look at what is due, "!
// bill watch 7m" for so long. "! bill
// no-service" and "! bill late-service" have the next paid one bring nothing;
// "! bill one-unpaid" refuses a second one; "! bill quiet" has the next payment
// answered with nothing. "! bill price 1 month 12", "! bill sold-out 1", "! bill
// gone 1" and "! bill way 2 off" change what is sold, and how it is paid.
func (w *world) billed(what string) {
	w.t.Helper()
	words := append(strings.Fields(what), "", "", "", "")
	id, _ := strconv.ParseInt(words[1], 10, 64)
	switch words[0] {
	case "look":
		w.lookAtBills()
	case "watch": // for so long
		long, err := time.ParseDuration(words[1])
		if err != nil {
			w.t.Fatal(err)
		}
		for ; long > 0; long -= 10 * time.Second {
			w.wait("10s")
			w.lookAtBills()
		}
	case "opens-second": // store, of the group, with the same panel
		w.connectXM(groupID)
	case "store": // what the store that was opened last is called
		name := strings.TrimPrefix(what, "store ")
		if _, err := w.ops.ChangeStorefront(w.t.Context(), w.seller, func(s *storage.Storefront) { s.Name = name }); err != nil {
			w.t.Fatal(err)
		}
	case "more": // so many old ones of the first account
		for n := range id {
			w.xm.AddInvoice(sandbox.XMInvoice{
				Email: "ana@mail.example", Plan: 2, Billing: "month", Amount: "18", State: sandbox.XMPaid, Created: w.clock().AddDate(0, -int(n)-1, 0), Paid: w.clock().AddDate(0, -int(n)-1, 0),
			})
		}
	case "paid":
		w.xm.MarkPaid(w.newestBill())
	case "cancelled":
		w.xm.Cancel(w.newestBill())
	case "runs-out":
		w.xm.Expire(w.newestBill())
	case "delivered":
		w.xm.Deliver(w.newestBill())
	case "no-service":
		w.xm.Quirk(sandbox.XMQuirks{PaidWithoutService: 1})
	case "one-unpaid":
		w.xm.Quirk(sandbox.XMQuirks{UnpaidBlocks: true})
	case "persian":
		w.xm.Quirk(sandbox.XMQuirks{Localized: "fa"})
	case "quiet":
		w.xm.Quirk(sandbox.XMQuirks{EmptyPayBodies: 1})
	case "price":
		w.xm.SetPlan(id, func(p *sandbox.XMPlan) { p.Prices[words[2]] = words[3] })
	case "sold-out":
		w.xm.SetPlan(id, func(p *sandbox.XMPlan) { p.Counted, p.Stock = true, 0 })
	case "gone":
		w.xm.SetPlan(id, func(p *sandbox.XMPlan) { p.Off = true })
	case "way":
		w.xm.SetGateway(id, func(g *sandbox.XMGateway) { g.Off, g.Refuses = words[2] == "off", words[2] == "refuses" })
	case "code": // what a way to pay gives to be scanned: "! bill code 2 1500" characters
		n, _ := strconv.Atoi(words[2])
		w.xm.SetGateway(id, func(g *sandbox.XMGateway) { g.Data = strings.Repeat("LNBC1invented", n)[:n] })
	default:
		w.t.Fatalf("no invoice can be %q", what)
	}
}

// newestBill is the invoice that was made last.
func (w *world) newestBill() string {
	all := w.xm.Invoices("")
	return all[len(all)-1].ID
}

// lookAtBills does what the worker does with what is due.
func (w *world) lookAtBills() {
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
			if err := w.ops.LookAtInvoices(ctx, m, w.tellBill, w.tellStore); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.show()
}

func (w *world) tellBill(tx *storage.Tx, n ops.InvoiceNews) error {
	return w.driver.Tell(tx, handlers.InvoiceNotice(w.deps, n))
}
