package handlers

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// look shows the first page of those that are searched, or else of a filter.
func (s *listSheet) look(search string, status resale.ClientStatus) {
	if search != "" {
		status = resale.AnyStatus
	}
	*s = listSheet{Page: 1, Search: search, Status: status}
}

// askWhom offers those that expire soon, those that are over, or what was
// searched.
func (d Deps) askWhom(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	page, err := d.list(ctx, t, s.listSheet, true)
	if err != nil {
		return chat.Screen{}, err
	}
	search := chat.Args{"Search": s.Search}
	line := map[resale.ClientStatus]chat.Text{
		resale.ExpiresSoon: chat.T("renew.pick_soon"), resale.Expired: chat.T("renew.pick_expired"), resale.AnyStatus: chat.T("renew.pick_found", search),
	}[s.Status]
	if len(page.Clients) == 0 {
		line = map[resale.ClientStatus]chat.Text{
			resale.ExpiresSoon: chat.T("renew.nobody_soon"), resale.Expired: chat.T("renew.nobody_expired"), resale.AnyStatus: chat.T("renew.nobody_found", search),
		}[s.Status]
	}
	screen := chat.Screen{Lines: []chat.Text{line, {}, chat.T("renew.type_name")}}
	for _, c := range page.Clients {
		screen.Rows = append(screen.Rows, row(clientButton(c, t.Now, fmt.Sprintf("%d %s", c.ID, c.Username))))
	}
	screen.Rows = append(screen.Rows, pages(max(s.Page, 1), page.More)...)
	if s.Status != resale.ExpiresSoon {
		screen.Rows = append(screen.Rows, row(pick("renew.show_soon", "filter "+string(resale.ExpiresSoon))))
	}
	if s.Status != resale.Expired {
		screen.Rows = append(screen.Rows, row(pick("renew.show_expired", "filter "+string(resale.Expired))))
	}
	return screen, nil
}

func takeWhom(_ context.Context, _ *dialog.Turn, s *renewSheet, a dialog.Answer) (dialog.Next, error) {
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch {
	case a.Typed():
		s.look(shorten(a.Text, 60), resale.ExpiresSoon)
		return dialog.Stay(chat.Text{}), nil
	case verb == "filter":
		s.look("", resale.ClientStatus(arg))
		return dialog.Stay(chat.Text{}), nil
	case verb == "page":
		s.Page, _ = strconv.Atoi(arg)
		return dialog.Stay(chat.Text{}), nil
	}
	c, ok := readClient(a.Value)
	if !ok {
		return dialog.Stay(chat.Text{}), nil
	}
	s.clientSheet = c
	return dialog.To("days"), nil
}
