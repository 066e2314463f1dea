package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// renewSubFlow gives a subscription a later end, once it is paid for.
func renewSubFlow(d Deps) dialog.Flow[growSheet] {
	return dialog.Flow[growSheet]{
		Name: "renewsub", Trouble: trouble, Begin: beginGrow("confirm"),
		Away: func(s growSheet) string { return "member " + s.Store },
		Steps: []dialog.Step[growSheet]{
			{Name: "confirm", Buttons: true, Ask: d.askRenewSub, Take: to[growSheet]("do")},
			{Name: "do", Do: d.renewSub},
		},
	}
}

// askRenewSub shows what is renewed. What it costs the store says with the
// invoice only, so the price of the last time stands there as what it is.
func (d Deps) askRenewSub(ctx context.Context, t *dialog.Turn, s *growSheet) (chat.Screen, error) {
	_, sub, instead, err := d.subscription(ctx, t, s)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	lines := []chat.Text{chat.T("grow.title_renew", chat.Args{"Plan": s.Name})}
	if !sub.Expires.IsZero() {
		lines = append(lines, d.until(t, sub.Expires))
	}
	if period := periodText(sub.Period); period.Key != "" {
		lines = append(lines, chat.T("grow.for", chat.Args{"Period": period}))
	}
	if sub.Amount.Known {
		lines = append(lines, chat.T("grow.last_price", chat.Args{"Price": sumText(sub.Amount)}))
	}
	yes := pick("grow.yes_renew", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: append(lines, chat.Text{}, chat.T("grow.exact"), chat.T("buy.nothing_charged")),
		Rows:  [][]chat.Button{row(yes)},
	}, nil
}

func (d Deps) renewSub(ctx context.Context, t *dialog.Turn, s *growSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	out, err := d.Ops.RenewSubscription(ctx, t.Act(), v.key(t), s.ID)
	return invoiced(t, v, out, err)
}
