package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostEventsFlow shows the whole of a message about a hosting panel that was too
// long.
func hostEventsFlow(d Deps) dialog.Flow[eventsSheet] {
	return dialog.Flow[eventsSheet]{
		Name: "hostevents", Home: true, Needs: ops.WHMDC,
		Begin: func(_ context.Context, _ *dialog.Turn, s *eventsSheet, args string) (dialog.Next, error) {
			s.Batch, _ = strconv.ParseUint(args, 10, 64)
			s.Page = 1
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[eventsSheet]{{
			Name: "list", Buttons: true, Ask: d.askHostEvents,
			Take: func(_ context.Context, _ *dialog.Turn, s *eventsSheet, a dialog.Answer) (dialog.Next, error) {
				if page, ok := strings.CutPrefix(a.Value, "page "); ok {
					s.Page, _ = strconv.Atoi(page)
				}
				return dialog.Stay(chat.Text{}), nil
			},
		}},
	}
}

func (d Deps) askHostEvents(ctx context.Context, t *dialog.Turn, s *eventsSheet) (chat.Screen, error) {
	s.Page = max(s.Page, 1)
	b, err := d.Ops.HostBatch(ctx, t.Input.Place.Chat, s.Batch, (s.Page-1)*eventsPage, eventsPage)
	if resale.CodeOf(err) == resale.NotFound {
		return chat.Screen{Lines: []chat.Text{chat.T("alert.gone")}, Rows: menuRow()}, nil
	} else if err != nil {
		return chat.Screen{}, err
	}
	last := max(1, (b.Count+eventsPage-1)/eventsPage)
	lines := append([]chat.Text{chat.T("alert.page", chat.Args{"Page": s.Page, "Pages": last}), {}}, d.hostNewsLines(t.Input.Place.Chat, b.Items, t.Lang, t.Zone)...)
	return chat.Screen{Lines: lines, Rows: append(pages(s.Page, s.Page < last), menuRow()...)}, nil
}
