package ops

import (
	"fmt"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func TestSpending(t *testing.T) {
	now := time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)
	// Each sample: hours ago, amount, currency.
	type sample struct {
		ago      int
		amount   string
		currency string
	}
	for name, c := range map[string]struct {
		samples     []sample
		week, month string // amount/days, "" for unknown
		left        string
		days        int // -1: cannot be told
	}{
		"nothing":                        {nil, "", "", "10", -1},
		"less than two days":             {[]sample{{47, "20", "USD"}, {0, "10", "USD"}}, "", "", "10", -1},
		"two days":                       {[]sample{{48, "20", "USD"}, {0, "10", "USD"}}, "10/2", "10/2", "10", 2},
		"top-ups are no income":          {[]sample{{96, "20", "USD"}, {72, "15.5", "USD"}, {48, "100", "USD"}, {0, "90.1", "USD"}}, "14.4/4", "14.4/4", "90.1", 25},
		"exactly":                        {[]sample{{48, "0.3", "USD"}, {24, "0.2", "USD"}, {0, "0.1", "USD"}}, "0.2/2", "0.2/2", "0.1", 1},
		"more in the month":              {[]sample{{20 * 24, "100", "USD"}, {8 * 24, "60", "USD"}, {6 * 24, "59", "USD"}, {0, "53", "USD"}}, "6/6", "47/20", "53", 53},
		"nothing in the week":            {[]sample{{20 * 24, "100", "USD"}, {10 * 24, "60", "USD"}, {6 * 24, "60", "USD"}, {0, "60", "USD"}}, "0/6", "40/20", "60", 30},
		"nothing at all":                 {[]sample{{20 * 24, "60", "USD"}, {0, "60", "USD"}}, "", "0/20", "60", -1},
		"another currency before":        {[]sample{{96, "900", "BRL"}, {72, "20", "USD"}, {0, "10", "USD"}}, "10/3", "10/3", "10", 3},
		"another currency in the middle": {[]sample{{96, "20", "USD"}, {72, "100", "BRL"}, {48, "18", "USD"}, {0, "10", "USD"}}, "8/2", "8/2", "10", 2},
		"empty":                          {[]sample{{72, "20", "USD"}, {0, "0", "USD"}}, "20/3", "20/3", "0", 0},
		"in debt":                        {[]sample{{72, "20", "USD"}, {0, "-1", "USD"}}, "21/3", "21/3", "-1", 0},
		"for ages":                       {[]sample{{72, "999999999", "USD"}, {0, "999999998.99", "USD"}}, "0.01/3", "0.01/3", "999999998.99", longestLast},
	} {
		var all []storage.BalanceSample
		for _, s := range c.samples {
			all = append(all, storage.BalanceSample{At: now.Add(-time.Duration(s.ago) * time.Hour), Amount: decimal.MustParse(s.amount), Currency: s.currency})
		}
		s := Spending{Week: spentSince(all, now.Add(-spentWeek)), Month: spentSince(all, time.Time{})}
		show := func(s Spent) string {
			if !s.Known() {
				return ""
			}
			return fmt.Sprintf("%v/%d", s.Amount.Trim(0), s.Days())
		}
		if week, month := show(s.Week), show(s.Month); week != c.week || month != c.month {
			t.Errorf("%s: %q and %q, want %q and %q", name, week, month, c.week, c.month)
		}
		days, known := s.lasts(decimal.MustParse(c.left))
		if !known {
			days = -1
		}
		if days != c.days {
			t.Errorf("%s: lasts %d days, want %d", name, days, c.days)
		}
	}
}

// TestRota: each panel once in each period, at a moment of its own, also when
// the bot is restarted and when it is asked seldom.
func TestRota(t *testing.T) {
	var panels []string
	for i := range 200 {
		panels = append(panels, fmt.Sprintf("panel %d", i))
	}
	const every = 10 * time.Minute
	r := &rota{every: every}
	begin := time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)
	times := map[string]int{}
	most := 0
	for minute := range 121 {
		if minute == 60 {
			r = &rota{every: every}
			r.due(panels, begin.Add(59*time.Minute))
		}
		due := r.due(panels, begin.Add(time.Duration(minute)*time.Minute))
		most = max(most, len(due))
		for _, p := range due {
			times[p]++
		}
	}
	for _, p := range panels {
		if times[p] != 12 {
			t.Errorf("%s: %d times in two hours", p, times[p])
		}
	}
	if most > 40 {
		t.Errorf("%d of 200 panels in one minute", most)
	}
	if late := r.due(panels, begin.Add(9*time.Hour)); len(late) != len(panels) {
		t.Errorf("%d of %d panels after a long pause", len(late), len(panels))
	}
}

// TestDoubt: what a list must be like for what it lacks to be gone.
func TestDoubt(t *testing.T) {
	begin := time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		lists []int  // how many services each look finds, twenty minutes apart
		want  string // y: what is missing is gone
	}{
		"the first list is held against nothing": {[]int{100, 100, 99}, "nyy"},
		"half of it":                             {[]int{100, 100, 50, 25}, "nyyy"},
		"less than half":                         {[]int{100, 100, 49, 49, 49, 49, 49}, "nynnnyy"},
		"it comes back":                          {[]int{100, 100, 0, 0, 0, 100}, "nynnny"},
		"it is doubted anew":                     {[]int{100, 100, 0, 0, 100, 0, 0, 0, 0}, "nynnynnny"},
		"empty for an hour":                      {[]int{100, 100, 0, 0, 0, 0}, "nynnny"},
		"empty from the start":                   {[]int{0, 0, 0, 0, 0}, "nnnyn"},
		"back after nothing was believed":        {[]int{0, 0, 0, 0, 80, 80}, "nnnyny"},
	} {
		f := &favouriteLooks{rota: rota{every: favouritesEvery}, seen: map[string]seenPanel{}}
		got := ""
		for i, n := range c.lists {
			got += map[bool]string{true: "y", false: "n"}[f.believe("p", n, begin.Add(time.Duration(i)*doubtEvery))]
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestKeptServicesAreBounded: the oldest lists make room.
func TestKeptServicesAreBounded(t *testing.T) {
	k := &catalogues{kept: map[string]catalogue{}, failed: map[string]failure{}}
	now := time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)
	long := string(make([]byte, keptServices/4))
	for i := range 10 {
		now = now.Add(time.Minute)
		k.keep(ServiceList{Panel: fmt.Sprint(i), At: now, Services: someNote(long)})
	}
	if _, there := k.last("9"); !there || len(k.kept) > 4 {
		t.Errorf("%d lists are kept, the last one: %v", len(k.kept), there)
	}
	k.keep(ServiceList{Panel: "new", At: now.Add(servicesOldest)})
	if len(k.kept) != 1 {
		t.Errorf("%d lists are kept after a day", len(k.kept))
	}
}

func someNote(note string) []resale.Service { return []resale.Service{{ID: "1", Note: note}} }
