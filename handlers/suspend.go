package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type suspendSheet struct {
	clientSheet
	Suspend bool `json:"suspend"`
}

// suspendFlow suspends a client or lets it in again, after asking.
func suspendFlow(d Deps) dialog.Flow[suspendSheet] {
	return dialog.Flow[suspendSheet]{
		Name: "suspend", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *suspendSheet, args string) (dialog.Next, error) {
			var ok bool
			if s.clientSheet, ok = readClient(args); !ok {
				return dialog.Go("clients"), nil
			}
			c, err := d.Ops.Client(ctx, t.Input.Place.Chat, s.ID, s.Username)
			s.Suspend = c.Status != resale.Suspended
			return dialog.To("ask"), err
		},
		Away: func(s suspendSheet) string { return s.card() },
		Steps: []dialog.Step[suspendSheet]{
			{Name: "ask", Buttons: true, Ask: askSuspend, Take: to[suspendSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *suspendSheet) (dialog.Next, error) {
				out, err := d.Ops.SetSuspended(ctx, t.Act(), s.ID, s.Username, s.Suspend)
				return d.conclude(t, out, err)
			}},
		},
	}
}

func askSuspend(_ context.Context, _ *dialog.Turn, s *suspendSheet) (chat.Screen, error) {
	name := chat.Args{"Name": shorten(s.Username, 60)}
	if s.Suspend {
		yes := pick("client.suspend_yes", "yes")
		yes.Style = chat.Danger
		return chat.Screen{Lines: []chat.Text{chat.T("client.ask_suspend", name)}, Rows: [][]chat.Button{row(yes)}}, nil
	}
	yes := pick("client.reactivate_yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{Lines: []chat.Text{chat.T("client.ask_reactivate", name)}, Rows: [][]chat.Button{row(yes)}}, nil
}
