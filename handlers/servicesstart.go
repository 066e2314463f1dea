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

func (d Deps) askServices(ctx context.Context, t *dialog.Turn, s *servicesSheet) (chat.Screen, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	h, err := d.Ops.AtHand(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	categories := resale.CategoriesOf(list.Services)
	from, end, page, last := window(len(categories), s.Start)
	s.Start = page
	lines := append([]chat.Text{chat.T("services.title", pageArgs(page, last))}, d.age(t, list)...)
	lines = append(lines, chat.Text{}, chat.T("services.count", chat.Args{"Count": len(list.Services), "Number": d.Catalog.Number(t.Lang, int64(len(list.Services)))}), chat.T("services.hint"))
	if len(list.Services) == 0 {
		lines = []chat.Text{chat.T("services.title", pageArgs(1, 1)), {}, chat.T("services.empty")}
	}
	screen := chat.Screen{Lines: lines, Rows: atHandRow(h)}
	for _, c := range categories[from:end] {
		screen.Rows = append(screen.Rows, row(chat.Button{
			Label: chat.T("services.category", chat.Args{"Name": categoryName(c.Name, 30), "N": c.Count}), Answer: "category " + c.Name,
		}))
	}
	screen.Rows = append(screen.Rows, pages(page, page < last)...)
	screen.Rows = append(screen.Rows, row(pick("services.search", "search"), goTo("button.menu", "menu")))
	return screen, nil
}

func atHandRow(h ops.AtHand) [][]chat.Button {
	var r []chat.Button
	if n := len(h.Favourites); n > 0 {
		r = append(r, chat.Button{Label: chat.T("services.see_favourites", chat.Args{"N": n}), Answer: viewFavourites})
	}
	if n := len(h.Used); n > 0 {
		r = append(r, chat.Button{Label: chat.T("services.see_used", chat.Args{"N": n}), Answer: viewUsed})
	}
	if r == nil {
		return nil
	}
	return [][]chat.Button{r}
}

// age says that a list is not of now.
func (d Deps) age(t *dialog.Turn, list ops.ServiceList) []chat.Text {
	if !list.Stale {
		return nil
	}
	return []chat.Text{chat.T("services.stale", chat.Args{"At": d.clock(t.Lang, list.At, t.Now, t.Zone)})}
}

// categoryName is what stands for a category; some services have none.
func categoryName(name string, n int) any {
	if strings.TrimSpace(name) == "" {
		return chat.T("services.no_category")
	}
	return shorten(name, n)
}

func (d Deps) takeServices(ctx context.Context, t *dialog.Turn, s *servicesSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		s.Query = resale.ServiceQuery{}
		return d.lookFor(ctx, t, s, a.Text)
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "page":
		s.Start = readPage(arg)
		return dialog.Stay(chat.Text{}), nil
	case "search":
		return dialog.To("search"), nil
	}
	s.View, s.Page, s.Query = "", 1, resale.ServiceQuery{Category: arg, Loose: verb == "category" && arg == ""}
	if slices.Contains([]string{viewFavourites, viewUsed}, verb) {
		s.View = verb
	}
	return dialog.To("list"), nil
}

// window gives the part of n things that a page shows, and the pages there are.
func window(n, page int) (from, end, now, last int) {
	last = max(1, (n+listPage-1)/listPage)
	now = min(max(page, 1), last)
	from = (now - 1) * listPage
	return from, min(from+listPage, n), now, last
}

// pageArgs fill titles, which leave out that there is one page only.
func pageArgs(page, last int) chat.Args {
	if last == 1 {
		page = 0
	}
	return chat.Args{"Page": page, "Pages": last}
}
