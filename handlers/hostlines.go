package handlers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// How much an invoice that is written here may hold.
const (
	mostLines    = 20
	mostQuantity = 10_000
)

// hostLines are the lines of an invoice that is put together.
type hostLines struct {
	Lines []resale.InvoiceLine `json:"lines,omitempty"`
	Draft resale.InvoiceLine   `json:"draft,omitzero"` // the one that is being described
	At    int                  `json:"at,omitempty"`   // which of Lines it takes the place of, from 1; 0: it is a new one
	Was   []resale.InvoiceLine `json:"was,omitempty"`  // of a change: as the panel shows them
}

// open takes up a line to describe it, or a new one for 0.
func (s *hostLines) open(n int) {
	s.Draft, s.At = resale.InvoiceLine{}, 0
	if n > 0 && n <= len(s.Lines) {
		s.Draft, s.At = s.Lines[n-1], n
	}
}

// reopen takes up the last line again when Back led here.
func (s *hostLines) reopen() {
	if s.Draft.Text == "" && len(s.Lines) > 0 {
		s.open(len(s.Lines))
	}
}

// close puts the line that was described in its place.
func (s *hostLines) close() {
	s.Draft.Each = slices.ContainsFunc(s.Was, func(is resale.InvoiceLine) bool { return is.Each }) // as the panel counts
	if s.At > 0 && s.At <= len(s.Lines) {
		s.Lines[s.At-1] = s.Draft
	} else {
		s.Lines = append(s.Lines, s.Draft)
	}
	s.open(0)
}

// drop takes a line away.
func (s *hostLines) drop() {
	if s.At > 0 && s.At <= len(s.Lines) {
		s.Lines = append(s.Lines[:s.At-1:s.At-1], s.Lines[s.At:]...)
	}
	s.open(0)
}

// total is what the lines come to.
func (s *hostLines) total() (total decimal.Decimal, err error) { return linesSum(s.Lines) }

func linesSum(lines []resale.InvoiceLine) (total decimal.Decimal, err error) {
	for _, line := range lines {
		all, err := line.All()
		if err != nil {
			return total, err
		}
		if total, err = total.Add(all); err != nil {
			return total, err
		}
	}
	return total, nil
}

// askLines shows what was put together so far.
func (s *hostFormSheet) askLines() chat.Screen {
	title := chat.T("hostnew.title_i")
	if s.changes() {
		title = chat.T("hostnew.lines_of", chat.Args{"Name": shorten(s.Name, 60)})
	}
	screen := chat.Screen{Lines: append([]chat.Text{title, {}}, lineTexts(s.Lines, s.unit())...)}
	for i, line := range s.Lines {
		label := chat.T("hostnew.line", chat.Args{"Line": lineLabel(line, s.unit())})
		screen.Rows = append(screen.Rows, row(chat.Button{Label: label, Answer: "line " + strconv.Itoa(i+1)}))
	}
	if len(s.Lines) < mostLines {
		screen.Rows = append(screen.Rows, row(pick("hostnew.add_line", "add")))
	}
	on := pick("hostnew.lines_done", "done")
	on.Style = chat.Primary
	screen.Rows = append(screen.Rows, row(on))
	return screen
}

func (s *hostFormSheet) takeLines(a dialog.Answer) dialog.Next {
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "done":
		return s.linesDone()
	case "line":
		n, _ := strconv.Atoi(arg)
		s.open(n)
	case "add":
		s.open(0)
	default:
		return dialog.Stay(chat.T("dialog.use_buttons"))
	}
	return dialog.To("line_text")
}

// linesDone goes on with the lines as they are, if an invoice can be that.
func (s *hostFormSheet) linesDone() dialog.Next {
	if total, err := s.total(); err != nil || !total.IsPos() {
		return dialog.Stay(chat.T("hostnew.no_total"))
	}
	for _, line := range s.Lines {
		if line.Amount.Trim(0).Scale() > centsOf(s.unit()) {
			return dialog.Stay(chat.T("hostnew.bad_digits"))
		}
	}
	if s.changes() && resale.SameLines(s.Was, s.Lines) {
		return dialog.Stay(chat.T("hostnew.same_lines"))
	}
	return s.after("items")
}

// readLines takes up the lines of an invoice that are to be changed.
func (s *hostFormSheet) readLines(r resale.Record) (problem chat.Text) {
	s.Unit = r.Total().Unit
	lines, ok := r.InvoiceLines()
	switch {
	case !r.Unpaid() && r.State() != resale.RecordDraft:
		return chat.T("hostnew.lines_paid")
	case !ok || len(lines) > mostLines:
		return chat.T("hostnew.lines_unclear")
	}
	s.Was, s.Lines = lines, append([]resale.InvoiceLine{}, lines...)
	return chat.Text{}
}

// changesLines tells whether the lines are what is changed.
func (s *hostFormSheet) changesLines() bool { return s.changes() && s.Field == "items" }
