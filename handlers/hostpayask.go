package handlers

import (
	"context"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

func askPayAmount(_ context.Context, _ *dialog.Turn, s *hostPaySheet) (chat.Screen, error) {
	lines := append(s.invoiceLines(), chat.T("hostpay.ask_amount", chat.Args{"Unit": shorten(signOf(s.Unit), 10)}))
	screen := chat.Screen{Lines: lines}
	switch {
	case s.Shown.Unsure && s.Shown.Left.IsPos():
		take := chat.Button{Label: chat.T("hostpay.take", chat.Args{"Amount": s.sum(s.Shown.Left)}), Answer: wholeAmount}
		screen.Rows = [][]chat.Button{row(take)}
	case s.Amount.IsPos():
		screen.Rows = [][]chat.Button{row(pick("hostpay.whole", wholeAmount))}
	}
	return screen, nil
}

func takePayAmount(_ context.Context, t *dialog.Turn, s *hostPaySheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case wholeAmount:
		s.Amount = decimal.Decimal{}
		if s.Shown.Unsure {
			s.Amount = s.Shown.Left
		}
		return dialog.To("confirm"), nil
	case dialog.Kept:
		return dialog.To("confirm"), nil
	}
	amount, ok := payAmount(t, a, s.Unit)
	switch {
	case ok && otherUnit(a.Text, s.Unit):
		return dialog.Stay(chat.T("hostpay.other_unit", chat.Args{"Unit": shorten(signOf(s.Unit), 10)})), nil
	case !ok:
		return dialog.Stay(chat.T("hostpay.bad_amount")), nil
	}
	s.Amount = amount
	return dialog.To("confirm"), nil
}

func askPayNumber(_ context.Context, _ *dialog.Turn, s *hostPaySheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T("hostpay.ask_number")}}
	if s.Transaction != "" {
		screen.Rows = [][]chat.Button{row(pick("hostpay.proposed", "-"))}
	}
	return screen, nil
}

func takePayNumber(_ context.Context, _ *dialog.Turn, s *hostPaySheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "-":
		s.Transaction = ""
		return dialog.To("confirm"), nil
	case dialog.Kept:
		return dialog.To("confirm"), nil
	}
	number, ok := readWord(a.Text, longestTransaction)
	if !ok {
		return dialog.Stay(chat.T("hostpay.bad_number", chat.Args{"Most": longestTransaction})), nil
	}
	s.Transaction = number
	return dialog.To("confirm"), nil
}

// invoiceLines say what the invoice is and what is left to pay of it, as it was
// read last.
func (s *hostPaySheet) invoiceLines() []chat.Text {
	if !s.Shown.Left.IsPos() {
		return nil
	}
	lines := []chat.Text{chat.T("hostpay.invoice", chat.Args{"Invoice": shorten(s.Label, 60), "Customer": s.Name})}
	return append(append(lines, s.leftLines()...), chat.Text{})
}

// leftLines say what is left to pay, and when that is not sure.
func (s *hostPaySheet) leftLines() []chat.Text {
	left := chat.Args{"Amount": s.sum(s.Shown.Left)}
	if s.Shown.Unsure {
		return []chat.Text{chat.T("hostpay.left_most", left), chat.T("hostpay.unsure")}
	}
	return []chat.Text{chat.T("hostpay.left", left)}
}

// sum writes an amount in the invoice's currency.
func (s *hostPaySheet) sum(amount decimal.Decimal) chat.Text {
	return sumText(resale.Sum{Amount: amount, Unit: s.Unit, Known: true})
}

func givenAmount(_ context.Context, _ *dialog.Turn, s *hostPaySheet) chat.Text {
	if !s.Amount.IsPos() {
		return chat.Text{}
	}
	return s.sum(s.Amount)
}

func givenNumber(_ context.Context, _ *dialog.Turn, s *hostPaySheet) chat.Text {
	return someText(s.Transaction, longestTransaction)
}
