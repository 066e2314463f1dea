package httpapi

import (
	"context"
	"math/rand/v2"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/secret"
)

func TestLimitersAreSharedByKey(t *testing.T) {
	var all Limiters
	a := all.For("servex", secret.New("a"))
	if all.For("servex", secret.New("a")) != a {
		t.Error("the same key got another limiter")
	}
	if all.For("servex", secret.New("b")) == a || all.For("smm", secret.New("a")) == a {
		t.Error("another key got the same limiter")
	}
	if a.Limit() != 5 || a.Burst() != 10 {
		t.Errorf("%v per second, %d at once", a.Limit(), a.Burst())
	}
}

// However the calls of a key come, no minute sees more than its rate.
func TestAProvidersOwnRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all Limiters
		own := Rate{PerMinute: 270, AtOnce: 20}
		l := all.At(own, "smm", secret.New("a"))
		if all.At(own, "smm", secret.New("a")) != l {
			t.Error("the same key got another limiter")
		}
		time.Sleep(time.Hour)
		for range 3 {
			begin := time.Now()
			calls := 0
			for l.Wait(t.Context()) == nil && time.Since(begin) < time.Minute {
				calls++
			}
			if calls < own.PerMinute-1 || calls > own.PerMinute+own.AtOnce {
				t.Errorf("%d calls in a minute", calls)
			}
		}
	})
}

// What goes at once at a start depends on when the program was started before.
func TestWhatGoesAtOnceAtAStart(t *testing.T) {
	own := Rate{PerMinute: 60, AtOnce: 8}
	for _, c := range []struct {
		name string
		ago  time.Duration // zero: never
		want int
	}{
		{"the very first", 0, 8},
		{"a minute ago", time.Minute, 4},
		{"yesterday", 24 * time.Hour, 4},
		{"in this minute", 59 * time.Second, 0},
		{"the clock was set back", -time.Hour, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			var before time.Time
			if c.ago != 0 {
				before = time.Now().Add(-c.ago)
			}
			l := NewLimiters(time.Now(), before).At(own, "whmdc", secret.New("a"))
			got := 0
			for l.Allow() {
				got++
			}
			if got != c.want {
				t.Errorf("%s: %d calls at once, want %d", c.name, got, c.want)
			}
		})
	}
	var unknown Limiters
	if unknown.At(own, "whmdc", secret.New("a")).Allow() {
		t.Error("something goes at once though nothing is known of the minute before")
	}
}

// However the program is restarted and its keys are used, and wherever a minute
// is taken to begin, it sees no more calls than Most says.
func TestNoMinuteIsGivenTwice(t *testing.T) {
	own := Rate{PerMinute: 90, AtOnce: 8}
	for seed := range uint64(40) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			var calls []time.Time
			var before time.Time
			for range 25 {
				start := time.Now()
				all := NewLimiters(start, before)
				before = start
				calls = append(calls, live(t, random, all.At(own, "whmdc", secret.New("a")))...)
				time.Sleep(time.Duration(random.IntN(2)*random.IntN(3000)) * time.Millisecond)
			}
			if worst := busiest(calls, time.Minute); worst > own.Most() || worst < own.PerMinute {
				t.Errorf("seed %d: %d calls in a minute, at most %d may be", seed, worst, own.Most())
			}
		})
	}
}

// live uses a limiter for a while, now greedily, now not at all, and gives when
// its calls went.
func live(t *testing.T, random *rand.Rand, l *rate.Limiter) (calls []time.Time) {
	t.Helper()
	end := time.Now().Add([]time.Duration{time.Millisecond, time.Second, 20 * time.Second, time.Minute, 3 * time.Minute}[random.IntN(5)])
	for time.Now().Before(end) {
		ctx, done := context.WithDeadline(t.Context(), end)
		for until := time.Now().Add(time.Duration(random.IntN(50)) * time.Second); time.Now().Before(until) && l.Wait(ctx) == nil; {
			calls = append(calls, time.Now())
		}
		done()
		time.Sleep(time.Duration(1+random.IntN(15)) * time.Second)
	}
	return calls
}

// busiest is the largest number of calls in any window of that length.
func busiest(calls []time.Time, window time.Duration) (most int) {
	first := 0
	for last, at := range calls {
		for at.Sub(calls[first]) >= window {
			first++
		}
		most = max(most, last-first+1)
	}
	return most
}

func TestLimitersForgetTheIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // the clock stands, so that busy stays busy
		var all Limiters
		all.For("servex", secret.New("first"))
		time.Sleep(time.Minute)
		busy := all.For("servex", secret.New("busy"))
		busy.Allow()
		for i := range 3 * manyKeys {
			all.For("servex", secret.New(strconv.Itoa(i)))
		}
		if len(all.byKey) > manyKeys {
			t.Errorf("%d are kept", len(all.byKey))
		}
		if all.For("servex", secret.New("busy")) != busy {
			t.Error("one in use was forgotten")
		}
	})
}
