package handlers

import (
	"context"
	"fmt"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

type renewSheet struct {
	clientSheet
	Search string `json:"search,omitempty"`
	Days   int    `json:"days,omitempty"`
}

// maxDays is the longest renewal at once.
const maxDays = 3650

// renewFlow adds days to a client.
func renewFlow(d Deps) dialog.Flow[renewSheet] {
	return dialog.Flow[renewSheet]{
		Name: "renew", Command: true, Needs: dialog.Panel,
		Begin: func(_ context.Context, _ *dialog.Turn, s *renewSheet, args string) (dialog.Next, error) {
			if c, ok := readClient(args); ok {
				s.clientSheet = c
				return dialog.To("days"), nil
			}
			s.Search = shorten(args, 60)
			return dialog.To("pick"), nil
		},
		Steps: []dialog.Step[renewSheet]{
			{Name: "pick", Ask: d.askWhom, Take: takeWhom},
			{Name: "days", Ask: d.askDays, Take: takeDays},
			{Name: "confirm", Buttons: true, Ask: d.askRenew, Take: to[renewSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *renewSheet) (dialog.Next, error) {
				out, err := d.Ops.RenewClient(ctx, t.Act(), s.ID, s.Username, s.Days)
				return d.conclude(t, out, err)
			}},
		},
	}
}

// askWhom offers those that expire soon, or what was searched.
func (d Deps) askWhom(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	q := resale.ClientQuery{Page: 1, Limit: listPage, Status: resale.ExpiresSoon}
	line := chat.T("renew.pick_soon")
	if s.Search != "" {
		q.Status, q.Search = resale.AnyStatus, s.Search
		line = chat.T("renew.pick_found", chat.Args{"Search": s.Search})
	}
	page, err := d.Ops.Clients(ctx, t.Input.Place.Chat, q)
	if err != nil {
		return chat.Screen{}, err
	}
	if len(page.Clients) == 0 {
		line = chat.T("renew.nobody_soon")
		if s.Search != "" {
			line = chat.T("renew.nobody_found", chat.Args{"Search": s.Search})
		}
	}
	screen := chat.Screen{Lines: []chat.Text{line, {}, chat.T("renew.type_name")}}
	for _, c := range page.Clients {
		screen.Rows = append(screen.Rows, row(clientButton(c, t.Now, fmt.Sprintf("%d %s", c.ID, c.Username))))
	}
	if s.Search != "" {
		screen.Rows = append(screen.Rows, row(pick("renew.show_soon", "soon")))
	}
	return screen, nil
}

func takeWhom(_ context.Context, _ *dialog.Turn, s *renewSheet, a dialog.Answer) (dialog.Next, error) {
	switch {
	case a.Typed():
		s.Search = shorten(a.Text, 60)
		return dialog.Stay(chat.Text{}), nil
	case a.Value == "soon":
		s.Search = ""
		return dialog.Stay(chat.Text{}), nil
	}
	c, ok := readClient(a.Value)
	if !ok {
		return dialog.Stay(chat.Text{}), nil
	}
	s.clientSheet = c
	return dialog.To("days"), nil
}

func (d Deps) askDays(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	c, err := d.Ops.Client(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	return chat.Screen{Lines: append(d.expiry(t, c), chat.Text{}, chat.T("renew.ask_days")), Rows: countRows("new.duration", []int{7, 15, 30, 60, 90})}, nil
}

func (d Deps) expiry(t *dialog.Turn, c resale.Client) []chat.Text {
	return []chat.Text{
		chat.T("client.title", chat.Args{"Mark": mark(status(c, t.Now)), "Name": shorten(c.Username, 60)}),
		chat.T("client.expires", chat.Args{"Value": d.Catalog.Moment(t.Lang, c.Expires, t.Zone), "Left": left(c, t.Now)}),
	}
}

func takeDays(_ context.Context, _ *dialog.Turn, s *renewSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseCount(a.Value+a.Text, maxDays)
	if !ok {
		return dialog.Stay(chat.T("new.bad_duration", chat.Args{"Most": maxDays})), nil
	}
	s.Days = n
	return dialog.To("confirm"), nil
}

func (d Deps) askRenew(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	c, err := d.Ops.Client(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	yes := chat.Button{Label: chat.T("renew.yes", chat.Args{"Count": s.Days}), Answer: "yes", Style: chat.Primary}
	return chat.Screen{Lines: append(d.expiry(t, c), chat.Text{}, chat.T("renew.ask_confirm", chat.Args{"Count": s.Days})), Rows: [][]chat.Button{row(yes)}}, nil
}
