package handlers

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

func (d Deps) askServiceList(ctx context.Context, t *dialog.Turn, s *servicesSheet) (chat.Screen, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	offers, err := d.offers(ctx, t, s, list)
	if err != nil {
		return chat.Screen{}, err
	}
	from, end, page, last := window(len(offers), s.Page)
	s.Page = page
	shown := offers[from:end]
	lines := append([]chat.Text{s.title(page, last, d.Catalog.Number(t.Lang, int64(len(offers))))}, d.age(t, list)...)
	lines = append(lines, s.filtered()...)
	lines = append(lines, chat.Text{})
	same := 0
	if s.Query.Category != "" {
		same = sameWords(offers)
	}
	names, cut := offerNames(shown, same)
	if len(cut) > 0 {
		lines = append(append(lines, cut...), chat.Text{})
	}
	if len(shown) == 0 {
		lines = append(lines, chat.T("services.none"))
	} else {
		lines = append(lines, chat.T("services.legend", chat.Args{"Currency": list.Currency, "Each": slices.ContainsFunc(shown, offer.each)}))
	}
	screen := chat.Screen{Lines: append(lines, chat.T("services.hint"))}
	for i, o := range shown {
		screen.Rows = append(screen.Rows, row(chat.Button{Label: o.label(names[i]), Answer: "open " + o.Rate.String() + " " + o.ID}))
	}
	screen.Rows = append(screen.Rows, pages(page, page < last)...)
	screen.Rows = append(screen.Rows, s.filters(len(offers))...)
	screen.Rows = append(screen.Rows, row(pick("services.see_categories", "start"), goTo("button.menu", "menu")))
	return screen, nil
}

// offers gives what a list shows. What is gone stands at the end of the
// favourites, and where it was among the last used.
func (d Deps) offers(ctx context.Context, t *dialog.Turn, s *servicesSheet, list ops.ServiceList) ([]offer, error) {
	var all []offer
	if s.View == "" {
		for _, service := range s.Query.Find(list.Services) {
			all = append(all, offer{Service: service})
		}
		return all, nil
	}
	h, err := d.Ops.AtHand(ctx, t.Input.Place.Chat)
	if err != nil {
		return nil, err
	}
	if s.View == viewUsed {
		for _, u := range h.Used {
			service, sold := list.Find(u.Service)
			service.ID = u.Service
			all = append(all, offer{service, !sold})
		}
		return all, nil
	}
	var gone []offer
	for _, f := range h.Favourites {
		if service, sold := list.Find(f.Service); sold {
			all = append(all, offer{Service: service})
		} else {
			gone = append(gone, offer{resale.Service{ID: f.Service, Name: f.Name}, true})
		}
	}
	return append(all, gone...), nil
}

func (s *servicesSheet) title(page, last int, n string) chat.Text {
	args := pageArgs(page, last)
	args["N"] = n
	switch {
	case s.View != "":
		args["What"] = chat.T(map[string]string{viewFavourites: "services.favourites", viewUsed: "services.used"}[s.View])
	case s.Query.Search != "":
		args["What"] = chat.T("services.searched", chat.Args{"Search": s.Query.Search})
	case s.Query.Category != "" || s.Query.Loose:
		args["What"] = categoryName(s.Query.Category, 60)
	default:
		args["What"] = chat.T("services.all")
	}
	return chat.T("services.list_title", args)
}

// priced tells whether a list leaves out prices.
func (s *servicesSheet) priced() bool {
	return s.View == "" && (s.Query.Low != nil || s.Query.High != nil)
}

// filtered says what a list leaves out.
func (s *servicesSheet) filtered() []chat.Text {
	if s.View != "" {
		return nil
	}
	var lines []chat.Text
	if q := s.Query; s.priced() {
		args := chat.Args{"Low": "", "High": ""}
		if q.Low != nil {
			args["Low"] = figure(*q.Low)
		}
		if q.High != nil {
			args["High"] = figure(*q.High)
		}
		lines = append(lines, chat.T("services.price_filter", args))
	}
	if s.Query.Refill {
		lines = append(lines, chat.T("services.refill_filter"))
	}
	return lines
}

// filters are the ways to see less, and all again.
func (s *servicesSheet) filters(found int) [][]chat.Button {
	if s.View != "" || found < 2 && len(s.filtered()) == 0 {
		return nil
	}
	refill, order := pick("services.only_refill", "refill"), pick("services.cheapest", "order")
	if s.Query.Refill {
		refill = pick("services.any_refill", "refill")
	}
	if s.Query.Cheapest {
		order = pick("services.panel_order", "order")
	}
	return [][]chat.Button{row(pick("services.by_price", "prices"), refill), row(order)}
}

func (d Deps) takeServiceList(ctx context.Context, t *dialog.Turn, s *servicesSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		if s.priced() && meansPrices(a.Text) { // another range, not words
			return takePrices(ctx, t, s, a)
		}
		return d.lookFor(ctx, t, s, a.Text)
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "open":
		return s.open(arg), nil
	case "page":
		s.Page = readPage(arg)
	case "prices", "start":
		return dialog.To(verb), nil
	case "refill":
		s.Page, s.Query.Refill = 1, !s.Query.Refill
	case "order":
		s.Page, s.Query.Cheapest = 1, !s.Query.Cheapest
	}
	return dialog.Stay(chat.Text{}), nil
}
