package resale_test

import (
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/resale"
)

// TestDigestsAreSpread: within ten minutes of the hour, the same for the same
// panel, and evenly.
func TestDigestsAreSpread(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	minutes := map[int]int{}
	for i := range 1000 {
		panel := strconv.Itoa(i)
		at := resale.DigestAt(now.Add(-time.Second), time.UTC, 9, "", panel)
		if at.Before(now) || at.Sub(now) >= 10*time.Minute {
			t.Fatalf("a digest of nine comes at %v", at)
		}
		minutes[at.Minute()]++
		if again := resale.DigestAt(at.Add(-time.Nanosecond), time.UTC, 9, "2026-02-28", panel); !again.Equal(at) {
			t.Fatalf("%v, then %v", at, again)
		}
		if next := resale.DigestAt(at, time.UTC, 9, "2026-03-01", panel); !next.Equal(at.AddDate(0, 0, 1)) {
			t.Fatalf("after %v comes %v", at, next)
		}
	}
	for m := range 10 {
		if minutes[m] < 60 || minutes[m] > 140 {
			t.Errorf("%d of 1000 in minute %d", minutes[m], m)
		}
	}
}

// TestAnHourThatIsLeftOut: where clocks go forward at midnight, the digest of
// midnight comes at one, on that day, and not the evening before.
func TestAnHourThatIsLeftOut(t *testing.T) {
	santiago, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	evening := time.Date(2026, 9, 5, 20, 0, 0, 0, santiago)
	at := resale.NextHour(evening, santiago, 0, "2026-09-05")
	if got := at.In(santiago).Format("2006-01-02 15:04"); got != "2026-09-06 01:00" {
		t.Errorf("midnight comes at %s", got)
	}
	if got := resale.NextHour(at, santiago, 0, "2026-09-06").In(santiago).Format("2006-01-02 15:04"); got != "2026-09-07 00:00" {
		t.Errorf("the next one at %s", got)
	}
}
