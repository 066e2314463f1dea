package handlers

import (
	"context"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	// wholeAmount answers that all that is left to pay was paid.
	wholeAmount = "all"
	// A payment pays an invoice, or a part of it.
	wholly = "yes"
	partly = "part"
)

// hostPaySheet is a payment that is to be recorded for an invoice.
type hostPaySheet struct {
	Invoice     string          `json:"invoice"`
	From        string          `json:"from,omitempty"` // where the invoice's card was opened, see hostSheet
	Gateway     string          `json:"gateway,omitempty"`
	Amount      decimal.Decimal `json:"amount,omitzero"`       // as the person wants it; zero: what is left to pay
	Transaction string          `json:"transaction,omitempty"` // as the person wants it; "": as proposed
	// As it was shown: what is recorded.
	Shown  resale.HostPayment `json:"shown,omitzero"`
	Of     string             `json:"of,omitempty"`    // the customer's id
	Name   string             `json:"name,omitempty"`  // and name
	Label  string             `json:"label,omitempty"` // the invoice's
	Unit   string             `json:"unit,omitempty"`
	Anew   bool               `json:"anew,omitempty"`   // what the card read is not good enough any more
	Agreed bool               `json:"agreed,omitempty"` // there is something to record
	Part   bool               `json:"part,omitempty"`   // the invoice stays open
}

// sheet names the invoice, whose card knows the way back.
func (s hostPaySheet) sheet() hostSheet {
	return hostSheet{K: ofInvoices, ID: s.Invoice, From: s.From}
}

// hostPayFlow records that an invoice was paid. The panel takes a payment twice
// when it is told twice, so all is shown before, and read anew when it is told.
func hostPayFlow(d Deps) dialog.Flow[hostPaySheet] {
	return dialog.Flow[hostPaySheet]{
		Name: "hostpay", Needs: ops.WHMDC,
		Begin: func(_ context.Context, _ *dialog.Turn, s *hostPaySheet, args string) (dialog.Next, error) {
			s.Invoice, s.From, _ = strings.Cut(strings.TrimSpace(args), " from ")
			if oddID(ofInvoices, s.Invoice) {
				return dialog.Go("hostcollect"), nil
			}
			return dialog.To("gateway"), nil
		},
		Away:  func(s hostPaySheet) string { return s.sheet().card() },
		Title: func(hostPaySheet) chat.Text { return chat.T("billing.record") },
		Steps: []dialog.Step[hostPaySheet]{
			{Name: "gateway", Ask: d.askPayGateway, Take: takePayGateway, Given: givenGateway},
			{Name: "confirm", Buttons: true, Ask: d.askHostPay, Take: takeHostPay},
			{Name: "amount", Ask: askPayAmount, Take: takePayAmount, Given: givenAmount},
			{Name: "number", Ask: askPayNumber, Take: takePayNumber, Given: givenNumber},
			{Name: "do", Do: d.hostPay},
		},
	}
}

// askPayGateway asks how the money came, once it is sure that there is some to
// come.
func (d Deps) askPayGateway(ctx context.Context, t *dialog.Turn, s *hostPaySheet) (chat.Screen, error) {
	_, instead, err := d.payable(ctx, t, s)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	return chat.Screen{Lines: append(s.invoiceLines(), chat.T("hostpay.ask_gateway")), Rows: d.gatewayRows(ctx, t)}, nil
}

func takePayGateway(_ context.Context, _ *dialog.Turn, s *hostPaySheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "refresh" {
		return dialog.Stay(chat.Text{}), nil
	}
	if a.Value == dialog.Kept {
		return s.afterGateway(), nil
	}
	gateway, ok := readWord(or(a.Value, a.Text), longestGateway)
	if !ok {
		return dialog.Stay(chat.T("hostpay.bad_gateway", chat.Args{"Most": longestGateway})), nil
	}
	s.Gateway = gateway
	return s.afterGateway(), nil
}

// afterGateway asks for the amount before the rest where it is not sure what is
// left.
func (s *hostPaySheet) afterGateway() dialog.Next {
	if s.Shown.Unsure && !s.Amount.IsPos() {
		return dialog.To("amount")
	}
	return dialog.To("confirm")
}

// takeHostPay goes on with what is shown, or to what is to be changed of it.
func takeHostPay(_ context.Context, _ *dialog.Turn, s *hostPaySheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "gateway", "amount", "number":
		return dialog.To(a.Value), nil
	}
	if !s.Agreed || a.Value == "refresh" {
		s.Anew = true
		return dialog.Stay(chat.Text{}), nil
	}
	s.Part = a.Value == partly
	return dialog.To("do"), nil
}

// hostPay records what was confirmed, or nothing.
func (d Deps) hostPay(ctx context.Context, t *dialog.Turn, s *hostPaySheet) (dialog.Next, error) {
	var out ops.Outcome
	var err error
	if s.Part {
		out, err = d.Ops.HostRecordPayment(ctx, t.Act(), s.wish(), s.Shown)
	} else {
		out, err = d.Ops.HostPay(ctx, t.Act(), s.Invoice, s.Shown)
	}
	if err == nil && out.State == storage.Refused {
		s.Anew = true
		return refusedPayment(t, out)
	}
	next, err := d.concludeHost(t, s.sheet(), out, err)
	if err == nil && out.State == storage.Done {
		next = next.Keep() // it is the receipt
	}
	return next, err
}

// wish is a payment that leaves its invoice open while more is left to pay.
func (s *hostPaySheet) wish() resale.RecordWish {
	fields := []resale.WishField{{Name: "invoice_id", Text: s.Invoice}}
	if s.Of != "" {
		fields = append(fields, resale.WishField{Name: "client_id", Text: s.Of})
	}
	return resale.RecordWish{Fields: append(fields,
		resale.WishField{Name: "amount", Number: &s.Shown.Amount},
		resale.WishField{Name: "gateway", Text: s.Shown.Gateway},
		resale.WishField{Name: "transaction_id", Text: s.Shown.Transaction},
	)}
}

// refusedPayment says why nothing was recorded, in words about money, above how
// the invoice stands now.
func refusedPayment(t *dialog.Turn, out ops.Outcome) (dialog.Next, error) {
	switch out.Code {
	case resale.AlreadyPaid, resale.AlreadyThere, resale.Changed, resale.Refused:
		t.Note(chat.T("hostpay.why_" + string(out.Code)))
		if out.Detail != "" {
			t.Note(chat.T("error.detail", chat.Args{"Detail": shorten(out.Detail, 300)}))
		}
		return dialog.To("confirm"), nil
	}
	return dialog.Next{}, out.Err()
}
