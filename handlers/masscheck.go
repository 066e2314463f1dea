package handlers

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// checkMass looks at every line before anything is ordered, by what the panel
// sells at this moment.
func (d Deps) checkMass(ctx context.Context, t *dialog.Turn, s *massSheet) (dialog.Next, error) {
	terms, err := d.Ops.OrderTerms(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	rows := s.Rows
	s.Panel, s.Seen = terms.Panel, t.Now
	s.Rows, s.Lines, s.Wrong, s.WrongCount = nil, nil, nil, 0
	var wrong []string
	for _, row := range rows {
		line, problem := d.checkRow(t, terms, row)
		if problem.Key == "" {
			s.Lines = append(s.Lines, line)
			continue
		}
		what := d.Catalog.Plain(t.Lang, problem)
		wrong = append(wrong, d.Catalog.Plain(t.Lang, chat.T("massorder.wrong_line", chat.Args{"Line": fmt.Sprint(row.Line), "Problem": what})))
	}
	if err := s.price(terms); err != nil {
		return dialog.Next{}, err
	}
	if s.Running, err = d.runningLinks(ctx, t, s.Lines); err != nil {
		return dialog.Next{}, err
	}
	if len(wrong) == 0 {
		return dialog.To("confirm"), nil
	}
	s.Wrong, s.WrongCount = wrong[:min(len(wrong), reasonsShown)], len(wrong)
	if len(wrong) > reasonsShown {
		d.sendWrong(t, wrong)
	}
	return dialog.To("wrong"), nil
}

// sendWrong sends all that is wrong as a file.
func (d Deps) sendWrong(t *dialog.Turn, wrong []string) {
	file := &chat.File{Name: "wrong-lines.txt", Data: []byte(strings.Join(wrong, "\n") + "\n")}
	notice := dialog.Notice{
		Place: t.Input.Place, Lane: storage.Replies, Reader: t.Person.ID, Lang: t.Lang, Person: t.Person.ID,
		Screen: plainScreen(chat.Screen{Lines: []chat.Text{chat.T("massorder.wrong_file", chat.Args{"Count": len(wrong)})}, File: file}),
	}
	t.Also(func(tx *storage.Tx) error { return t.Tell(tx, notice) })
}

// checkRow gives what a row orders, or what is wrong with it.
func (d Deps) checkRow(t *dialog.Turn, terms ops.OrderTerms, row massRow) (massLine, chat.Text) {
	if row.Broken {
		return massLine{}, chat.T("massorder.bad_parts")
	}
	s, sold := terms.Services[row.Service]
	asked := s.Fields()
	switch {
	case !sold:
		return massLine{}, chat.T("massorder.bad_service", chat.Args{"ID": shorten(row.Service, 40)})
	case len(asked) == 0:
		return massLine{}, chat.T("massorder.bad_kind", chat.Args{"Kind": shorten(s.Word, 40)})
	case len(asked) > 2 || asked[0] != resale.FieldLink:
		return massLine{}, chat.T("massorder.bad_alone")
	case len(asked) == 1 && row.More != "" && row.More != "1":
		return massLine{}, chat.T("massorder.bad_package")
	}
	values := resale.OrderValues{}
	for i, f := range asked {
		clean, err := s.CheckField(f, []string{row.Link, row.More}[i], values)
		if err != nil {
			return massLine{}, d.badField(t, err)
		}
		values[f] = clean
	}
	cost, err := s.Cost(values)
	if err != nil {
		return massLine{}, chat.T("massorder.bad_value")
	}
	return massLine{Line: row.Line, Order: storage.OrderLine{Service: s.ID, Name: s.Name, Values: values, Cost: cost}}, chat.Text{}
}

func (d Deps) badField(t *dialog.Turn, err error) chat.Text {
	wrong, ok := errors.AsType[*resale.FieldError](err)
	if !ok {
		return chat.T("massorder.bad_value")
	}
	args := chat.Args{"Min": d.Catalog.Number(t.Lang, wrong.Min), "Max": d.Catalog.Number(t.Lang, wrong.Max), "Count": int(wrong.Got)}
	switch {
	case wrong.Problem == resale.ProblemEmpty && wrong.Field == resale.FieldQuantity:
		return chat.T("massorder.bad_no_quantity")
	case wrong.Problem == resale.ProblemEmpty, wrong.Problem == resale.ProblemLink, wrong.Problem == resale.ProblemBlanks,
		wrong.Problem == resale.ProblemNumber, wrong.Problem == resale.ProblemLow, wrong.Problem == resale.ProblemHigh,
		wrong.Problem == resale.ProblemTooLong, wrong.Problem == resale.ProblemLines && wrong.Max > 0:
		return chat.T("massorder.bad_"+wrong.Problem, args)
	}
	return chat.T("massorder.bad_value")
}

// price adds up what all lines cost, and how many of them the balance pays for.
func (s *massSheet) price(terms ops.OrderTerms) (err error) {
	s.Currency, s.Balance = terms.Currency, terms.Balance.Amount
	s.Total, s.Price, s.Fit, s.FitTotal = decimal.Decimal{}, nil, 0, decimal.Decimal{}
	var asked decimal.Decimal
	for n, line := range s.Lines {
		if s.Total, err = s.Total.Add(line.Order.Cost); err != nil {
			return fmt.Errorf("add up costs: %w", err)
		}
		if s.Total.Cmp(s.Balance) <= 0 {
			s.Fit, s.FitTotal = n+1, s.Total
		}
		price, ok := priceOf(terms.Shop, line.Order.Cost)
		if !ok {
			continue
		}
		if asked, err = asked.Add(price); err != nil {
			return fmt.Errorf("add up prices: %w", err)
		}
		s.Price = &asked
	}
	return nil
}

// runningLinks counts the links with an order that has not come to its end.
func (d Deps) runningLinks(ctx context.Context, t *dialog.Turn, lines []massLine) (int, error) {
	links := make([]string, 0, len(lines))
	for _, l := range lines {
		links = append(links, l.Order.Values.Target())
	}
	running, err := d.Ops.LinksRunning(ctx, t.Input.Place.Chat, links)
	return len(running), err
}
