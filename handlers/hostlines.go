package handlers

import (
	"context"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// How much an invoice that is made here may hold.
const (
	mostLines    = 20
	mostQuantity = 10_000
)

// hostLine is a line of an invoice that is being made. Amount is for one of it.
type hostLine struct {
	Text     string          `json:"text"`
	Amount   decimal.Decimal `json:"amount,omitzero"`
	Quantity int             `json:"quantity,omitempty"`
}

func askLineText(_ context.Context, _ *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	n := len(s.whole())
	screen := chat.Screen{Lines: []chat.Text{chat.T("hostnew.title_i"), {}, chat.T("hostask.line_text", chat.Args{"N": n + 1})}}
	if n > 0 {
		screen.Rows = [][]chat.Button{row(pick("hostnew.to_lines", "lines"))}
	}
	return screen, nil
}

func takeLineText(_ context.Context, _ *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	if n := len(s.whole()); a.Value == "lines" && n > 0 {
		s.Lines = s.Lines[:n]
		return dialog.To("items"), nil
	}
	text := strings.Join(strings.Fields(a.Text), " ")
	if problem := wrongText(text, mostOfText); problem.Key != "" {
		return dialog.Stay(problem), nil
	}
	if n := len(s.Lines); n > 0 && s.Lines[n-1].Quantity == 0 { // Back led here
		s.Lines = s.Lines[:n-1]
	}
	s.Lines = append(s.Lines, hostLine{Text: text})
	return dialog.To("line_amount"), nil
}

// open is the line that is being described.
func (s *hostFormSheet) open() *hostLine {
	if len(s.Lines) == 0 {
		s.Lines = []hostLine{{}}
	}
	return &s.Lines[len(s.Lines)-1]
}

func askLineAmount(_ context.Context, _ *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("hostask.line_amount", chat.Args{"Text": shorten(s.open().Text, 80)})}}, nil
}

func takeLineAmount(_ context.Context, t *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	amount, ok := lineSum(t, a)
	if !ok {
		return dialog.Stay(chat.T("hostnew.bad_amount")), nil
	}
	s.open().Amount = amount.Trim(2).Pad(2)
	return dialog.To("line_quantity"), nil
}

func askLineQuantity(_ context.Context, _ *dialog.Turn, s *hostFormSheet) (chat.Screen, error) {
	line := s.open()
	return chat.Screen{
		Lines: []chat.Text{chat.T("hostask.line_quantity", chat.Args{"Text": shorten(line.Text, 80), "Amount": figure(line.Amount)})},
		Rows:  countRows("hostnew.times", []int{1, 2, 3, 6, 12}),
	}, nil
}

func takeLineQuantity(_ context.Context, _ *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseCount(a.Value+a.Text, mostQuantity)
	if !ok {
		return dialog.Stay(chat.T("trial.bad_limit", chat.Args{"Most": mostQuantity})), nil
	}
	s.open().Quantity = n
	return dialog.To("items"), nil
}

// askLines shows what was put together so far.
func (d Deps) askLines(_ *dialog.Turn, s *hostFormSheet) chat.Screen {
	screen := chat.Screen{Lines: append([]chat.Text{chat.T("hostnew.title_i"), {}}, s.lineTexts()...)}
	on := pick("hostnew.lines_done", "done")
	on.Style = chat.Primary
	screen.Rows = [][]chat.Button{row(on)}
	if len(s.Lines) < mostLines {
		screen.Rows = append(screen.Rows, row(pick("hostnew.add_line", "add"), pick("hostnew.drop_line", "drop")))
	} else {
		screen.Rows = append(screen.Rows, row(pick("hostnew.drop_line", "drop")))
	}
	return screen
}

func (s *hostFormSheet) takeLines(a dialog.Answer) dialog.Next {
	switch a.Value {
	case "done":
		if total, err := s.total(); err != nil || !total.IsPos() {
			return dialog.Stay(chat.T("hostnew.no_total"))
		}
		return s.after("items")
	case "drop":
		s.Lines = s.Lines[:max(len(s.Lines)-1, 0)]
		if len(s.Lines) > 0 {
			return dialog.Stay(chat.Text{})
		}
	case "add":
	default:
		return dialog.Stay(chat.T("dialog.use_buttons"))
	}
	return dialog.To("line_text")
}

// lineTexts are the lines and their sum. The currency is the panel's to know.
func (s *hostFormSheet) lineTexts() []chat.Text {
	var texts []chat.Text
	for _, line := range s.whole() {
		texts = append(texts, chat.T("hostcard.part", chat.Args{"What": shorten(line.Text, 80), "Many": many(strconv.Itoa(line.Quantity)), "Amount": figure(line.Amount)}))
	}
	total, err := s.total()
	if err != nil {
		return append(texts, chat.T("hostnew.too_much"))
	}
	return append(texts, chat.T("hostnew.total", chat.Args{"Amount": exactly(total, "")}))
}

// whole are the lines that are described to the end.
func (s *hostFormSheet) whole() (lines []resale.InvoiceLine) {
	for _, line := range s.Lines {
		if line.Quantity > 0 {
			lines = append(lines, resale.InvoiceLine{Text: line.Text, Amount: line.Amount, Quantity: line.Quantity})
		}
	}
	return lines
}
