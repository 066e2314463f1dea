package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// balanceFlow shows what the accounts have, how long it lasts, and when the
// chat hears that it is low.
func balanceFlow(d Deps) dialog.Flow[balanceSheet] {
	return dialog.Flow[balanceSheet]{
		Name: "balance", Command: true, Home: true, Begin: beginBalance,
		Steps: []dialog.Step[balanceSheet]{
			{Name: "all", Buttons: true, Ask: d.askBalances, Take: takeBalances},
			{Name: "show", Buttons: true, Ask: d.askBalance, Take: d.takeBalance},
			{Name: "alert", Ask: d.askThreshold, Take: d.takeLowBalance},
		},
	}
}

func (d Deps) askBalance(ctx context.Context, t *dialog.Turn, s *balanceSheet) (chat.Screen, error) {
	v, err := d.balanceOf(ctx, t, s.Provider)
	if err != nil {
		return chat.Screen{}, err
	}
	title := chat.T("balance.title", chat.Args{"Amount": money(v.Amount, v.Currency)})
	if len(balancePanels(t)) > 1 {
		title = chat.T("balance.title_of", chat.Args{"Name": panelName(s.Provider), "Amount": money(v.Amount, v.Currency)})
	}
	lines := []chat.Text{title}
	if v.Stale {
		lines = append(lines, chat.T("balance.stale", chat.Args{"At": d.clock(t.Lang, v.At, t.Now, t.Zone)}))
	}
	if v.known {
		lines = append(lines, chat.T("balance.lasts", chat.Args{"Time": lasting(v.days)}))
	}
	lines = append(lines, chat.Text{})
	lines = append(lines, spent(v.BalanceView)...)
	if s.Provider == ops.VPNResellers {
		return v.vpnScreen(lines), nil
	}
	if v.Open > 0 {
		lines = append(lines, chat.T("balance.open", chat.Args{"Count": v.Open, "More": v.OpenMore, "Cost": money(v.OpenCost, v.Currency)}))
	}
	alert, rows := v.alert()
	lines = append(lines, alert, marginLine(v.Shop.Margin))
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
