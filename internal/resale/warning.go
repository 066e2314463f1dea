package resale

import (
	"slices"
	"time"
)

// NotWarned is the threshold of an expiry of which nobody was told yet.
const NotWarned = 1 << 20

// Thresholds are how many days before an expiry people want to be warned; 0 is
// the day itself. Their order does not matter.
type Thresholds []int

// DefaultThresholds are those of a chat that chose none.
func DefaultThresholds() Thresholds { return Thresholds{7, 3, 1, 0} }

// DaysLeft counts the midnights of a zone between now and an expiry: 0 is
// today, negative is past. Hours do not count, nor do the days of 23 or 25
// hours that clocks make.
func DaysLeft(expires, now time.Time, zone *time.Location) int {
	return int(dayOf(expires, zone).Sub(dayOf(now, zone)) / (24 * time.Hour))
}

// dayOf gives the calendar day of a moment in a zone, as its midnight in UTC,
// where all days have 24 hours.
func dayOf(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Due gives the most urgent threshold that an expiry has passed, if it is more
// urgent than warned, the last one that somebody was told of (NotWarned for
// none). Those skipped in between are not made up for.
func (t Thresholds) Due(expires, now time.Time, zone *time.Location, warned int) (threshold int, due bool) {
	if expires.IsZero() {
		return 0, false
	}
	left := DaysLeft(expires, now, zone)
	threshold = NotWarned
	for _, days := range t {
		if left <= days {
			threshold = min(threshold, days)
		}
	}
	return threshold, threshold < warned
}

// Next gives the moment, a midnight of the zone, from which the next threshold
// after warned is due; ok is false when none is left.
func (t Thresholds) Next(expires time.Time, zone *time.Location, warned int) (at time.Time, ok bool) {
	next := -1
	for _, days := range t {
		if days < warned {
			next = max(next, days)
		}
	}
	if next < 0 || expires.IsZero() {
		return time.Time{}, false
	}
	y, m, d := expires.In(zone).Date()
	return time.Date(y, m, d-next, 0, 0, 0, 0, zone).UTC(), true
}

// Furthest is the largest threshold, -1 when there is none.
func (t Thresholds) Furthest() int {
	if len(t) == 0 {
		return -1
	}
	return slices.Max(t)
}

// ExpiryDay names an expiry: a warning is due once for each client, expiry day
// and threshold. It is the day in UTC, as panels reckon, so that a change of
// zone makes no new expiry.
func ExpiryDay(expires time.Time) string { return expires.UTC().Format(time.DateOnly) }

// NextHour gives the first moment after now at which it is the hour of day in
// a zone, on a day after the last one ("2006-01-02", empty for none).
func NextHour(now time.Time, zone *time.Location, hour int, last string) time.Time {
	y, m, d := now.In(zone).Date()
	for day := d; ; day++ {
		at := time.Date(y, m, day, hour, 0, 0, 0, zone)
		// An hour that the clocks leave out comes when they have: time.Date may
		// give the one before it, on the day before.
		if missing := wall(y, m, day, hour).Sub(wallOf(at)); missing > 0 {
			at = at.Add(missing)
		}
		if at.After(now) && wall(y, m, day, 0).Format(time.DateOnly) > last {
			return at.UTC()
		}
	}
}

// wall is what clocks show, as if it were UTC.
func wall(y int, m time.Month, day, hour int) time.Time {
	return time.Date(y, m, day, hour, 0, 0, 0, time.UTC)
}

func wallOf(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}
