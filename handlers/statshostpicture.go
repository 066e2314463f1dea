package handlers

import (
	"math"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chart"
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// revenuePicture is what is drawn of payments: a panel for each currency, in
// which the best day stands out.
func (d Deps) revenuePicture(t *dialog.Turn, currencies []ops.CurrencyRevenue) []chart.Bars {
	say := func(key string, args chat.Args) string { return d.Catalog.Plain(t.Lang, chat.T(key, args)) }
	if len(currencies) == 0 {
		return []chart.Bars{{Title: say("hoststats.picture", chat.Args{"Unit": ""}), Empty: say("hoststats.none", nil)}}
	}
	var all []chart.Bars
	for _, c := range currencies {
		panel := chart.Bars{
			Title: say("hoststats.picture", chat.Args{"Unit": shorten(signOf(c.Unit), 10)}), Empty: say("hoststats.none", nil),
			Write: func(cents int) string { return d.shortAmount(t.Lang, cents) },
		}
		best, _ := bestDay(c)
		for i, day := range c.Days {
			bar := chart.Bar{Value: cents(day.Amount.Amount), Strong: i == best}
			if (len(c.Days)-1-i)%daysPerLabel == 0 {
				bar.Label = d.Catalog.ShortDay(t.Lang, day.Noon, t.Zone)
			}
			panel.Bars = append(panel.Bars, bar)
		}
		all = append(all, panel)
	}
	return all
}

// cents gives an amount in hundredths, as near as a picture needs it.
func cents(amount decimal.Decimal) int {
	whole, hundredths, ok := amount.Int64(2)
	if !ok || whole > math.MaxInt32 {
		return math.MaxInt32 * 100
	}
	return int(whole*100 + hundredths)
}

// shortAmount writes hundredths where there is room for a few characters:
// "29.99", "480", "12.3k", "4M".
func (d Deps) shortAmount(lang string, cents int) string {
	write := func(hundredths int, unit string) string {
		number := decimal.MustNew(int64(hundredths), 2).Trim(0)
		if unit != "" || hundredths >= 100_00 {
			number = number.Round(min(number.Scale(), len(unit))).Trim(0)
		} else if number.Scale() > 0 {
			number = number.Pad(2)
		}
		return strings.TrimSpace(d.Catalog.Amount(lang, chat.Amount{Number: number.String()})) + unit
	}
	switch {
	case cents < 10_000_00:
		return write(cents, "")
	case cents < 1_000_000_00:
		return write(cents/1000, "k")
	}
	return write(cents/1_000_000, "M")
}
