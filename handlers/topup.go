package handlers

import (
	"context"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// growSheet is a subscription that gets a later end or more traffic.
type growSheet struct {
	owes
	Store string      `json:"store"`
	ID    int64       `json:"id"`
	Name  string      `json:"name,omitempty"` // of its plan
	Plan  resale.Plan `json:"plan,omitzero"`  // the traffic that was chosen
}

func beginGrow(step string) func(context.Context, *dialog.Turn, *growSheet, string) (dialog.Next, error) {
	return func(_ context.Context, _ *dialog.Turn, s *growSheet, args string) (dialog.Next, error) {
		store, id, _ := strings.Cut(args, " ")
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return dialog.Go("store " + store), nil //nolint:nilerr // no subscription of ours
		}
		s.Store, s.ID = store[:min(len(store), longestStoreID)], n
		return dialog.To(step), nil
	}
}

// subscription reads what the sheet is about; instead is what is shown where
// there is none for whoever acts.
func (d Deps) subscription(ctx context.Context, t *dialog.Turn, s *growSheet) (v visit, sub resale.Subscription, instead *chat.Screen, err error) {
	v, err = d.store(ctx, t, s.Store)
	if err != nil {
		return v, sub, nil, err
	}
	if screen, ok := v.wantsLogin(); ok {
		return v, sub, &screen, nil
	}
	sub, _, err = d.Ops.Subscription(ctx, v.key(t), s.ID)
	if resale.CodeOf(err) == resale.NotFound {
		return v, sub, &chat.Screen{Lines: []chat.Text{chat.T("grow.gone")}, Rows: [][]chat.Button{row(goTo("visit.mine", v.target("member")))}}, nil
	}
	if resale.CodeOf(err) == resale.CodeNeeded { // it can be paid for without one
		sub, err = lastSeen(v.Member, s.ID), nil
	}
	s.Name = shorten(subName(sub), 60)
	return v, sub, nil, err
}

// lastSeen is what is known of a subscription without asking for it.
func lastSeen(m storage.Member, id int64) resale.Subscription {
	for _, sub := range m.Subs {
		if sub.ID == id {
			return resale.Subscription{ID: id, Plan: sub.Plan, Expires: sub.Expires, Traffic: sub.Traffic, Used: sub.Used}
		}
	}
	return resale.Subscription{ID: id, Traffic: -1, Used: -1}
}

// topUpFlow sells more traffic for a subscription.
func topUpFlow(d Deps) dialog.Flow[growSheet] {
	return dialog.Flow[growSheet]{
		Name: "topup", Trouble: trouble, Begin: beginGrow("pick"),
		Away: func(s growSheet) string { return "member " + s.Store },
		Steps: []dialog.Step[growSheet]{
			{Name: "pick", Buttons: true, Ask: d.askTopUps, Take: d.takeTopUp},
			{Name: "confirm", Buttons: true, Ask: d.askTopUp, Take: takeGrow},
			{Name: "do", Do: d.topUp},
		},
	}
}

func (d Deps) askTopUps(ctx context.Context, t *dialog.Turn, s *growSheet) (chat.Screen, error) {
	v, sub, instead, err := d.subscription(ctx, t, s)
	if err != nil || instead != nil {
		return orNothing(instead), err
	}
	paid, err := d.owed(ctx, t, v, &s.owes, storage.InvoiceTopUp, resale.Purchase{Subscription: s.ID})
	if err != nil || paid != nil {
		return orNothing(paid), err
	}
	plans, err := d.Ops.TopUps(ctx, v.Store.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := []chat.Text{chat.T("grow.title_topup", chat.Args{"Plan": s.Name})}
	if sub.Left() >= 0 {
		lines = append(lines, chat.T("grow.left", chat.Args{"Left": traffic(sub.Left())}))
	}
	if len(plans) == 0 {
		return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("grow.none"))}, nil
	}
	lines = append(lines, chat.Text{}, chat.T("grow.ask_topup"))
	screen := chat.Screen{Lines: append(lines, howMany("digest.more", len(plans)-accessesShown)...)}
	for _, p := range plans[:min(len(plans), accessesShown)] {
		price, _ := p.Price(resale.TopUp)
		label := chat.T("grow.topup", chat.Args{"Traffic": shorten(or(p.Traffic, p.Name), 20), "Price": sumText(price)})
		if p.SoldOut() {
			label = chat.T("buy.plan_sold_out", chat.Args{"Name": shorten(or(p.Traffic, p.Name), 20)})
		}
		screen.Rows = append(screen.Rows, row(chat.Button{Label: label, Answer: number(p.ID)}))
	}
	return screen, nil
}

// orNothing is a screen that is shown instead of another.
func orNothing(s *chat.Screen) chat.Screen {
	if s == nil {
		return chat.Screen{}
	}
	return *s
}

func (d Deps) takeTopUp(ctx context.Context, t *dialog.Turn, s *growSheet, a dialog.Answer) (dialog.Next, error) {
	if s.wantsMore(a) {
		return dialog.Stay(chat.Text{}), nil
	}
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	plans, err := d.Ops.TopUps(ctx, v.Store.Chat)
	if err != nil {
		return dialog.Next{}, err
	}
	for _, p := range plans {
		switch {
		case number(p.ID) != a.Value:
		case p.SoldOut():
			return dialog.Stay(chat.T("trouble.no_stock")), nil
		default:
			s.Plan = p
			return dialog.To("confirm"), nil
		}
	}
	return dialog.Stay(chat.T("buy.plan_gone")), nil
}

func (d Deps) askTopUp(ctx context.Context, t *dialog.Turn, s *growSheet) (chat.Screen, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return chat.Screen{}, err
	}
	paid, err := d.owed(ctx, t, v, &s.owes, storage.InvoiceTopUp, resale.Purchase{Subscription: s.ID, PlanID: s.Plan.ID, Plan: s.Plan.Name})
	if err != nil || paid != nil {
		return orNothing(paid), err
	}
	price, _ := s.Plan.Price(resale.TopUp)
	yes := pick("grow.yes_topup", "yes")
	yes.Style = chat.Primary
	return chat.Screen{
		Lines: []chat.Text{
			chat.T("buy.check"),
			{},
			chat.T("grow.what_topup", chat.Args{"Traffic": shorten(or(s.Plan.Traffic, s.Plan.Name), 40), "Plan": s.Name}),
			chat.T("grow.price", chat.Args{"Price": sumText(price)}),
			{},
			chat.T("buy.nothing_charged"),
		},
		Rows: [][]chat.Button{row(yes)},
	}, nil
}

// takeGrow takes that it is right, or that one more is wanted all the same.
func takeGrow(_ context.Context, _ *dialog.Turn, s *growSheet, a dialog.Answer) (dialog.Next, error) {
	if s.wantsMore(a) {
		return dialog.Stay(chat.Text{}), nil
	}
	return dialog.To("do"), nil
}

func (d Deps) topUp(ctx context.Context, t *dialog.Turn, s *growSheet) (dialog.Next, error) {
	v, err := d.store(ctx, t, s.Store)
	if err != nil {
		return dialog.Next{}, err
	}
	out, err := d.Ops.AddTraffic(ctx, t.Act(), v.key(t), s.ID, s.Plan.ID, s.Aware...)
	return d.invoiced(ctx, t, v, out, err)
}
