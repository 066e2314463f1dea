package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// renewSubFlow gives a subscription a later end, once it is paid for.
func renewSubFlow(d Deps) dialog.Flow[growSheet] {
	return dialog.Flow[growSheet]{
		Name: "renewsub", Trouble: trouble, Begin: beginGrow("confirm"),
		Away: func(s growSheet) string { return "member " + s.Store },
		Steps: []dialog.Step[growSheet]{
			{Name: "confirm", Buttons: true, Ask: d.askRenewSub, Take: takeGrow},
			{Name: "do", Do: d.renewSub},
		},
	}
}

// askRenewSub shows what is renewed. What it costs the store says with the
// invoice only, so the price of the last time stands there as what it is.
func (d Deps) askRenewSub(ctx context.Context, t *dialog.Turn, s *growSheet) (chat.Screen, error) {
	v, sub, instead, err := d.subscription(ctx, t, s)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	paid, err := d.owed(ctx, t, v, &s.owes, storage.InvoiceRenew, resale.Purchase{Subscription: s.ID, PlanID: sub.PlanID, Plan: sub.Plan})
	if err != nil || paid != nil {
		return orNothing(paid), err
	}
	lines := []chat.Text{chat.T("grow.title_renew", chat.Args{"Plan": s.Name})}
	ended := sub.State(t.Now) == resale.SubExpired
	switch {
	case ended && !sub.Expires.IsZero():
		lines = append(lines, chat.T("grow.ended", chat.Args{"Date": d.Catalog.Day(t.Lang, sub.Expires, t.Zone)}))
	case !sub.Expires.IsZero():
		lines = append(lines, d.until(t, sub.Expires))
	}
	if period := periodText(sub.Period); period.Key != "" {
		lines = append(lines, chat.T("grow.for", chat.Args{"Period": period}))
	}
	if end := renewedUntil(sub, t.Now); !end.IsZero() {
		lines = append(lines, chat.T("grow.new_end", chat.Args{"Date": d.Catalog.Day(t.Lang, end, t.Zone)}))
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

// renewedUntil is about when a renewal of today ends: it goes on where the time
// before ends, or from now where that is over. Zero when that cannot be told.
func renewedUntil(s resale.Subscription, now time.Time) time.Time {
	months := map[resale.Period]int{resale.Month: 1, resale.Quarter: 3, resale.HalfYear: 6, resale.Year: 12}[s.Period]
	if months == 0 || s.Expires.IsZero() {
		return time.Time{}
	}
	from := s.Expires
	if from.Before(now) {
		from = now
	}
	return from.AddDate(0, months, 0)
}

func (d Deps) renewSub(ctx context.Context, t *dialog.Turn, s *growSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	out, err := d.Ops.RenewSubscription(ctx, t.Act(), v.key(t), s.ID, s.Aware...)
	return d.invoiced(ctx, t, v, out, err)
}
