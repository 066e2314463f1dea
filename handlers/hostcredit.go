package handlers

import (
	"context"
	"fmt"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// hostCreditSheet is a payment of a customer that belongs to no invoice.
type hostCreditSheet struct {
	hostPickSheet
	Customer string          `json:"customer,omitempty"`
	Name     string          `json:"name,omitempty"`
	Amount   decimal.Decimal `json:"amount,omitzero"`
	Gateway  string          `json:"gateway,omitempty"`
	Number   string          `json:"number,omitempty"`
}

// hostCreditFlow records a payment without an invoice, for a customer that a
// button names or the person chooses.
func hostCreditFlow(d Deps) dialog.Flow[hostCreditSheet] {
	return dialog.Flow[hostCreditSheet]{
		Name: "hostcredit", Needs: ops.WHMDC,
		Begin: func(ctx context.Context, t *dialog.Turn, s *hostCreditSheet, args string) (dialog.Next, error) {
			if s.Customer = strings.TrimSpace(args); s.Customer == "" {
				return dialog.To("customer"), nil
			}
			customer, err := d.Ops.HostGet(ctx, t.Input.Place.Chat, resale.Customers, s.Customer)
			s.Name = shorten(customer.Label(), 60)
			return dialog.To("amount"), err
		},
		Away: func(s hostCreditSheet) string { return "hostcollect" },
		Steps: []dialog.Step[hostCreditSheet]{
			{Name: "customer", Ask: d.askCreditCustomer, Take: d.takeCreditCustomer},
			{Name: "amount", Ask: askCreditAmount, Take: takeCreditAmount},
			{Name: "gateway", Ask: d.askCreditGateway, Take: takeCreditGateway},
			{Name: "confirm", Buttons: true, Ask: askHostCredit, Take: to[hostCreditSheet]("do")},
			{Name: "do", Do: d.hostCredit},
		},
	}
}

func (d Deps) askCreditCustomer(ctx context.Context, t *dialog.Turn, s *hostCreditSheet) (chat.Screen, error) {
	page, err := d.Ops.HostList(ctx, t.Input.Place.Chat, resale.Customers, s.query(""))
	if err != nil {
		return chat.Screen{}, err
	}
	var rows [][]chat.Button
	for _, c := range page.Records[:min(len(page.Records), mostButtons)] {
		if c.State() != resale.RecordInactive {
			rows = append(rows, row(d.hostButton(t, c)))
		}
	}
	return s.screen("hostpay.ask_customer", rows, "hostpay.no_customer", page.More), nil
}

func (d Deps) takeCreditCustomer(ctx context.Context, t *dialog.Turn, s *hostCreditSheet, a dialog.Answer) (dialog.Next, error) {
	id, chosen := strings.CutPrefix(a.Value, "open ")
	if !chosen {
		s.turn(a)
		return dialog.Stay(chat.Text{}), nil
	}
	customer, err := d.Ops.HostGet(ctx, t.Input.Place.Chat, resale.Customers, id)
	s.Customer, s.Name = id, shorten(customer.Label(), 60)
	return dialog.To("amount"), err
}

func askCreditAmount(_ context.Context, _ *dialog.Turn, s *hostCreditSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("hostpay.from", chat.Args{"Customer": s.Name}), {}, chat.T("hostpay.ask_amount", chat.Args{"Unit": ""})}}, nil
}

func takeCreditAmount(_ context.Context, t *dialog.Turn, s *hostCreditSheet, a dialog.Answer) (dialog.Next, error) {
	amount, ok := payAmount(t, a)
	if !ok {
		return dialog.Stay(chat.T("hostpay.bad_amount")), nil
	}
	s.Amount = amount
	return dialog.To("gateway"), nil
}

func (d Deps) askCreditGateway(ctx context.Context, t *dialog.Turn, _ *hostCreditSheet) (chat.Screen, error) {
	rows, err := d.gatewayRows(ctx, t)
	return chat.Screen{Lines: []chat.Text{chat.T("hostpay.ask_gateway")}, Rows: rows}, err
}

func takeCreditGateway(_ context.Context, t *dialog.Turn, s *hostCreditSheet, a dialog.Answer) (dialog.Next, error) {
	gateway, ok := readWord(or(a.Value, a.Text), longestGateway)
	if !ok {
		return dialog.Stay(chat.T("hostpay.bad_gateway", chat.Args{"Most": longestGateway})), nil
	}
	// The same for as long as this conversation lasts, so that a repeat is recognized.
	s.Gateway, s.Number = gateway, or(s.Number, fmt.Sprintf("TG-C%s-%d", shorten(s.Customer, 12), t.Now.Unix()))
	return dialog.To("confirm"), nil
}

func askHostCredit(_ context.Context, _ *dialog.Turn, s *hostCreditSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{
		chat.T("hostpay.check"),
		{},
		chat.T("hostpay.from", chat.Args{"Customer": s.Name}),
		chat.T("hostpay.amount", chat.Args{"Amount": amountLabel(exactly(s.Amount, ""))}),
		chat.T("hostpay.gateway", chat.Args{"Gateway": s.Gateway}),
		chat.T("hostpay.number", chat.Args{"Number": s.Number}),
		{},
		chat.T("hostpay.no_invoice_paid"),
	}, Rows: [][]chat.Button{row(chat.Button{Label: chat.T("hostpay.yes", chat.Args{"Amount": amountLabel(exactly(s.Amount, ""))}), Answer: "yes", Style: chat.Primary})}}, nil
}

func (d Deps) hostCredit(ctx context.Context, t *dialog.Turn, s *hostCreditSheet) (dialog.Next, error) {
	out, err := d.Ops.HostRecordPayment(ctx, t.Act(), resale.RecordWish{Fields: []resale.WishField{
		{Name: "client_id", Text: s.Customer},
		{Name: "amount", Number: &s.Amount},
		{Name: "gateway", Text: s.Gateway},
		{Name: "transaction_id", Text: s.Number},
	}})
	if err == nil && out.State == storage.Refused {
		return refusedPayment(t, out)
	}
	return d.conclude(t, out, err)
}
