package resale_test

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDaysLeftCountsMidnights(t *testing.T) {
	for _, c := range []struct {
		expires, now, zone string
		want               int
	}{
		{"2026-06-10 12:00", "2026-06-10 23:59", "UTC", 0},
		{"2026-06-10 00:00", "2026-06-09 23:59", "UTC", 1},
		{"2026-06-10 02:00", "2026-06-09 23:00", "America/Sao_Paulo", 0}, // both are the 9th there
		{"2026-03-30 12:00", "2026-03-28 12:00", "Europe/Lisbon", 2},     // a day of 23 hours between
		{"2026-10-26 12:00", "2026-10-24 12:00", "Europe/Lisbon", 2},     // one of 25
		{"2026-06-08 12:00", "2026-06-10 12:00", "UTC", -2},
	} {
		if got := resale.DaysLeft(at(t, c.expires), at(t, c.now), zone(t, c.zone)); got != c.want {
			t.Errorf("from %s to %s in %s: %d days, want %d", c.now, c.expires, c.zone, got, c.want)
		}
	}
}

func TestDueIsTheMostUrgent(t *testing.T) {
	expires := at(t, "2026-06-10 12:00")
	for _, c := range []struct {
		now    string
		warned int
		want   int
		due    bool
	}{
		{"2026-06-01 09:00", resale.NotWarned, resale.NotWarned, false},
		{"2026-06-03 09:00", resale.NotWarned, 7, true},
		{"2026-06-04 09:00", 7, 7, false},
		{"2026-06-09 09:00", 7, 1, true}, // two days down: 3 is skipped
		{"2026-06-12 09:00", 1, 0, true}, // passed while down
		{"2026-06-12 09:00", 0, 0, false},
	} {
		got, due := resale.DefaultThresholds().Due(expires, at(t, c.now), time.UTC, c.warned)
		if due != c.due || due && got != c.want {
			t.Errorf("at %s after %d: %d, %v", c.now, c.warned, got, due)
		}
	}
}

func TestNextIsWhenDueBegins(t *testing.T) {
	lisbon := zone(t, "Europe/Lisbon")
	expires := at(t, "2026-03-31 12:00")
	for _, warned := range []int{resale.NotWarned, 7, 3, 1} {
		next, ok := resale.DefaultThresholds().Next(expires, lisbon, warned)
		if !ok {
			t.Fatalf("none after %d", warned)
		}
		if _, due := resale.DefaultThresholds().Due(expires, next, lisbon, warned); !due {
			t.Errorf("after %d: not due at %v", warned, next)
		}
		if _, due := resale.DefaultThresholds().Due(expires, next.Add(-time.Second), lisbon, warned); due {
			t.Errorf("after %d: due before %v", warned, next)
		}
	}
	if _, ok := resale.DefaultThresholds().Next(expires, lisbon, 0); ok {
		t.Error("one more after the last")
	}
}

func TestNextHourIsOnceADay(t *testing.T) {
	lisbon := zone(t, "Europe/Lisbon")
	now := at(t, "2026-03-27 10:00")
	last, seen := "", map[string]bool{}
	for range 10 { // over the night without a 01:30
		now = resale.NextHour(now, lisbon, 1, last)
		last = now.In(lisbon).Format(time.DateOnly)
		if seen[last] {
			t.Fatalf("twice on %s", last)
		}
		seen[last] = true
	}
	if last != "2026-04-06" {
		t.Errorf("ten days later is %s", last)
	}
}
