package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// hostDeleteFlow deletes a record: after a yes, or once its name was typed
// where others stop working with it.
func hostDeleteFlow(d Deps) dialog.Flow[hostSheet] {
	return dialog.Flow[hostSheet]{
		Name: "hostdel", Needs: ops.WHMDC,
		Begin: func(ctx context.Context, t *dialog.Turn, s *hostSheet, args string) (dialog.Next, error) {
			var ok bool
			if *s, ok = readHost(args); !ok || !s.K.made() {
				return dialog.Go("billing"), nil
			}
			r, err := d.Ops.HostSeen(ctx, t.Input.Place.Chat, s.K.record(), s.ID, seenLife)
			s.Name = r.Label()
			if s.K.typed() {
				return dialog.To("type"), err
			}
			s.Name = openly(t, s.Name)
			return dialog.To("ask"), err
		},
		Away: hostSheet.card,
		Steps: []dialog.Step[hostSheet]{
			{Name: "ask", Buttons: true, Ask: askHostDelete, Take: to[hostSheet]("do")},
			{Name: "type", Ask: askTypedDelete, Take: takeTypedName},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *hostSheet) (dialog.Next, error) {
				out, err := d.Ops.HostDelete(ctx, t.Act(), s.K.record(), s.ID)
				return d.concludeHost(t, out, err)
			}},
		},
	}
}

func askHostDelete(_ context.Context, _ *dialog.Turn, s *hostSheet) (chat.Screen, error) {
	yes := chat.Button{Label: chat.T("delete.yes_again", chat.Args{"Name": shorten(s.Name, 24)}), Answer: "yes", Style: chat.Danger}
	return chat.Screen{Lines: []chat.Text{chat.T("hostdel.ask", s.args()), {}, chat.T("hostdel.goes_" + string(s.K))}, Rows: [][]chat.Button{row(yes)}}, nil
}

func askTypedDelete(_ context.Context, _ *dialog.Turn, s *hostSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{
		chat.T("hostdel.ask", s.args()), {}, chat.T("hostdel.goes_" + string(s.K)), {}, chat.T("hostdel.type", chat.Args{"Name": s.Name}),
	}}, nil
}

func takeTypedName(_ context.Context, _ *dialog.Turn, s *hostSheet, a dialog.Answer) (dialog.Next, error) {
	if !typedExactly(a, s.Name) {
		return dialog.Stay(chat.T("hostdel.not_typed")), nil
	}
	return dialog.To("do"), nil
}
