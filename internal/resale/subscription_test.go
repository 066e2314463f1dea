package resale

import (
	"testing"
	"time"
)

func TestParseTraffic(t *testing.T) {
	const gb = 1 << 30
	for text, want := range map[string]int64{
		"150 GB": 150 * gb, "150GB": 150 * gb, "1.5 TB": 1536 * gb, "1,024 GB": 1024 * gb, "512 MB": gb / 2, "0.5 gb": gb / 2, "2 GiB": 2 * gb,
		"10 KB": 10240, "7 B": 7, "12 bytes": 12, "0 B": 0, "0": 0, "0 GB": 0, "1 PB": 1 << 50, "۱۵۰ GB": 150 * gb, "12,5 MB": 12<<20 + 1<<19,
		"": -1, "Unlimited": -1, "∞": -1, "150": -1, "GB": -1, "-1 GB": -1, "150 GB left": -1, "1e3 GB": -1, "9000000 EB": -1,
		"99999999999999999999999999999 B": -1, "150 نامحدود": -1,
	} {
		if got := ParseTraffic(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// The word says "active" in a hundred languages, and "expired" too.
func TestSubscriptionState(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		expires       time.Duration // after now; 0: none
		traffic, used int64
		want          SubscriptionState
		left          int64
		percent       int
	}{
		{time.Hour, 100, 0, SubOn, 100, 0},
		{time.Hour, 100, 99, SubOn, 1, 99},
		{time.Hour, 1000, 999, SubOn, 1, 99},
		{time.Hour, 100, 100, SubUsedUp, 0, 100},
		{time.Hour, 100, 150, SubUsedUp, 0, 100},
		{time.Hour, -1, 150, SubOn, -1, -1},
		{time.Hour, 100, -1, SubOn, -1, -1},
		{time.Hour, 0, 0, SubOn, 0, -1},
		{-time.Hour, 100, 0, SubExpired, 100, 0},
		{-time.Hour, 100, 100, SubExpired, 0, 100},
		{0, 100, 10, SubUnclear, 90, 10},
		{0, 100, 100, SubUsedUp, 0, 100},
		{0, -1, -1, SubUnclear, -1, -1},
		{time.Hour, 1 << 62, 1 << 61, SubOn, 1 << 61, 50},
	} {
		s := Subscription{Traffic: test.traffic, Used: test.used, Word: "Expired"}
		if test.expires != 0 {
			s.Expires = now.Add(test.expires)
		}
		if got := s.State(now); got != test.want || s.Left() != test.left || s.UsedPercent() != test.percent {
			t.Errorf("%+v: %s, %d left, %d%%", test, got, s.Left(), s.UsedPercent())
		}
	}
	if s := (Subscription{Expires: now}); s.State(now) != SubExpired {
		t.Error("it is not over at its end")
	}
}
