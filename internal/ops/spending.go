package ops

import (
	"math"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/storage"
)

const (
	spentDay    = 24 * time.Hour
	spentWeek   = 7 * spentDay
	spentMonth  = 30 * spentDay
	spentLeast  = 2 * spentDay // less tells nothing about a day
	longestLast = 9999         // days
)

// Spending is what was taken off a panel's account lately: all decreases of
// its balance. What came in is not reckoned against them.
type Spending struct {
	Week, Month Spent // of the last 7 and 30 days
}

// Spent is what was spent in so much time; Over is 0 when that is not known.
type Spent struct {
	Amount decimal.Decimal
	Over   time.Duration
}

func spendingOf(tx *storage.Tx, panel string, now time.Time) (Spending, error) {
	samples, err := tx.Balances(panel, now.Add(-spentMonth))
	return Spending{Week: spentSince(samples, now.Add(-spentWeek)), Month: spentSince(samples, time.Time{})}, err
}

// spentSince adds up the decreases between samples. Those of another currency
// than the last one say nothing.
func spentSince(samples []storage.BalanceSample, since time.Time) (s Spent) {
	if len(samples) == 0 {
		return Spent{}
	}
	last := samples[len(samples)-1]
	var before *storage.BalanceSample
	var first time.Time
	for i, now := range samples {
		if now.At.Before(since) || now.Currency != last.Currency {
			before, first, s.Amount = nil, time.Time{}, decimal.Decimal{}
			continue
		}
		if first.IsZero() {
			first = now.At
		}
		if before != nil && now.Amount.Less(before.Amount) {
			if gone, err := before.Amount.Sub(now.Amount); err == nil {
				if sum, err := s.Amount.Add(gone); err == nil {
					s.Amount = sum
				}
			}
		}
		before = &samples[i]
	}
	if s.Over = last.At.Sub(first); first.IsZero() || s.Over < spentLeast {
		return Spent{}
	}
	return s
}

// Days is the time in whole days, at least 1.
func (s Spent) Days() int { return max(1, int(math.Round(s.Over.Hours()/24))) }

// Known tells whether there is enough to say anything.
func (s Spent) Known() bool { return s.Over > 0 }

// lasts is about how many days an amount lasts: at the pace of the last week,
// or of the month when nothing was spent in the week.
func (s Spending) lasts(amount decimal.Decimal) (days int, ok bool) {
	pace := s.Week
	if !pace.Amount.IsPos() {
		pace = s.Month
	}
	if !pace.Amount.IsPos() {
		return 0, false
	}
	if !amount.IsPos() {
		return 0, true
	}
	hours, err := decimal.New(int64(pace.Over.Hours()), 0)
	if err != nil {
		return 0, false
	}
	total, err := amount.Mul(hours)
	if err == nil {
		total, err = total.Quo(pace.Amount)
	}
	if err != nil {
		return 0, false
	}
	whole, _, fits := total.Int64(0)
	return int(min(whole/24, longestLast)), fits
}
