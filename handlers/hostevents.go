package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostEventsFlow shows the whole of a message about a hosting panel that was too
// long.
func hostEventsFlow(d Deps) dialog.Flow[eventsSheet] {
	return pagedEvents("hostevents", ops.WHMDC, d.askHostEvents)
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
