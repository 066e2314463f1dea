package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chart"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

const (
	// revenueDays is how many days a picture of payments shows.
	revenueDays = 30
	// revenueCurrencies is how many currencies it shows; the text below it has no
	// room for more.
	revenueCurrencies = 3
	longestUnit       = 10
	// revenueFresh is how old payments are at most while the panel answers.
	revenueFresh = 10*time.Minute + 30*time.Second
)

// askRevenue shows what customers paid at the hosting panel.
func (d Deps) askRevenue(ctx context.Context, t *dialog.Turn, _ *statsSheet) (chat.Screen, error) {
	revenue, err := d.Ops.HostRevenue(ctx, t.Input.Place.Chat, t.Zone, revenueDays)
	if err != nil {
		return chat.Screen{}, err
	}
	shown := revenue.Currencies[:min(len(revenue.Currencies), revenueCurrencies)]
	photo, err := chart.DrawBars(d.revenuePicture(t, shown)...)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := []chat.Text{chat.T("hoststats.title")}
	if len(shown) == 0 {
		lines = append(lines, chat.T("hoststats.none"))
	}
	for _, c := range shown {
		lines = append(append(lines, chat.Text{}), d.revenueLines(t, c)...)
	}
	lines = append(lines, chat.Text{})
	lines = append(lines, howMany("hoststats.other_currencies", len(revenue.Currencies)-len(shown))...)
	lines = append(lines, howMany("hoststats.unread", revenue.Unread)...)
	if revenue.More {
		lines = append(lines, chat.T("hoststats.more"))
	}
	note := "hoststats.note"
	if revenue.Now.Sub(revenue.At) > revenueFresh {
		note = "hoststats.stale"
	}
	return chat.Screen{
		Photo: photo,
		Lines: append(lines, chat.T(note, chat.Args{"Time": d.moment(t.Lang, revenue.At, revenue.Now, t.Zone)})),
		Rows:  [][]chat.Button{row(goTo("hostpay.payments", toPayments)), row(pick("button.refresh", "refresh"), goTo("button.menu", "menu"))},
	}, nil
}

// revenueLines are one currency's payments in a few numbers.
func (d Deps) revenueLines(t *dialog.Turn, c ops.CurrencyRevenue) []chat.Text {
	// There is room for little below a picture, and what a panel calls its currency is anything.
	sumText := func(s resale.Sum) chat.Text {
		s.Unit = shorten(s.Unit, longestUnit)
		return sumText(s)
	}
	lines := []chat.Text{chat.T("hoststats.total", chat.Args{"Amount": sumText(c.Total), "Count": c.Payments})}
	if n := len(c.Days); n > 0 {
		lines = append(lines,
			chat.T("hoststats.today", chat.Args{"Amount": sumText(lastDays(c, 1))}),
			chat.T("hoststats.week", chat.Args{"Amount": sumText(lastDays(c, 7))}))
	}
	if best, ok := bestDay(c); ok {
		day := c.Days[best]
		lines = append(lines, chat.T("hoststats.best", chat.Args{"Day": d.Catalog.ShortDay(t.Lang, day.Noon, t.Zone), "Amount": sumText(day.Amount)}))
	}
	return lines
}

// lastDays adds up what came in lately.
func lastDays(c ops.CurrencyRevenue, days int) resale.Sum {
	sum := resale.Sum{Unit: c.Unit, Known: true}
	for _, day := range c.Days[max(0, len(c.Days)-days):] {
		if total, err := sum.Amount.Add(day.Amount.Amount); err == nil {
			sum.Amount = total
		}
	}
	return sum
}

// bestDay is the day on which most came in, the latest of several.
func bestDay(c ops.CurrencyRevenue) (best int, ok bool) {
	for i, day := range c.Days {
		if day.Amount.Amount.IsPos() && (!ok || !day.Amount.Amount.Less(c.Days[best].Amount.Amount)) {
			best, ok = i, true
		}
	}
	return best, ok
}

// statsPanels are those of the chat's providers that there is a picture of.
func statsPanels(t *dialog.Turn) []string { return connected(t, ops.Servex, ops.WHMDC) }

// beginStats shows the panel that a button names, or the only one.
func beginStats(_ context.Context, t *dialog.Turn, _ *statsSheet, args string) (dialog.Next, error) {
	have := statsPanels(t)
	for _, provider := range have {
		if provider == args || len(have) == 1 {
			return statsOf(provider), nil
		}
	}
	if len(have) == 0 {
		t.Note(chat.T("stats.connect_first"))
		return dialog.Go("connect"), nil
	}
	return dialog.To("panel"), nil
}

func statsOf(provider string) dialog.Next {
	if provider == ops.WHMDC {
		return dialog.To("revenue")
	}
	return dialog.To("show")
}

func takeStatsPanel(_ context.Context, _ *dialog.Turn, _ *statsSheet, a dialog.Answer) (dialog.Next, error) {
	return statsOf(a.Value), nil
}
