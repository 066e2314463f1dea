package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// deleteResellerFlow removes a reseller with everything below, once the
// username was typed.
func deleteResellerFlow(d Deps) dialog.Flow[clientSheet] {
	return dialog.Flow[clientSheet]{
		Name: "delreseller", Needs: ops.Servex,
		Begin: func(_ context.Context, _ *dialog.Turn, s *clientSheet, args string) (dialog.Next, error) {
			var ok bool
			if *s, ok = readClient(args); !ok {
				return dialog.Go("resellers"), nil
			}
			return dialog.To("ask"), nil
		},
		Steps: []dialog.Step[clientSheet]{
			{Name: "ask", Sure: true, Ask: d.askDeleteReseller, Take: takeDeleteReseller},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *clientSheet) (dialog.Next, error) {
				out, err := d.Ops.DeleteReseller(ctx, t.Act(), s.ID, s.Username)
				return d.conclude(t, out, err)
			}},
		},
	}
}

func (d Deps) askDeleteReseller(ctx context.Context, t *dialog.Turn, s *clientSheet) (chat.Screen, error) {
	r, err := d.Ops.Reseller(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	goes := chat.T("reseller.goes_unknown")
	switch {
	case r.UsedUsers == 0:
		goes = chat.T("reseller.goes_none")
	case r.UsedUsers > 0:
		goes = chat.T("reseller.goes", chat.Args{"Count": r.UsedUsers})
	}
	return chat.Screen{Lines: []chat.Text{
		chat.T("reseller.ask_delete", chat.Args{"Name": s.Username}),
		{},
		goes,
		chat.T("reseller.goes_below"),
		{},
		chat.T("reseller.type_name", chat.Args{"Name": s.Username}),
	}}, nil
}

func takeDeleteReseller(_ context.Context, _ *dialog.Turn, s *clientSheet, a dialog.Answer) (dialog.Next, error) {
	if !typedExactly(a, s.Username) {
		return dialog.Stay(chat.T("category.not_typed")), nil
	}
	return dialog.To("do"), nil
}
