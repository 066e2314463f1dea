package handlers

import (
	"context"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// marginFlow sets what the chat asks its customers for.
func marginFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "margin", Home: true, Needs: ops.SMM,
		Steps: []dialog.Step[struct{}]{
			{Name: "show", Ask: d.askMargin, Take: d.takeMargin},
			{Name: "percent", Ask: askPercent, Take: d.takePercent},
			{Name: "round", Ask: askRound, Take: d.takeRound},
		},
	}
}

func (d Deps) askMargin(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
	shop, err := d.Ops.Shop(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := []chat.Text{chat.T("margin.title"), {}}
	last := row(goTo("balance.see", "balance"), goTo("button.menu", "menu"))
	if !hasMargin(shop.Margin) {
		return chat.Screen{
			Lines: append(lines, chat.T("margin.none")),
			Rows:  [][]chat.Button{row(pick("margin.set_percent", "percent")), last},
		}, nil
	}
	lines = append(lines, marginLine(shop.Margin), chat.Text{}, chat.T("margin.examples"))
	for _, cost := range []string{"0.90", "4.37", "20.00"} {
		amount := decimal.MustParse(cost)
		if price, ok := priceOf(shop, amount); ok {
			lines = append(lines, chat.T("margin.example", chat.Args{"Cost": figure(amount), "Price": figure(price)}))
		}
	}
	return chat.Screen{Lines: lines, Rows: [][]chat.Button{
		row(pick("margin.change_percent", "percent"), pick("margin.change_round", "round")),
		row(pick("margin.turn_off", "off")), last,
	}}, nil
}

// marginLine says what the margin is.
func marginLine(m resale.Margin) chat.Text {
	if !hasMargin(m) {
		return chat.T("margin.off")
	}
	var round chat.Amount
	if !m.Round.IsZero() {
		round = exactly(m.Round, "")
	}
	return chat.T("margin.now", chat.Args{"Percent": chat.Amount{Number: m.Percent.Trim(0).String()}, "Round": round})
}

func (d Deps) takeMargin(ctx context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() { // the percent is what people change, so they type it here too
		return d.takePercent(ctx, t, nil, a)
	}
	if a.Value == "off" {
		return dialog.Stay(chat.T("margin.off_now")), d.setMargin(ctx, t, func(m *resale.Margin) { *m = resale.Margin{} })
	}
	return dialog.To(a.Value), nil
}

// setMargin saves at once, for the next screen shows what follows from it.
func (d Deps) setMargin(ctx context.Context, t *dialog.Turn, change func(*resale.Margin)) error {
	return d.Ops.ChangeShop(ctx, t.Input.Place.Chat, func(s *storage.Shop) { change(&s.Margin) })
}

func askPercent(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("margin.ask_percent")}, Rows: [][]chat.Button{
		percents("10", "20", "30"), percents("50", "100", "200"),
	}}, nil
}

func percents(all ...string) (r []chat.Button) {
	for _, p := range all {
		r = append(r, chat.Button{Label: chat.Literal(p + "%"), Answer: p})
	}
	return r
}

func (d Deps) takePercent(ctx context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	percent, ok := typedAmount(t, a)
	if !ok || decimal.MustNew(1000, 0).Less(percent) {
		return dialog.Stay(chat.T("margin.bad_percent")), nil
	}
	return dialog.To("show"), d.setMargin(ctx, t, func(m *resale.Margin) { m.Percent = percent })
}

func askRound(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T("margin.ask_round")}, Rows: [][]chat.Button{nil, nil}}
	for i, step := range []string{"0.05", "0.10", "0.50", "1.00", "5.00", "10.00"} {
		screen.Rows[i/3] = append(screen.Rows[i/3], chat.Button{Label: amountLabel(chat.Amount{Number: step}), Answer: step})
	}
	screen.Rows = append(screen.Rows, row(pick("margin.cents", "0.01")))
	return screen, nil
}

func (d Deps) takeRound(ctx context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	step, ok := typedAmount(t, a)
	if !ok || !step.IsPos() || decimal.MustNew(1_000_000, 0).Less(step) {
		return dialog.Stay(chat.T("margin.bad_round")), nil
	}
	if step.Equal(decimal.MustNew(1, 2)) {
		step = decimal.Decimal{} // cents are what prices are rounded to anyway
	}
	return dialog.To("show"), d.setMargin(ctx, t, func(m *resale.Margin) { m.Round = step })
}
