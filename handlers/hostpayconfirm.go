package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// paymentsShown is how many earlier payments a confirmation names.
const paymentsShown = 3

// payable is an invoice that can be paid.
type payable struct {
	invoice resale.Record
	before  []resale.Record // its payments
}

// within is how old what the question says may be: as the card read it, unless
// that was refused.
func (s *hostPaySheet) within() time.Duration {
	if s.Anew {
		return 0
	}
	return seenLife
}

// payable reads the invoice, unless its card just did, and notes what is left of
// it; instead is what is shown of one that takes no payment.
func (d Deps) payable(ctx context.Context, t *dialog.Turn, s *hostPaySheet) (p payable, instead *chat.Screen, err error) {
	if instead, err = d.openPayment(ctx, t, s); err != nil || instead != nil {
		return p, instead, err
	}
	left, before, invoice, err := d.Ops.ProposePayment(ctx, t.Input.Place.Chat, s.Invoice, s.within())
	p, s.Agreed = payable{invoice, before}, false
	switch resale.CodeOf(err) {
	case resale.AlreadyPaid:
		return p, d.noPayment("hostpay.is_paid", s, invoice), nil
	case resale.Refused:
		return p, d.noPayment("hostpay.takes_none", s, invoice), nil
	case resale.NotFound:
		return p, &chat.Screen{Lines: []chat.Text{chat.T("hostpay.gone")}, Rows: [][]chat.Button{row(goTo("hostpay.others", "hostcollect"), goTo("button.menu", "menu"))}}, nil
	}
	if err == nil {
		s.Shown, s.Unit, s.Label = left, invoice.Total().Unit, invoice.Label()
		s.Of, s.Name = invoice.Ref(resale.Customers), d.ownerOf(ctx, t, invoice)
	}
	return p, nil, err
}

// ownerOf names the customer of an invoice, by asking for them if need be: whose
// money it is matters most here. A key may see invoices and no customers.
func (d Deps) ownerOf(ctx context.Context, t *dialog.Turn, r resale.Record) string {
	place, id := t.Input.Place.Chat, r.Ref(resale.Customers)
	name := ownerName(r)
	if name == "" && id != "" {
		ctx, stop := context.WithTimeout(ctx, namesWithin)
		defer stop()
		if customer, err := d.Ops.HostSeen(ctx, place, resale.Customers, id, namesLife); err == nil {
			name = customer.Label()
		}
	}
	if called := spoken(place, name); called != "" || id == "" {
		return called
	}
	return shorten("#"+id, 40)
}

// openPayment is shown while nobody knows whether an earlier payment of the
// invoice is recorded: another one would be refused.
func (d Deps) openPayment(ctx context.Context, t *dialog.Turn, s *hostPaySheet) (*chat.Screen, error) {
	open, err := d.Ops.OpenActs(ctx, t.Input.Place.Chat)
	if err != nil {
		return nil, err
	}
	for _, a := range open {
		if a.Host != nil && paymentAct(a.Act) && s.Invoice == or(a.Host.Invoice.ID, a.Host.ID) {
			s.Agreed = false
			return &chat.Screen{
				Lines: append([]chat.Text{chat.T("hostpay.is_open"), {}}, hostFacts(a)...),
				Rows:  [][]chat.Button{row(pick("button.refresh", "refresh"), goTo("outcome.see_open", "open")), row(goTo("button.menu", "menu"))},
			}, nil
		}
	}
	return nil, nil
}

func (d Deps) noPayment(key string, s *hostPaySheet, invoice resale.Record) *chat.Screen {
	return &chat.Screen{
		Lines: []chat.Text{chat.T(key, chat.Args{"Invoice": shorten(or(invoice.Label(), "#"+s.Invoice), 60)})},
		Rows:  append(s.sheet().cardRow("hostpay.open"), row(goTo("hostpay.others", "hostcollect"), goTo("button.menu", "menu"))),
	}
}

// askHostPay shows all that will be recorded, as the invoice is now.
func (d Deps) askHostPay(ctx context.Context, t *dialog.Turn, s *hostPaySheet) (chat.Screen, error) {
	p, instead, err := d.payable(ctx, t, s)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	s.Shown.Gateway, s.Shown.Transaction = or(s.Gateway, s.Shown.Gateway), or(s.Transaction, s.Shown.Transaction)
	if s.Amount.IsPos() || s.Shown.Unsure { // what is not sure is for the person to say
		s.Shown.Amount = s.Amount
	}
	s.Agreed = s.Shown.Amount.IsPos()
	lines := []chat.Text{
		chat.T("hostpay.check"),
		{},
		chat.T("hostpay.invoice", chat.Args{"Invoice": shorten(p.invoice.Label(), 60), "Customer": s.Name}),
		chat.T("hostpay.total", chat.Args{"Amount": sumText(p.invoice.Total())}),
	}
	lines = append(lines, d.paidBefore(t, p)...)
	if s.Shown.Unsure {
		lines = append(lines, s.leftLines()...)
	}
	lines = append(lines, chat.Text{})
	if s.Agreed {
		lines = append(lines, chat.T("hostpay.amount", chat.Args{"Amount": s.sum(s.Shown.Amount)}))
	}
	lines = append(lines,
		chat.T("hostpay.gateway", chat.Args{"Gateway": shorten(s.Shown.Gateway, longestGateway)}),
		chat.T("hostpay.number", chat.Args{"Number": shorten(s.Shown.Transaction, longestTransaction)}),
		chat.Text{}, s.amountLine())
	return chat.Screen{Lines: lines, Rows: s.payButtons()}, nil
}

// amountLine compares the amount with what is left to pay.
func (s *hostPaySheet) amountLine() chat.Text {
	args := chat.Args{"Left": s.sum(s.Shown.Left), "Unsure": s.Shown.Unsure}
	switch {
	case !s.Agreed:
		return chat.T("hostpay.no_amount")
	case s.Shown.Amount.Less(s.Shown.Left):
		return chat.T("hostpay.less", args)
	case s.Shown.Left.Less(s.Shown.Amount):
		return chat.T("hostpay.more", args)
	}
	return chat.T("hostpay.what_happens")
}

func (s *hostPaySheet) payButtons() [][]chat.Button {
	var rows [][]chat.Button
	if s.Agreed {
		amount := chat.Args{"Amount": s.sum(s.Shown.Amount)}
		yes := chat.Button{Label: chat.T("hostpay.yes", amount), Answer: wholly, Style: chat.Primary}
		if s.Shown.Amount.Less(s.Shown.Left) {
			rows = append(rows, row(chat.Button{Label: chat.T("hostpay.as_part", amount), Answer: partly, Style: chat.Primary}))
			yes = pick("hostpay.as_all", wholly)
		}
		rows = append(rows, row(yes))
	}
	return append(rows, row(pick("hostpay.change_amount", "amount"), pick("hostpay.change_number", "number")), row(pick("hostpay.change_gateway", "gateway")))
}

// paidBefore names the payments that the invoice has already.
func (d Deps) paidBefore(t *dialog.Turn, p payable) []chat.Text {
	var lines []chat.Text
	for _, b := range p.before[:min(len(p.before), paymentsShown)] {
		lines = append(lines, chat.T("hostpay.before", chat.Args{
			"Amount": sumText(b.Total()), "Gateway": shorten(b.Gateway(), 30), "Date": d.hostDate(t, paidAt(b)),
		}))
	}
	if more := len(p.before) - paymentsShown; more > 0 {
		lines = append(lines, chat.T("hostpay.before_more", chat.Args{"Count": more}))
	}
	return lines
}
