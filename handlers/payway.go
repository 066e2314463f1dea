package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// paySheet is an invoice that somebody is about to pay.
type paySheet struct {
	bill
	Ways []resale.Gateway `json:"ways,omitempty"` // as they were shown
	Way  resale.Gateway   `json:"way,omitzero"`   // that was chosen
	Poor bool             `json:"poor,omitempty"` // the store said that the balance is not enough
}

// waysShown is how many ways to pay one screen holds, in the store's order.
const waysShown = 30

func (s *paySheet) about() *bill { return &s.bill }

// payWayFlow asks how an invoice is to be paid, and shows how it is done.
func payWayFlow(d Deps) dialog.Flow[paySheet] {
	return dialog.Flow[paySheet]{
		Name: "payway", Home: true, Trouble: trouble, Begin: beginBill((*paySheet).about, "ways"),
		Steps: []dialog.Step[paySheet]{
			{Name: "ways", Buttons: true, Ask: d.askWays, Take: takeWay},
			{Name: "balance", Buttons: true, Ask: d.askFromBalance, Take: to[paySheet]("do")},
			{Name: "do", Do: d.pay},
		},
	}
}

func (d Deps) askWays(ctx context.Context, t *dialog.Turn, s *paySheet) (chat.Screen, error) {
	v, view, instead, err := d.openInvoice(ctx, t, s.bill)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	if closed, ok := v.refuses(); ok {
		return closed, nil
	}
	ways, err := d.Ops.Gateways(ctx, v.Store.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	s.Ways = ways[:min(len(ways), waysShown)]
	lines := []chat.Text{
		viewLine(view),
		chat.T("pay.amount", chat.Args{"Amount": sumText(view.Now.Amount)}),
	}
	if view.Now.Discount.Known && !view.Now.Discount.IsZero() {
		lines = append(lines, chat.T("pay.discount", chat.Args{"Amount": sumText(view.Now.Discount)}))
	}
	see := row(goTo("invoices.see", v.target("invoices")))
	twin, other := twinLines(v, view)
	if twin != nil {
		lines = append(append(twin, chat.Text{}), lines...)
	}
	if len(s.Ways) == 0 {
		return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("pay.no_ways")), Rows: [][]chat.Button{see}}, nil
	}
	screen := chat.Screen{Lines: append(lines, chat.Text{}, chat.T("pay.ask_way")), Rows: other}
	balance := d.balance(ctx, t, v, s.Ways)
	for _, g := range s.Ways {
		if line, enough := s.balanceLine(g, balance, view.Now.Amount); fromBalance(g) && line.Key != "" {
			screen.Lines = append(screen.Lines, line)
			if !enough {
				continue
			}
		}
		label := chat.T("pay.way", chat.Args{"Name": wayName(g)})
		if total, ok := withFee(g, view.Now.Amount); ok {
			label = chat.T("pay.way_fee", chat.Args{"Name": shorten(g.Name, 20), "Total": sumText(total)})
			screen.Lines = append(screen.Lines, feeLine(g, view.Now.Amount, total))
		}
		screen.Rows = append(screen.Rows, row(chat.Button{Label: label, Answer: "way " + number(g.ID)}))
	}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("pay.seen_first"))
	screen.Rows = append(screen.Rows, see)
	return screen, nil
}

func takeWay(_ context.Context, _ *dialog.Turn, s *paySheet, a dialog.Answer) (dialog.Next, error) {
	id, _ := strings.CutPrefix(a.Value, "way ")
	for _, g := range s.Ways {
		if number(g.ID) == id {
			s.Way = g
			if fromBalance(g) {
				return dialog.To("balance"), nil
			}
			return dialog.To("do"), nil
		}
	}
	return dialog.Stay(chat.Text{}), nil
}

// pay asks the store how the invoice is paid in the way that was chosen, once,
// and shows that as the one message about paying it.
func (d Deps) pay(ctx context.Context, t *dialog.Turn, s *paySheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	if instead, ok := v.wantsLogin(); ok {
		return dialog.End(instead), nil
	}
	out, err := d.Ops.Pay(ctx, t.Act(), v.key(t), s.ID, s.Way)
	switch {
	case err != nil:
		return dialog.Next{}, err
	case out.State == storage.Refused && out.Code == resale.NoFunds: // another try would not help
		t.Note(chat.T("pay.no_funds"))
		s.Poor = true
		return dialog.To("ways"), nil
	case out.State == storage.Refused && len(s.Ways) == 0 && !passes(out.Code): // no ways were shown: here they come
		t.Note(chat.T("pay.way_fails"))
		return dialog.Go(s.target("payway")), nil
	case out.State == storage.Refused:
		return dialog.Next{}, out.Err()
	case out.State != storage.Done || out.Invoice == nil:
		return checking(t, "pay.unknown", v), nil
	}
	return d.toPay(ctx, t, v, s.bill, *out.Invoice)
}

// passes tells why something fails that may go well a little later.
func passes(why resale.Code) bool {
	switch why {
	case resale.RateLimited, resale.Unavailable, resale.BadAnswer, resale.Blocked, resale.Busy:
		return true
	}
	return false
}

// toPay shows how an invoice is paid. What shows nothing to do may be paid
// already, as from the account's own money.
func (d Deps) toPay(ctx context.Context, t *dialog.Turn, v visit, b bill, now ops.InvoiceOutcome) (dialog.Next, error) {
	i := now.Invoice
	if now.Now.State != resale.InvoicePaid && i.Payment.Kind != resale.PayNothing {
		return d.showPayment(ctx, t, i, v)
	}
	told, tell := false, d.tellInvoice(t)
	view, err := d.Ops.CheckInvoice(ctx, v.key(t), b.ID, func(tx *storage.Tx, n ops.InvoiceNews) error {
		told = told || !n.Kind.ForReseller()
		return tell(tx, n)
	})
	if err == nil && told && !view.Now.Paid.IsZero() {
		return dialog.End(paidScreen(i, b)), nil
	}
	if err == nil && billState(view) != storage.InvoiceOpen {
		return dialog.Go(b.target("invoice")), nil
	}
	if now.Now.State == resale.InvoicePaid { // it was seen, and is told by whoever watches it
		return dialog.Go(b.target("invoice")), nil
	}
	return d.showPayment(ctx, t, i, v)
}

// showPayment ends with how the invoice is paid. Of who never said where they
// live, the store's zone is the best guess.
func (d Deps) showPayment(ctx context.Context, t *dialog.Turn, i storage.Invoice, v visit) (dialog.Next, error) {
	zone := t.Zone
	if t.Chat.Zone == "" {
		var err error
		if zone, err = d.Ops.Zone(ctx, v.Store.Chat); err != nil {
			return dialog.Next{}, err
		}
	}
	p, err := d.payCard(i, v.Store, t.Lang, zone, t.Now)
	if err != nil {
		return dialog.Next{}, err
	}
	return dialog.End(p.screen).KeepIn(paySlot(i)), nil
}
