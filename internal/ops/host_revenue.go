package ops

import (
	"cmp"
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// Revenue is what came in by a hosting panel's payments, by currency: the one
// with the most payments first.
type Revenue struct {
	Panel      string
	At         time.Time // when the payments were read
	Now        time.Time
	Currencies []CurrencyRevenue
	Unread     int  // payments of which the panel does not say how much or when
	More       bool // there are more than were read: the figures may be too low
}

// CurrencyRevenue is what came in in one currency.
type CurrencyRevenue struct {
	Unit     string       // "" when the panel does not say
	Days     []RevenueDay // oldest first, up to today
	Total    resale.Sum
	Payments int
}

// RevenueDay is one day of a time zone.
type RevenueDay struct {
	Noon     time.Time // of the day, in the zone: not every day has a midnight
	Amount   resale.Sum
	Payments int
}

// revenueMost is how many days back HostRevenue reckons.
const revenueMost = 92

func revenueName(panel string) string { return "host revenue " + panel }

// HostRevenue gives what came in on the last so many days of a zone, today
// included, 92 at most. The payments are at most ten minutes old.
func (o *Ops) HostRevenue(ctx context.Context, chat int64, zone *time.Location, days int) (Revenue, error) {
	c, err := o.connection(ctx, "read revenue", WHMDC, chat)
	if err != nil {
		return Revenue{}, err
	}
	kept, err := keptFor(ctx, o, revenueName(c.panel), revenueLife, func(ctx context.Context) ([]hostIncome, error) {
		in, err := readIncome(ctx, c, o.Now().UTC())
		return []hostIncome{in}, err
	})
	if err != nil {
		return Revenue{}, err
	}
	in, now := kept[0], o.Now()
	r := Revenue{Panel: c.panel, At: in.at, Now: now.UTC(), Unread: in.unread, More: in.more}
	r.Currencies = byCurrency(in.payments, now.In(zone), min(max(days, 1), revenueMost))
	return r, nil
}

// byCurrency reckons payments by the days that end with today.
func byCurrency(payments []incomePayment, today time.Time, days int) (all []CurrencyRevenue) {
	y, m, d := today.Date()
	for _, p := range payments {
		left := resale.DaysLeft(calendarNoon(p.at, today.Location()), today, today.Location())
		at := days - 1 + left // the payment's day is days ago
		if at < 0 || left > 0 {
			continue
		}
		n := slices.IndexFunc(all, func(c CurrencyRevenue) bool { return c.Unit == p.sum.Unit })
		if n < 0 {
			n = len(all)
			all = append(all, CurrencyRevenue{Unit: p.sum.Unit, Days: make([]RevenueDay, days), Total: resale.Sum{Unit: p.sum.Unit, Known: true}})
			for i := range days {
				all[n].Days[i].Noon = time.Date(y, m, d-days+1+i, 12, 0, 0, 0, today.Location())
				all[n].Days[i].Amount = all[n].Total
			}
		}
		c := &all[n]
		c.Total, c.Payments = plus(c.Total, p.sum), c.Payments+1
		c.Days[at].Amount, c.Days[at].Payments = plus(c.Days[at].Amount, p.sum), c.Days[at].Payments+1
	}
	slices.SortStableFunc(all, func(a, b CurrencyRevenue) int { return cmp.Or(b.Payments-a.Payments, cmp.Compare(a.Unit, b.Unit)) })
	return all
}

// plus leaves a sum as it is that would be too large to reckon with.
func plus(a, b resale.Sum) resale.Sum {
	if total, err := a.Amount.Add(b.Amount); err == nil {
		a.Amount = total
	}
	return a
}

// calendarNoon is the noon, in a zone, of the day that a panel means: a time at
// midnight in UTC is a date without one, which is that day everywhere.
func calendarNoon(at time.Time, zone *time.Location) time.Time {
	at = at.UTC()
	if !at.Equal(at.Truncate(24 * time.Hour)) {
		at = at.In(zone)
	}
	y, m, d := at.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, zone)
}
