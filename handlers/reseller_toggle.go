package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// toggleResellerFlow deactivates a reseller with everyone below, or activates
// them again, after asking.
func toggleResellerFlow(d Deps) dialog.Flow[suspendSheet] {
	return dialog.Flow[suspendSheet]{
		Name: "togglereseller", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *suspendSheet, args string) (dialog.Next, error) {
			r, elsewhere, ok, err := d.aboutReseller(ctx, t, &s.clientSheet, args)
			if !ok {
				return elsewhere, err
			}
			s.Suspend = !r.Off()
			return dialog.To("ask"), nil
		},
		Steps: []dialog.Step[suspendSheet]{
			{Name: "ask", Buttons: true, Ask: askToggle, Take: to[suspendSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *suspendSheet) (dialog.Next, error) {
				out, err := d.Ops.SetResellerOff(ctx, t.Act(), s.ID, s.Username, s.Suspend)
				return d.conclude(t, out, err)
			}},
		},
	}
}

func askToggle(_ context.Context, _ *dialog.Turn, s *suspendSheet) (chat.Screen, error) {
	name := chat.Args{"Name": shorten(s.Username, 60)}
	if s.Suspend {
		yes := pick("reseller.deactivate_yes", "yes")
		yes.Style = chat.Danger
		return chat.Screen{Lines: []chat.Text{chat.T("reseller.ask_deactivate", name)}, Rows: [][]chat.Button{row(yes)}}, nil
	}
	yes := pick("reseller.activate_yes", "yes")
	yes.Style = chat.Primary
	return chat.Screen{Lines: []chat.Text{chat.T("reseller.ask_activate", name)}, Rows: [][]chat.Button{row(yes)}}, nil
}
