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

// askSelect lists clients with a box before each.
func (d Deps) askSelect(ctx context.Context, t *dialog.Turn, s *bulkSheet) (chat.Screen, error) {
	page, err := d.Ops.Clients(ctx, t.Input.Place.Chat, resale.ClientQuery{Page: s.Page, Limit: listPage, Search: s.Search, Status: s.Status})
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("bulk.title", chat.Args{"Filter": chat.T("clients.filter_" + or(string(s.Status), "all")), "Page": pageNumber(s.Page, page.More)})}}
	if s.Search != "" {
		screen.Lines = append(screen.Lines, chat.T("clients.searched", chat.Args{"Search": s.Search}))
	}
	if len(page.Clients) == 0 {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("clients.none"))
	}
	screen.Lines = append(screen.Lines, chat.T("bulk.selected", chat.Args{"Count": len(s.Chosen)}), chat.Text{}, chat.T("bulk.hint"))
	s.Shown = nil
	for n, c := range page.Clients {
		s.Shown = append(s.Shown, listed(c))
		box := map[bool]string{true: "☑", false: "☐"}[s.chosen(listed(c))]
		b := clientButton(c, t.Now, "toggle "+strconv.Itoa(n))
		b.Label = chat.T("bulk.line", chat.Args{"Box": box, "Client": b.Label})
		screen.Rows = append(screen.Rows, row(b))
	}
	screen.Rows = append(screen.Rows, pages(s.Page, page.More)...)
	screen.Rows = append(screen.Rows, s.selecting()...)
	return screen, nil
}

// selecting are the buttons below the list.
func (s *bulkSheet) selecting() (rows [][]chat.Button) {
	if len(s.Shown) > 0 {
		rows = append(rows, row(pick("bulk.select_page", "all page"), pick("bulk.select_found", "all found")))
	}
	if len(s.Chosen) > 0 {
		goOn := chat.Button{Label: chat.T("bulk.go_on", chat.Args{"Count": len(s.Chosen)}), Answer: "go on", Style: chat.Primary}
		rows = append(rows, row(pick("bulk.clear", "clear"), goOn))
	}
	return rows
}

func (d Deps) takeSelect(ctx context.Context, t *dialog.Turn, s *bulkSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		s.Page, s.Search, s.Status = 1, shorten(a.Text, 60), resale.AnyStatus
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
		return dialog.Stay(chat.T("bulk.too_many", chat.Args{"Most": ops.MaxBulk})), nil
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
	clients, more, err := d.Ops.FoundClients(ctx, t.Input.Place.Chat, resale.ClientQuery{Search: s.Search, Status: s.Status})
	if err != nil {
		return false, err
	}
	for _, c := range clients {
		if !s.choose(listed(c)) {
			return false, nil
		}
	}
	return !more, nil
}
