package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

type offersSheet struct {
	Page int `json:"page"`
}

// offersFlow lists what the chat gives away by links.
func offersFlow(d Deps) dialog.Flow[offersSheet] {
	return dialog.Flow[offersSheet]{
		Name: "offers", Command: true, Home: true,
		Begin: func(_ context.Context, _ *dialog.Turn, s *offersSheet, args string) (dialog.Next, error) {
			s.Page = readPage(args)
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[offersSheet]{{Name: "list", Buttons: true, Ask: d.askOffers, Take: takeOffers}},
	}
}

func (d Deps) askOffers(ctx context.Context, t *dialog.Turn, s *offersSheet) (chat.Screen, error) {
	all, err := d.Ops.Offers(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	from := (s.Page - 1) * listPage
	if from >= len(all) { // some are gone meanwhile
		s.Page, from = 1, 0
	}
	end := min(from+listPage, len(all))
	screen := chat.Screen{Lines: []chat.Text{chat.T("offers.title", chat.Args{"Page": pageNumber(s.Page, end < len(all))}), {}}}
	hint := "offers.hint"
	if len(all) == 0 {
		hint = "offers.none"
	}
	screen.Lines = append(screen.Lines, chat.T(hint))
	for _, o := range all[from:end] {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label:  chat.T("offers.line", chat.Args{"Mark": offerMark(o), "Name": shorten(o.Name, 24), "N": o.Taken}),
			Answer: "offercard " + o.ID,
		}))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, end < len(all))...)
	fresh := goTo("offers.new", "newoffer")
	fresh.Style = chat.Primary
	screen.Rows = append(screen.Rows,
		row(fresh),
		row(goTo("payment.open", "howtopay")),
		row(goTo("blocked.open", "blocked")),
		row(goTo("button.menu", "menu")))
	return screen, nil
}

func takeOffers(_ context.Context, _ *dialog.Turn, s *offersSheet, a dialog.Answer) (dialog.Next, error) {
	if verb, page, _ := strings.Cut(a.Value, " "); verb == "page" {
		s.Page = readPage(page)
		return dialog.Stay(chat.Text{}), nil
	}
	return dialog.Go(a.Value), nil
}
