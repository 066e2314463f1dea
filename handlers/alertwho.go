package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// mostPicked bounds how many clients one rule names.
const mostPicked = 200

func (d Deps) askAlertCategories(ctx context.Context, t *dialog.Turn, s *alertSheet) (chat.Screen, error) {
	all, err := d.Ops.Categories(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("alerts.ask_categories")}}
	for _, k := range all[:min(len(all), mostButtons)] {
		b := ticked("", slices.Contains(s.Rule.Categories, k.ID), strconv.FormatInt(k.ID, 10))
		b.Label.Args["Label"] = literal(k.Name, 30)
		screen.Rows = append(screen.Rows, row(b))
	}
	screen.Rows = append(screen.Rows, row(chat.Button{Label: chat.T("alerts.done"), Answer: "done", Style: chat.Primary}))
	return screen, nil
}

func (d Deps) takeAlertCategory(_ context.Context, t *dialog.Turn, s *alertSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "done" {
		return dialog.To("show"), nil
	}
	id, err := strconv.ParseInt(a.Value, 10, 64)
	if err != nil {
		return dialog.Stay(chat.Text{}), nil
	}
	d.alter(t, s, func(r *storage.AlertRule) { r.Clients, r.Categories = nil, toggled(r.Categories, id) })
	return dialog.Stay(chat.Text{}), nil
}

// toggled adds to a list what is not in it, and takes away what is.
func toggled[T comparable](all []T, one T) []T {
	if i := slices.Index(all, one); i >= 0 {
		return slices.Delete(slices.Clone(all), i, i+1)
	}
	return append(slices.Clone(all), one)
}

// askAlertClients lists clients with a box before each; what is typed is
// searched.
func (d Deps) askAlertClients(ctx context.Context, t *dialog.Turn, s *alertSheet) (chat.Screen, error) {
	page, err := d.Ops.Clients(ctx, t.Input.Place.Chat, resale.ClientQuery{Page: max(s.Page, 1), Limit: listPage, Search: s.Search, Status: resale.Active})
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("alerts.ask_clients", chat.Args{"N": len(s.Rule.Clients)})}}
	if s.Search != "" {
		screen.Lines = append(screen.Lines, chat.T("clients.searched", chat.Args{"Search": s.Search}))
	}
	if len(page.Clients) == 0 {
		screen.Lines = append(screen.Lines, chat.T("clients.none"))
	}
	screen.Lines = append(screen.Lines, chat.Text{}, chat.T("clients.hint"))
	for _, c := range page.Clients {
		b := ticked("", slices.Contains(s.Rule.Clients, strings.ToLower(c.Username)), "pick "+strings.ToLower(c.Username))
		b.Label.Args["Label"] = literal(c.Username, 30)
		screen.Rows = append(screen.Rows, row(b))
	}
	screen.Rows = append(screen.Rows, pages(max(s.Page, 1), page.More)...)
	if s.Search != "" {
		screen.Rows = append(screen.Rows, row(pick("clients.clear_search", "search")))
	}
	screen.Rows = append(screen.Rows, row(chat.Button{Label: chat.T("alerts.done"), Answer: "done", Style: chat.Primary}))
	return screen, nil
}

func (d Deps) takeAlertClient(_ context.Context, t *dialog.Turn, s *alertSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		s.Page, s.Search = 1, shorten(a.Text, 60)
		return dialog.Stay(chat.Text{}), nil
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "done":
		return dialog.To("show"), nil
	case "page":
		s.Page, _ = strconv.Atoi(arg)
	case "search":
		s.Page, s.Search = 1, ""
	case "pick":
		if len(s.Rule.Clients) >= mostPicked && !slices.Contains(s.Rule.Clients, arg) {
			return dialog.Stay(chat.T("alerts.too_many", chat.Args{"Most": mostPicked})), nil
		}
		d.alter(t, s, func(r *storage.AlertRule) { r.Categories, r.Clients = nil, toggled(r.Clients, arg) })
	}
	return dialog.Stay(chat.Text{}), nil
}
