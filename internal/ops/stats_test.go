package ops_test

import (
	"fmt"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func (w *world) stats(zone *time.Location) ops.Stats {
	w.t.Helper()
	s, err := w.Stats(w.t.Context(), ourChat, zone)
	w.must(err)
	return s
}

func TestStatsCountByLocalDay(t *testing.T) {
	w := newWorld(t) // it is 22 May, 12:00 UTC; ana ends in ten days
	for i, c := range []struct {
		after time.Duration
		kind  string
	}{
		{11 * time.Hour, ""}, {14 * time.Hour, ""}, {6*24*time.Hour + time.Hour, ""}, {29 * 24 * time.Hour, ""}, {31 * 24 * time.Hour, ""}, {2 * time.Hour, "test"},
	} {
		w.panel.AddClient(sandbox.ServexClient{Username: fmt.Sprintf("c%d", i), CategoryID: w.place, OwnerID: 42, Expires: w.Now().Add(c.after), Kind: c.kind})
	}
	for name, want := range map[string][4]int{"UTC": {1, 2, 3, 5}, "America/Sao_Paulo": {2, 2, 3, 5}, "Pacific/Kiritimati": {2, 2, 3, 5}} {
		zone, err := time.LoadLocation(name)
		w.must(err)
		s := w.stats(zone)
		if got := [4]int{s.Ending(1), s.Ending(2), s.Ending(7), s.Ending(ops.StatDays)}; got != want {
			t.Errorf("%s: today, two, seven and thirty days: %v, not %v", name, got, want)
		}
		y, m, d := w.Now().In(zone).Date()
		if yy, mm, dd := s.Days[0].Noon.Date(); len(s.Days) != ops.StatDays || y != yy || m != mm || d != dd {
			t.Errorf("%s: %d days from %v", name, len(s.Days), s.Days[0].Noon)
		}
		if s.Online.Known() {
			t.Errorf("somebody was seen: %+v", s.Online)
		}
	}
}

// On 6 September 2026 there is no midnight in Santiago, and the day has 23
// hours; 1 November in New York has 25.
func TestStatsOverTheChangeOfClocks(t *testing.T) {
	for name, day := range map[string]time.Time{
		"America/Santiago": time.Date(2026, 9, 5, 15, 0, 0, 0, time.UTC), "America/New_York": time.Date(2026, 10, 31, 15, 0, 0, 0, time.UTC),
	} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		w := newWorld(t)
		w.pass(day.Sub(w.Now()))
		for i := range ops.StatDays {
			y, m, d := day.In(zone).Date()
			w.panel.AddClient(sandbox.ServexClient{
				Username: fmt.Sprintf("c%d", i), CategoryID: w.place, OwnerID: 42, Expires: time.Date(y, m, d+i, 23, 30, 0, 0, zone),
			})
		}
		for i, d := range w.stats(zone).Days {
			if d.Ending != 1 || i > 0 && d.Noon.Day() == w.stats(zone).Days[i-1].Noon.Day() {
				t.Errorf("%s: %d on %v", name, d.Ending, d.Noon)
			}
		}
	}
}

func TestStatsOfWhoWasOnline(t *testing.T) {
	w := newWorld(t)
	panel := w.stats(time.UTC).Panel
	for ago, online := range map[time.Duration]int{
		25 * time.Hour: 99, 23 * time.Hour: 4, 23*time.Hour - 5*time.Minute: 8, 23*time.Hour - 10*time.Minute: 8,
		3 * time.Hour: 1, time.Hour: 5, 50 * time.Minute: 6, 36 * time.Minute: 2,
	} {
		w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.AddSample(storage.Sample{Panel: panel, At: w.Now().Add(-ago), Online: online, Known: 10})
		}))
	}
	o := w.stats(time.UTC).Online
	var runs []int
	for _, r := range o.Runs {
		runs = append(runs, len(r))
	}
	if fmt.Sprint(runs) != "[3 1 3]" {
		t.Errorf("runs of %v samples", runs)
	}
	if o.Highest.Online != 8 || !o.Highest.At.Equal(w.Now().Add(-23*time.Hour+10*time.Minute)) || o.Lowest.Online != 1 || o.Latest.Online != 2 {
		t.Errorf("%+v", o)
	}
	if o.Current {
		t.Error("36 minutes ago is now")
	}
	w.pass(-25 * time.Minute)
	if !w.stats(time.UTC).Online.Current {
		t.Error("11 minutes ago is not now")
	}
}

func TestStatsWithoutAPanel(t *testing.T) {
	w := newWorld(t)
	if _, err := w.Stats(t.Context(), 12345, time.UTC); err == nil {
		t.Error("a chat without a panel has statistics")
	}
}
