package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// listPage is how many clients one screen shows.
const listPage = 8

type listSheet struct {
	Page   int                 `json:"page"`
	Status resale.ClientStatus `json:"status,omitempty"`
	Search string              `json:"search,omitempty"`
	whose
}

// place writes where in the list one is, so that a card can lead back there.
func (s listSheet) place() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s%s %s", s.Page, or(string(s.Status), "-"), s.whose, s.Search))
}

// readPlace reads a place. What no list ever wrote is searched: "/clients ana",
// and "/clients 5511999 ana".
func readPlace(args string) listSheet {
	words := append(strings.SplitN(args, " ", 3), "", "")
	n, err := strconv.Atoi(words[0])
	filter, of := readWhose(words[1])
	status := resale.ClientStatus(filter)
	if status == "-" {
		status = resale.AnyStatus
	}
	if err != nil || words[1] == "" || !slices.Contains(clientFilters(), status) {
		return listSheet{Page: 1, Search: shorten(args, 60)}
	}
	return listSheet{Page: max(n, 1), Status: status, Search: shorten(words[2], 60), whose: of}
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// clientsFlow lists clients, page by page; what is typed is searched.
func clientsFlow(d Deps) dialog.Flow[listSheet] {
	return dialog.Flow[listSheet]{
		Name: "clients", Command: true, Home: true, Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *listSheet, args string) (dialog.Next, error) {
			*s = readPlace(args)
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[listSheet]{{Name: "list", Ask: d.askList, Take: takeList}},
	}
}

func (d Deps) askList(ctx context.Context, t *dialog.Turn, s *listSheet) (chat.Screen, error) {
	page, err := d.list(ctx, t, *s, false)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("clients.title", chat.Args{"Filter": chat.T("clients.filter_" + or(string(s.Status), "all")), "Page": pageNumber(s.Page, page.More)})}}
	screen.Lines = append(screen.Lines, s.line(t)...)
	if s.Search != "" {
		screen.Lines = append(screen.Lines, chat.T("clients.searched", chat.Args{"Search": shorten(s.Search, 60)}))
	}
	legend := chat.T("clients.legend")
	if len(page.Clients) == 0 {
		legend = chat.T("clients.none")
	}
	screen.Lines = append(screen.Lines, chat.Text{}, legend, chat.T("clients.hint"))
	for _, c := range page.Clients {
		screen.Rows = append(screen.Rows, row(clientButton(c, t.Now, fmt.Sprintf("open %d %s", c.ID, c.Username))))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.More)...)
	screen.Rows = append(screen.Rows, filters(s)...)
	screen.Rows = append(screen.Rows, s.switches(t)...)
	return screen, nil
}

// list reads a page: of those that expire the soonest first, and of those that
// are over, when asked, the latest first.
func (d Deps) list(ctx context.Context, t *dialog.Turn, s listSheet, latest bool) (ops.ClientPage, error) {
	q := resale.ClientQuery{Page: max(s.Page, 1), Limit: listPage, Search: s.Search, Status: s.Status, Scope: s.scope(t), ResellerID: s.Reseller}
	switch {
	case s.Status == resale.ExpiresSoon || s.Status == resale.ExpiresToday:
		return d.Ops.ClientsByExpiry(ctx, t.Input.Place.Chat, q, false)
	case s.Status == resale.Expired && latest:
		return d.Ops.ClientsByExpiry(ctx, t.Input.Place.Chat, q, true)
	}
	return d.Ops.Clients(ctx, t.Input.Place.Chat, q)
}

// pageNumber is 0, which titles leave out, when there is one page only.
func pageNumber(page int, more bool) int {
	if page <= 1 && !more {
		return 0
	}
	return page
}

func pages(page int, more bool) [][]chat.Button {
	var r []chat.Button
	if page > 1 {
		r = append(r, pick("clients.previous", "page "+strconv.Itoa(page-1)))
	}
	if more {
		r = append(r, pick("clients.next", "page "+strconv.Itoa(page+1)))
	}
	if r == nil {
		return nil
	}
	return [][]chat.Button{r}
}

// clientFilters are the panel's filters of clients.
func clientFilters() []resale.ClientStatus {
	return []resale.ClientStatus{resale.AnyStatus, resale.Active, resale.ExpiresToday, resale.ExpiresSoon, resale.Expired, resale.Suspended}
}

// filters offers the panel's filters but the one that is on.
func filters(s *listSheet) [][]chat.Button {
	var all []chat.Button
	for _, f := range clientFilters() {
		if f != s.Status {
			all = append(all, pick("clients.filter_"+or(string(f), "all"), "filter "+string(f)))
		}
	}
	rows := slices.Collect(slices.Chunk(all, 2))
	if s.Search != "" {
		rows = append(rows, row(pick("clients.clear_search", "search")))
	}
	return append(rows, row(goTo("button.bulk", "bulk of "+ops.Servex)), row(goTo("button.new", "new"), goTo("button.menu", "menu")))
}

func takeList(_ context.Context, _ *dialog.Turn, s *listSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		s.Page, s.Search, s.Status = 1, shorten(a.Text, 60), resale.AnyStatus
		return dialog.Stay(chat.Text{}), nil
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "open":
		return dialog.Go("client " + arg + " from " + s.place()), nil
	case "page":
		s.Page, _ = strconv.Atoi(arg)
	case "filter":
		s.Page, s.Status = 1, resale.ClientStatus(arg)
	case "search":
		s.Page, s.Search = 1, ""
	case "whose":
		s.Page, s.whose = 1, whose{Others: arg == "others"}
	}
	return dialog.Stay(chat.Text{}), nil
}
