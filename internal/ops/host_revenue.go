package ops

import (
	"context"
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
	More       bool // there are more than were read: the figures are too low
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

// HostRevenue gives what came in on the last so many days of a zone, today
// included. The payments are at most ten minutes old.
func (o *Ops) HostRevenue(ctx context.Context, chat int64, zone *time.Location, days int) (Revenue, error) {
	return Revenue{}, &resale.Error{Act: "read revenue", Code: resale.Unsupported}
}
