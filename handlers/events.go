package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// eventsPage is how many lines of a long alert one screen shows.
const eventsPage = 40

type eventsSheet struct {
	Batch uint64 `json:"batch"`
	Page  int    `json:"page"`
}

// eventsFlow shows the whole of an alert that was too long.
func eventsFlow(d Deps) dialog.Flow[eventsSheet] { return pagedEvents("events", "", d.askEvents) }

// pagedEvents shows what was told, page by page: "<flow> <number of the batch>".
func pagedEvents(name, needs string, ask func(context.Context, *dialog.Turn, *eventsSheet) (chat.Screen, error)) dialog.Flow[eventsSheet] {
	return dialog.Flow[eventsSheet]{
		Name: name, Home: true, Needs: needs,
		Begin: func(_ context.Context, _ *dialog.Turn, s *eventsSheet, args string) (dialog.Next, error) {
			s.Batch, _ = strconv.ParseUint(args, 10, 64)
			s.Page = 1
			return dialog.To("list"), nil
		},
		Steps: []dialog.Step[eventsSheet]{{
			Name: "list", Buttons: true, Ask: ask,
			Take: func(_ context.Context, _ *dialog.Turn, s *eventsSheet, a dialog.Answer) (dialog.Next, error) {
				if page, ok := strings.CutPrefix(a.Value, "page "); ok {
					s.Page, _ = strconv.Atoi(page)
				}
				return dialog.Stay(chat.Text{}), nil
			},
		}},
	}
}

func (d Deps) askEvents(ctx context.Context, t *dialog.Turn, s *eventsSheet) (chat.Screen, error) {
	b, err := d.Ops.EventBatch(ctx, t.Input.Place.Chat, s.Batch)
	if resale.CodeOf(err) == resale.NotFound {
		return chat.Screen{Lines: []chat.Text{chat.T("alert.gone")}, Rows: menuRow()}, nil
	} else if err != nil {
		return chat.Screen{}, err
	}
	last := (len(b.Events) + eventsPage - 1) / eventsPage
	s.Page = max(1, min(s.Page, last))
	shown := b.Events[(s.Page-1)*eventsPage : min(s.Page*eventsPage, len(b.Events))]
	screen := chat.Screen{Lines: append([]chat.Text{chat.T("alert.page", chat.Args{"Page": s.Page, "Pages": last}), {}}, d.eventLines(t.Lang, t.Zone, t.Now, shown)...)}
	screen.Rows = append(pages(s.Page, s.Page < last), menuRow()...)
	return screen, nil
}
