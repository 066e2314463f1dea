package handlers

import (
	"context"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// servicesShown is how many services a confirmation names.
const servicesShown = 15

// askMassConfirm says what is ordered, what it costs, and what may go wrong.
func (d Deps) askMassConfirm(_ context.Context, _ *dialog.Turn, s *massSheet) (chat.Screen, error) {
	lines := []chat.Text{chat.T("massorder.confirm", chat.Args{"Count": len(s.Lines)}), {}}
	sums, err := sumServices(s.Lines)
	if err != nil {
		return chat.Screen{}, err
	}
	for _, sum := range sums[:min(len(sums), servicesShown)] {
		lines = append(lines, chat.T("massorder.service", chat.Args{
			"ID": shorten(sum.id, 20), "Name": shorten(sum.name, 40), "N": sum.count, "Cost": money(sum.cost, s.Currency),
		}))
	}
	if more := len(sums) - servicesShown; more > 0 {
		lines = append(lines, chat.T("massorder.more_services", chat.Args{"Count": more}))
	}
	lines = append(lines, chat.Text{}, chat.T("massorder.total", chat.Args{"Amount": money(s.Total, s.Currency)}))
	if s.Price != nil {
		lines = append(lines, chat.T("massorder.price", chat.Args{"Amount": money(*s.Price, s.Currency)}))
	}
	lines = append(lines, chat.T("massorder.balance", chat.Args{"Amount": money(s.Balance, s.Currency)}))
	lines = append(lines, s.warnings()...)
	return chat.Screen{Lines: lines, Rows: s.ways()}, nil
}

// serviceSum is what is ordered of one service.
type serviceSum struct {
	id, name string
	count    int
	cost     decimal.Decimal
}

// sumServices adds up by service, in the order of the list.
func sumServices(lines []massLine) (sums []serviceSum, err error) {
	at := make(map[string]int)
	for _, l := range lines {
		i, known := at[l.Order.Service]
		if !known {
			i = len(sums)
			at[l.Order.Service] = i
			sums = append(sums, serviceSum{id: l.Order.Service, name: l.Order.Name})
		}
		sums[i].count++
		if sums[i].cost, err = sums[i].cost.Add(l.Order.Cost); err != nil {
			return nil, err
		}
	}
	return sums, nil
}

func (s *massSheet) warnings() (lines []chat.Text) {
	same, twice := repeated(s.Lines)
	if len(same) > 0 {
		lines = append(lines, chat.Text{}, chat.T("massorder.same", chat.Args{"Count": len(same), "Lines": ranges(same)}))
	}
	if len(twice) > 0 {
		lines = append(lines, chat.Text{}, chat.T("massorder.twice", chat.Args{"Count": len(twice), "Lines": ranges(twice)}))
	}
	if s.Running > 0 {
		lines = append(lines, chat.Text{}, chat.T("massorder.running", chat.Args{"Count": s.Running}))
	}
	if s.WrongCount > 0 {
		lines = append(lines, chat.Text{}, chat.T("massorder.left_out", chat.Args{"Count": s.WrongCount}))
	}
	switch {
	case s.Fit == 0:
		lines = append(lines, chat.Text{}, chat.T("massorder.short_of_all"))
	case s.Fit < len(s.Lines):
		lines = append(lines, chat.Text{}, chat.T("massorder.short", chat.Args{"Count": s.Fit, "All": len(s.Lines)}))
	}
	return lines
}

// repeated gives the lines that order what an earlier one orders, and those
// that have only its link.
func repeated(lines []massLine) (same, twice []int) {
	rows, links := make(map[massRow]bool), make(map[string]bool)
	for _, l := range lines {
		link, row := l.Order.Values.Target(), l.row()
		row.Line = 0
		switch {
		case rows[row]:
			same = append(same, l.Line)
		case links[link]:
			twice = append(twice, l.Line)
		}
		rows[row], links[link] = true, true
	}
	return same, twice
}

// ways are the buttons: all of it, or as much as the balance pays for.
func (s *massSheet) ways() [][]chat.Button {
	yes := func(label string, count int, cost decimal.Decimal) chat.Button {
		return chat.Button{Label: chat.T(label, chat.Args{"Count": count, "Amount": money(cost, s.Currency)}), Answer: "yes", Style: chat.Primary}
	}
	check := row(pick("massorder.check_again", "check"))
	switch s.Fit {
	case len(s.Lines):
		return [][]chat.Button{row(yes("massorder.yes", s.Fit, s.Total))}
	case 0:
		return [][]chat.Button{check}
	}
	return [][]chat.Button{row(yes("massorder.yes_fit", s.Fit, s.FitTotal)), check}
}

// takeMassConfirm writes down what is to be ordered; the job does it and shows
// how far it is.
func (d Deps) takeMassConfirm(ctx context.Context, t *dialog.Turn, s *massSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "check" {
		for _, l := range s.Lines {
			s.Rows = append(s.Rows, l.row())
		}
		return dialog.To("check"), nil
	}
	place := t.Input.Place
	if gone, err := d.takenOn(ctx, place.Chat, "", s.From); err != nil || gone {
		return massOver("bulk.again_over"), err
	}
	b := storage.Bulk{
		ID: storage.IDFor(t.Act().Key), Chat: place.Chat, Thread: place.Thread, Person: t.Input.Person.ID, Lang: t.Lang,
		Act: storage.BulkOrder, Panel: s.Panel, Seen: s.Seen, Currency: s.Currency, From: s.From,
	}
	for _, l := range s.Lines { // also those that the balance does not pay for: they are left for later
		b.Items = append(b.Items, storage.BulkItem{ID: int64(l.Line), Order: &l.Order})
	}
	t.Also(func(tx *storage.Tx) error { return d.Ops.StartBulk(tx, b) })
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("massorder.started")}, Rows: menuRow()}), nil
}
