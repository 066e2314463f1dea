package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// storeSheet names the store that a conversation of a customer is about.
type storeSheet struct {
	ID string `json:"id"`
}

// storeFlow is what a person sees who follows a store's link. They know nothing
// of panels.
func storeFlow(d Deps) dialog.Flow[storeSheet] {
	return dialog.Flow[storeSheet]{
		Name: "store", Home: true, Trouble: trouble,
		Begin: func(_ context.Context, _ *dialog.Turn, s *storeSheet, args string) (dialog.Next, error) {
			s.ID = args[:min(len(args), longestStoreID)]
			return dialog.To("welcome"), nil
		},
		Steps: []dialog.Step[storeSheet]{{Name: "welcome", Buttons: true, Ask: d.askWelcome}},
	}
}

func (d Deps) askWelcome(ctx context.Context, t *dialog.Turn, s *storeSheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	if instead, ok := v.refuses(); ok {
		return instead, nil
	}
	lines := []chat.Text{chat.T("visit.title", chat.Args{"Name": v.name()})}
	if v.Store.Text != "" {
		lines = append(lines, chat.Literal(trimLines(v.Store.Text, 1500)))
	}
	plans := row(goTo("visit.plans", v.target("buy")))
	if !v.in() {
		why := chat.T("visit.how")
		if instead, _ := v.locked(); v.Member.Person != 0 { // something came in between
			why = instead.Lines[0]
		}
		return chat.Screen{Lines: append(lines, chat.Text{}, why), Rows: append(v.entrance(), plans)}, nil
	}
	mine := goTo("visit.mine", v.target("member"))
	mine.Style = chat.Primary
	return chat.Screen{
		Lines: append(lines, chat.Text{}, chat.T("visit.you_are", chat.Args{"Email": shorten(v.Member.Email, 80)})),
		Rows:  [][]chat.Button{row(mine), plans, row(goTo("visit.invoices", v.target("invoices"))), row(goTo("button.menu", "menu"))},
	}, nil
}
