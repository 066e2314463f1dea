package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// Whose resellers a list shows, as it is written in its place.
const (
	ownResellers = "own"
	allResellers = "all" // of the panel, with an admin key
)

type resellersSheet struct {
	Page   int    `json:"page"`
	Whose  string `json:"whose"`
	Status string `json:"status,omitempty"`
	Search string `json:"search,omitempty"`
}

// place writes where in the list one is, so that a card can lead back there.
func (s resellersSheet) place() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s %s %s", s.Page, s.Whose, or(s.Status, "-"), s.Search))
}

// readResellersPlace reads a place. What no list ever wrote is searched:
// "/resellers ana".
func readResellersPlace(args string) resellersSheet {
	words := append(strings.SplitN(args, " ", 4), "", "", "")
	status := words[2]
	if status == "-" {
		status = ""
	}
	place := words[1] == ownResellers || words[1] == allResellers
	if !place || words[2] == "" || !slices.Contains(resellerStatuses(), status) {
		return resellersSheet{Page: 1, Whose: ownResellers, Search: shorten(args, 60)}
	}
	return resellersSheet{Page: readPage(words[0]), Whose: words[1], Status: status, Search: shorten(words[3], 60)}
}

// resellersFlow lists resellers, page by page; what is typed is searched.
func resellersFlow(d Deps) dialog.Flow[resellersSheet] {
	return dialog.Flow[resellersSheet]{
		Name: "resellers", Command: true, Home: true, Needs: ops.Servex,
		Begin: func(_ context.Context, t *dialog.Turn, s *resellersSheet, args string) (dialog.Next, error) {
			*s = readResellersPlace(args)
			if !admin(t) {
				s.Whose = ownResellers
			}
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[resellersSheet]{{Name: "list", Ask: d.askResellers, Take: takeResellers}},
	}
}

func (d Deps) askResellers(ctx context.Context, t *dialog.Turn, s *resellersSheet) (chat.Screen, error) {
	q := resale.ResellerQuery{Page: s.Page, Limit: listPage, Search: s.Search, Status: s.Status, Scope: resale.Own}
	if s.Whose == allResellers {
		q.Scope = resale.All
	}
	page, err := d.Ops.Resellers(ctx, t.Input.Place.Chat, q)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("resellers.title", chat.Args{"Filter": chat.T("resellers.filter_" + or(s.Status, "all")), "Page": pageNumber(s.Page, page.More)})}}
	if s.Whose == allResellers {
		screen.Lines = append(screen.Lines, chat.T("resellers.of_all"))
	}
	if s.Search != "" {
		screen.Lines = append(screen.Lines, chat.T("clients.searched", chat.Args{"Search": shorten(s.Search, 60)}))
	}
	if len(page.Resellers) == 0 {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("clients.none"))
	}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("clients.hint"))
	for _, r := range page.Resellers {
		screen.Rows = append(screen.Rows, row(resellerButton(r, t.Now)))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.More)...)
	screen.Rows = append(screen.Rows, resellerFilters(s, admin(t))...)
	return screen, nil
}

// resellerStatuses are the panel's filters of resellers.
func resellerStatuses() []string { return []string{"", "active", "expired", "suspended"} }

// resellerFilters offers the panel's filters but the one that is on.
func resellerFilters(s *resellersSheet, admin bool) [][]chat.Button {
	var filters []chat.Button
	for _, f := range resellerStatuses() {
		if f != s.Status {
			filters = append(filters, pick("resellers.filter_"+or(f, "all"), "filter "+f))
		}
	}
	rows := [][]chat.Button{filters}
	switch {
	case s.Whose == allResellers:
		rows = append(rows, row(pick("resellers.show_own", "whose "+ownResellers)))
	case admin:
		rows = append(rows, row(pick("resellers.show_all", "whose "+allResellers)))
	}
	if s.Search != "" {
		rows = append(rows, row(pick("clients.clear_search", "search")))
	}
	return append(rows, row(goTo("resellers.new", "newreseller"), goTo("button.menu", "menu")))
}

func takeResellers(_ context.Context, _ *dialog.Turn, s *resellersSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		s.Page, s.Search, s.Status = 1, shorten(a.Text, 60), ""
		return dialog.Stay(chat.Text{}), nil
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "open":
		return dialog.Go("reseller " + arg + " from " + s.place()), nil
	case "page":
		s.Page = readPage(arg)
	case "filter":
		s.Page, s.Status = 1, arg
	case "whose":
		s.Page, s.Whose = 1, arg
	case "search":
		s.Page, s.Search = 1, ""
	}
	return dialog.Stay(chat.Text{}), nil
}
