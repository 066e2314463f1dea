package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// hostLineSteps describe one line of an invoice.
func hostLineSteps() []dialog.Step[hostFormSheet] {
	return []dialog.Step[hostFormSheet]{
		{Name: "line_text", Ask: askLineText, Take: takeLineText, Given: func(_ context.Context, _ *dialog.Turn, s *hostFormSheet) chat.Text {
			return someText(s.Draft.Text, mostOfValue)
		}},
		{Name: "line_amount", Ask: askLineAmount, Take: takeLineAmount, Given: func(_ context.Context, _ *dialog.Turn, s *hostFormSheet) chat.Text {
			if s.Draft.Amount.IsZero() {
				return chat.Text{}
			}
			return lineAmount(s.Draft.Amount, s.unit())
		}},
		{Name: "line_quantity", Ask: askLineQuantity, Take: takeLineQuantity, Given: func(_ context.Context, _ *dialog.Turn, s *hostFormSheet) chat.Text {
			if s.Draft.Quantity == 0 {
				return chat.Text{}
			}
			return chat.Literal(strconv.Itoa(s.Draft.Quantity))
		}},
	}
}

func askLineText(_ context.Context, _ *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	title, n := chat.T("hostnew.title_i"), s.At
	if s.changes() {
		title = chat.T("hostnew.lines_of", chat.Args{"Name": shorten(s.Name, 60)})
	}
	if n == 0 {
		n = len(s.Lines) + 1
	}
	screen := chat.Screen{Lines: []chat.Text{title, {}, chat.T("hostask.line_text", chat.Args{"N": n})}}
	if s.At > 0 {
		screen.Rows = append(screen.Rows, row(pick("hostnew.drop_line", "drop")))
	}
	if len(s.Lines) > 0 {
		screen.Rows = append(screen.Rows, row(pick("hostnew.to_lines", "lines")))
	}
	return screen, nil
}

func takeLineText(_ context.Context, _ *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case dialog.Kept:
		return dialog.To("line_amount"), nil
	case "lines":
		s.open(0)
		return s.toLines(), nil
	case "drop":
		s.drop()
		return s.toLines(), nil
	}
	text := strings.Join(strings.Fields(a.Text), " ")
	if problem := wrongText(text, mostOfText); problem.Key != "" {
		return dialog.Stay(problem), nil
	}
	s.Draft.Text = text
	return dialog.To("line_amount"), nil
}

// toLines goes back to the list, or to the first line where there is none.
func (s *hostFormSheet) toLines() dialog.Next {
	if len(s.Lines) == 0 && !s.changes() {
		return dialog.Stay(chat.Text{})
	}
	return dialog.To("items")
}

func askLineAmount(_ context.Context, _ *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	s.reopen()
	question := "hostask.line_amount"
	if s.unit() != "" {
		question += "_in"
	}
	return chat.Screen{Lines: []chat.Text{chat.T(question, chat.Args{"Text": shorten(s.Draft.Text, 80), "Unit": shorten(s.unit(), 10)})}}, nil
}

func takeLineAmount(_ context.Context, t *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == dialog.Kept {
		return dialog.To("line_quantity"), nil
	}
	amount, ok := lineSum(t, a)
	if problem := s.wrongMoney(a.Text, amount.Trim(0).Scale()); ok && problem.Key != "" {
		return dialog.Stay(problem), nil
	}
	if !ok {
		return dialog.Stay(chat.T("hostnew.bad_amount")), nil
	}
	s.Draft.Amount = amount.Trim(2).Pad(2)
	return dialog.To("line_quantity"), nil
}

func askLineQuantity(_ context.Context, _ *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	s.reopen()
	return chat.Screen{
		Lines: []chat.Text{chat.T("hostask.line_quantity", chat.Args{"Text": shorten(s.Draft.Text, 80), "Amount": lineAmount(s.Draft.Amount, s.unit())})},
		Rows:  countRows("hostnew.times", []int{1, 2, 3, 6, 12}),
	}, nil
}

func takeLineQuantity(_ context.Context, _ *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value != dialog.Kept {
		n, ok := parseCount(a.Value+a.Text, mostQuantity)
		if !ok {
			return dialog.Stay(chat.T("trial.bad_limit", chat.Args{"Most": mostQuantity})), nil
		}
		s.Draft.Quantity = n
	}
	s.close()
	return dialog.To("items"), nil
}
