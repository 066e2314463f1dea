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

// balanceFlow shows what the account has, how long it lasts, and when the chat
// hears that it is low.
func balanceFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "balance", Command: true, Home: true, Needs: ops.SMM,
		Steps: []dialog.Step[struct{}]{
			{Name: "show", Buttons: true, Ask: d.askBalance, Take: d.takeBalance},
			{Name: "alert", Ask: d.askThreshold, Take: d.takeLowBalance},
		},
	}
}

func (d Deps) askBalance(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
	v, err := d.Ops.Balance(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := []chat.Text{chat.T("balance.title", chat.Args{"Amount": money(v.Amount, v.Currency)})}
	if v.Stale {
		lines = append(lines, chat.T("balance.stale", chat.Args{"At": d.clock(t.Lang, v.At, t.Now, t.Zone)}))
	}
	if days, ok := v.Days(); ok {
		lines = append(lines, chat.T("balance.lasts", chat.Args{"Time": lasting(days)}))
	}
	lines = append(lines, chat.Text{})
	lines = append(lines, spent(v)...)
	if v.Open > 0 {
		lines = append(lines, chat.T("balance.open", chat.Args{"Count": v.Open, "More": v.OpenMore, "Cost": money(v.OpenCost, v.Currency)}))
	}
	set, rows := pick("balance.set_alert", "alert"), [][]chat.Button{}
	if v.Shop.LowBalance == nil {
		lines = append(lines, chat.T("balance.no_alert"))
		rows = append(rows, row(set))
	} else {
		lines = append(lines, chat.T("balance.alert", chat.Args{"Amount": money(*v.Shop.LowBalance, v.Currency)}))
		rows = append(rows, row(pick("balance.change_alert", "alert"), pick("balance.stop_alert", "off")))
	}
	lines = append(lines, marginLine(v.Shop.Margin))
	return chat.Screen{Lines: lines, Rows: append(rows,
		row(goTo("balance.margin", "margin"), pick("button.refresh", "refresh")),
		row(goTo("button.services", "services"), goTo("button.menu", "menu")))}, nil
}

// spent says what went out, if that is known.
func spent(v ops.BalanceView) []chat.Text {
	var lines []chat.Text
	week, month := v.Spent.Week, v.Spent.Month
	if week.Known() {
		lines = append(lines, chat.T("balance.spent", chat.Args{"Count": week.Days(), "Amount": money(week.Amount, v.Currency)}))
	}
	if month.Known() && month.Days() > week.Days() {
		lines = append(lines, chat.T("balance.spent", chat.Args{"Count": month.Days(), "Amount": money(month.Amount, v.Currency)}))
	}
	return lines
}

// lasting is a number of days as people say it.
func lasting(days int) chat.Text {
	switch {
	case days < 1:
		return chat.T("balance.less_than_a_day")
	case days > 365:
		return chat.T("balance.more_than_a_year")
	}
	return chat.T("balance.days", chat.Args{"Count": days})
}

func (d Deps) takeBalance(ctx context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "alert":
		return dialog.To("alert"), nil
	case "off":
		err := d.Ops.ChangeShop(ctx, t.Input.Place.Chat, func(s *storage.Shop) { s.LowBalance, s.LowTold = nil, false })
		return dialog.Stay(chat.T("balance.alert_off")), err
	}
	return dialog.Stay(chat.Text{}), nil
}

func (d Deps) askThreshold(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
	v, err := d.Ops.Balance(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	var presets []chat.Button
	for _, amount := range presetsOf(v.Amount) {
		presets = append(presets, chat.Button{Label: amountLabel(money(amount, v.Currency)), Answer: amount.String()})
	}
	return chat.Screen{
		Lines: []chat.Text{chat.T("balance.ask_alert", chat.Args{"Amount": money(v.Amount, v.Currency)})},
		Rows:  [][]chat.Button{presets},
	}, nil
}

// presetsOf gives three round amounts below a balance.
func presetsOf(balance decimal.Decimal) []decimal.Decimal {
	steps := []string{"1", "2", "5", "10", "20", "50", "100", "200", "500", "1000", "2000", "5000", "10000", "20000", "50000", "100000", "200000", "500000", "1000000"}
	last := 3
	for last < len(steps) && decimal.MustParse(steps[last]).Less(balance) {
		last++
	}
	var presets []decimal.Decimal
	for _, step := range steps[last-3 : last] {
		presets = append(presets, decimal.MustParse(step))
	}
	return presets
}

func (d Deps) takeLowBalance(ctx context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	amount, ok := typedAmount(t, a)
	if !ok || !amount.IsPos() {
		return dialog.Stay(chat.T("balance.bad_amount")), nil
	}
	v, err := d.Ops.Balance(ctx, t.Input.Place.Chat)
	if err != nil {
		v.Balance = resale.Balance{Amount: amount} // the alert can be set all the same
	}
	low := v.Amount.Less(amount)
	err = d.Ops.ChangeShop(ctx, t.Input.Place.Chat, func(s *storage.Shop) {
		s.Thread, s.Person, s.Lang = t.Input.Place.Thread, t.Input.Person.ID, t.Lang
		s.LowBalance, s.LowTold = &amount, low
	})
	if err != nil {
		return dialog.Next{}, err
	}
	said := "balance.alert_on"
	if low {
		said = "balance.low_already"
	}
	t.Note(chat.T(said, chat.Args{"Amount": money(amount, v.Currency)}))
	return dialog.To("show"), nil
}
