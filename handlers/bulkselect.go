package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func listed(c resale.Client) storage.ListedClient {
	return storage.ListedClient{ID: c.ID, Username: c.Username}
}

// choice is a page to select from.
type choice struct {
	filter chat.Text
	shown  []storage.ListedClient
	labels []chat.Text // of what is shown
	more   bool
}

// page reads what is to be selected from, of either provider.
func (d Deps) page(ctx context.Context, t *dialog.Turn, s *bulkSheet) (p choice, err error) {
	if s.vpn() {
		shown, all, err := d.accountsChosen(ctx, t, s.Group, s.Search, s.Page)
		for _, a := range shown {
			p.shown = append(p.shown, storage.ListedClient{ID: a.ID, Username: a.Username})
			p.labels = append(p.labels, accountButton(t, a).Label)
		}
		p.filter, p.more = accountGroup(s.Group), len(all) > max(s.Page, 1)*listPage
		return p, err
	}
	found, err := d.Ops.Clients(ctx, t.Input.Place.Chat, resale.ClientQuery{Page: s.Page, Limit: listPage, Search: s.Search, Status: s.Status})
	for _, c := range found.Clients {
		p.shown, p.labels = append(p.shown, listed(c)), append(p.labels, clientButton(c, t.Now, "").Label)
	}
	p.filter, p.more = chat.T("clients.filter_"+or(string(s.Status), "all")), found.More
	return p, err
}

// askSelect lists clients or accounts with a box before each.
func (d Deps) askSelect(ctx context.Context, t *dialog.Turn, s *bulkSheet) (chat.Screen, error) {
	page, err := d.page(ctx, t, s)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T(worded(s.Provider, "bulk.title"), chat.Args{"Filter": page.filter, "Page": pageNumber(s.Page, page.more)})}}
	if s.Search != "" {
		screen.Lines = append(screen.Lines, chat.T("clients.searched", chat.Args{"Search": s.Search}))
	}
	if len(page.shown) == 0 {
		none := "clients.none"
		if s.vpn() {
			none = "account.none"
		}
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T(none))
	}
	screen.Lines = append(screen.Lines, chat.T(worded(s.Provider, "bulk.selected"), chat.Args{"Count": len(s.Chosen)}), chat.Text{}, chat.T(worded(s.Provider, "bulk.hint")))
	s.Shown = page.shown
	for n, c := range page.shown {
		box := map[bool]string{true: "☑", false: "☐"}[s.chosen(c)]
		label := chat.T("bulk.line", chat.Args{"Box": box, "Client": page.labels[n]})
		screen.Rows = append(screen.Rows, row(chat.Button{Label: label, Answer: "toggle " + strconv.Itoa(n)}))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.more)...)
	screen.Rows = append(screen.Rows, s.selecting()...)
	return screen, nil
}

// selecting are the buttons below the list.
func (s *bulkSheet) selecting() (rows [][]chat.Button) {
	if len(s.Shown) > 0 {
		rows = append(rows, row(pick("bulk.select_page", "all page"), pick("bulk.select_found", "all found")))
	}
	if len(s.Chosen) > 0 {
		goOn := chat.Button{Label: chat.T(worded(s.Provider, "bulk.go_on"), chat.Args{"Count": len(s.Chosen)}), Answer: "go on", Style: chat.Primary}
		rows = append(rows, row(pick("bulk.clear", "clear"), goOn))
	}
	return rows
}

func (d Deps) takeSelect(ctx context.Context, t *dialog.Turn, s *bulkSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		s.Page, s.Search, s.Status, s.Group = 1, shorten(a.Text, 60), resale.AnyStatus, ops.VPNAll
		return dialog.Stay(chat.Text{}), nil
	}
	fits := true
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "go":
		return dialog.To("act"), nil
	case "toggle":
		fits = s.toggle(arg)
	case "page":
		s.Page, _ = strconv.Atoi(arg)
	case "clear":
		s.Chosen = nil
	case "all":
		var err error
		if fits, err = d.chooseAll(ctx, t, s, arg == "found"); err != nil {
			return dialog.Next{}, err
		}
	}
	if !fits {
		return dialog.Stay(chat.T(worded(s.Provider, "bulk.too_many"), chat.Args{"Most": ops.MaxBulk})), nil
	}
	return dialog.Stay(chat.Text{}), nil
}

func (s *bulkSheet) toggle(index string) (fits bool) {
	n, err := strconv.Atoi(index)
	if err != nil || n < 0 || n >= len(s.Shown) {
		return true
	}
	c := s.Shown[n]
	if i := slices.Index(s.Chosen, c); i >= 0 {
		s.Chosen = slices.Delete(s.Chosen, i, i+1)
		return true
	}
	return s.choose(c)
}

// chooseAll adds what the screen shows, or all that the panel finds.
func (d Deps) chooseAll(ctx context.Context, t *dialog.Turn, s *bulkSheet, found bool) (fits bool, err error) {
	if !found {
		return s.choose(s.Shown...), nil
	}
	clients, more, err := d.found(ctx, t, s)
	if err != nil {
		return false, err
	}
	return s.choose(clients...) && !more, nil
}

// found gives all that the panel finds, and whether there are too many.
func (d Deps) found(ctx context.Context, t *dialog.Turn, s *bulkSheet) (all []storage.ListedClient, more bool, err error) {
	if s.vpn() {
		accounts, err := d.Ops.VPNChoice(ctx, t.Input.Place.Chat, s.Group, s.Search)
		for _, a := range accounts[:min(len(accounts), ops.MaxBulk)] {
			all = append(all, storage.ListedClient{ID: a.ID, Username: a.Username})
		}
		return all, len(accounts) > ops.MaxBulk, err
	}
	clients, more, err := d.Ops.FoundClients(ctx, t.Input.Place.Chat, resale.ClientQuery{Search: s.Search, Status: s.Status})
	for _, c := range clients {
		all = append(all, listed(c))
	}
	return all, more, err
}
