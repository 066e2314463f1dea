package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// The lists of services that are not found by a query.
const (
	viewFavourites = "favourites"
	viewUsed       = "used"
)

// servicesSheet says which services one looks at, and which one is open.
type servicesSheet struct {
	Start int                 `json:"start,omitempty"` // page of the categories
	View  string              `json:"view,omitempty"`  // "": what Query finds
	Query resale.ServiceQuery `json:"query,omitzero"`
	Page  int                 `json:"page,omitempty"`
	ID    string              `json:"id,omitempty"`
	Seen  *decimal.Decimal    `json:"seen,omitempty"` // the open one's rate, as it was shown before
}

// servicesFlow shows what the chat's SMM panel sells. Whatever is typed is
// searched, wherever one is; a service's number opens it.
func servicesFlow(d Deps) dialog.Flow[servicesSheet] {
	return dialog.Flow[servicesSheet]{
		Name: "services", Command: true, Home: true, Needs: ops.SMM,
		Begin: func(ctx context.Context, t *dialog.Turn, s *servicesSheet, args string) (dialog.Next, error) {
			switch args {
			case "":
				return dialog.To("start"), nil
			case viewFavourites:
				s.View = viewFavourites
				return dialog.To("list"), nil
			}
			return d.lookFor(ctx, t, s, args)
		},
		Steps: []dialog.Step[servicesSheet]{
			{Name: "start", Ask: d.askServices, Take: d.takeServices},
			{Name: "search", Ask: askSearch, Take: d.takeSearch},
			{Name: "list", Ask: d.askServiceList, Take: d.takeServiceList},
			{Name: "prices", Ask: askPrices, Take: takePrices},
			{Name: "card", Ask: d.askServiceCard, Take: d.takeServiceCard},
		},
	}
}

// lookFor opens the service whose number was typed, or searches.
func (d Deps) lookFor(ctx context.Context, t *dialog.Turn, s *servicesSheet, text string) (dialog.Next, error) {
	list, err := d.Ops.Services(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	number := strings.TrimSpace(strings.TrimLeft(strings.Map(asciiDigit, strings.TrimSpace(text)), "№#"))
	_, sold := list.Find(number)
	_, isNumber := strconv.ParseUint(number, 10, 64)
	at, err := d.Ops.AtHand(ctx, t.Input.Place.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	if _, chosen := at.Favourite(number); sold || chosen && isNumber == nil {
		s.ID, s.Seen = number, nil
		return dialog.To("card"), nil
	}
	s.View, s.Page = "", 1
	s.Query.Search, s.Query.Category = shorten(text, 60), ""
	return dialog.To("list"), nil
}

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
	s.View, s.Page, s.Query = "", 1, resale.ServiceQuery{Category: arg}
	if slices.Contains([]string{viewFavourites, viewUsed}, verb) {
		s.View = verb
	}
	return dialog.To("list"), nil
}

func askSearch(context.Context, *dialog.Turn, *servicesSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("services.ask_search")}, Rows: [][]chat.Button{row(pick("services.see_all", "all"))}}, nil
}

func (d Deps) takeSearch(ctx context.Context, t *dialog.Turn, s *servicesSheet, a dialog.Answer) (dialog.Next, error) {
	s.Query = resale.ServiceQuery{}
	if a.Typed() {
		return d.lookFor(ctx, t, s, a.Text)
	}
	s.View, s.Page = "", 1
	return dialog.To("list"), nil
}
