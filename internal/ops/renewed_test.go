package ops

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestRenewed pretends panels that add to the old expiry or to today, from now
// or from midnight in their own zone.
func TestRenewed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		called := time.Unix(rapid.Int64Range(1_700_000_000, 2_000_000_000).Draw(t, "called"), 0).UTC()
		before := called.Add(time.Duration(rapid.Int64Range(-400*86400, 400*86400).Draw(t, "left, s")) * time.Second)
		days := rapid.IntRange(1, 3650).Draw(t, "days")
		if v := renewed(before, before, called, days); v != absent {
			t.Fatalf("the same date is %v", v)
		}

		from := before
		if before.Before(called) {
			from = called.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "s until it is at work")) * time.Second)
		}
		now := from.AddDate(0, 0, days)
		if rapid.Bool().Draw(t, "midnight") {
			zone := time.FixedZone("", rapid.IntRange(-12, 14).Draw(t, "zone")*3600)
			now = day(now.In(zone))
		}
		if v := renewed(before, now, called, days); v != present && now.After(before) {
			t.Fatalf("%v to %v in %d days, called at %v: %v", before, now, days, called, v)
		}

		other := before.Add(time.Duration(rapid.Int64Range(-4000*86400, 4000*86400).Draw(t, "moved, s")) * time.Second)
		moved := func(from time.Time) bool { return other.Sub(from.AddDate(0, 0, days)).Abs() > 2*dateSlack }
		far := moved(before) && (moved(called) || before.Sub(called) > 2*dateSlack)
		if v := renewed(before, other, called, days); v == present && (far || !other.After(before)) {
			t.Fatalf("%v to %v is said to be %d days", before, other, days)
		}
		if renewed(before, time.Time{}, called, days) != unclear || renewed(time.Time{}, time.Time{}, called, days) != unclear {
			t.Fatal("judged without a date")
		}
	})
}

func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
