package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// renewResellerFlow adds days to a reseller's account that runs until a date.
func renewResellerFlow(d Deps) dialog.Flow[renewSheet] {
	return dialog.Flow[renewSheet]{
		Name: "renewreseller", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *renewSheet, args string) (dialog.Next, error) {
			r, elsewhere, ok, err := d.aboutReseller(ctx, t, &s.clientSheet, args)
			switch {
			case !ok:
				return elsewhere, err
			case r.AccountType == resale.Credit:
				return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("reseller.no_date")}, Rows: append(openReseller(r), menuRow()...)}), nil
			}
			return dialog.To("days"), nil
		},
		Steps: []dialog.Step[renewSheet]{
			{Name: "days", Ask: d.askResellerDays, Take: takeDays},
			{Name: "confirm", Buttons: true, Ask: d.askResellerRenew, Take: to[renewSheet]("do")},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *renewSheet) (dialog.Next, error) {
				out, err := d.Ops.RenewReseller(ctx, t.Act(), s.ID, s.Username, s.Days)
				return d.conclude(t, out, err)
			}},
		},
	}
}

func (d Deps) askResellerDays(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	r, err := d.Ops.Reseller(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("client.title", chat.Args{"Mark": mark(resellerStatus(r, t.Now)), "Name": shorten(r.Username, 60)}),
			chat.T("client.expires", chat.Args{"Value": d.resellerDay(t, r.Expires), "Left": timeLeft(r.Expires, t.Now)}),
			{},
			chat.T("renew.ask_days"),
		},
		Rows: countRows("new.duration", []int{30, 60, 90, 180, 365}),
	}, nil
}

// askResellerRenew shows the old date and the one to expect; what counts is
// the panel's, which is read after the call.
func (d Deps) askResellerRenew(ctx context.Context, t *dialog.Turn, s *renewSheet) (chat.Screen, error) {
	r, err := d.Ops.Reseller(ctx, t.Input.Place.Chat, s.ID, s.Username)
	if err != nil {
		return chat.Screen{}, err
	}
	from := r.Expires
	if from.Before(t.Now) {
		from = t.Now
	}
	yes := chat.Button{Label: chat.T("renew.yes", chat.Args{"Count": s.Days}), Answer: "yes", Style: chat.Primary}
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("reseller.ask_renew", chat.Args{"Name": shorten(r.Username, 60), "Count": s.Days}),
			{},
			chat.T("edit.before", chat.Args{"Value": d.resellerDay(t, r.Expires)}),
			chat.T("edit.after", chat.Args{"Value": d.resellerDay(t, from.AddDate(0, 0, s.Days))}),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}
