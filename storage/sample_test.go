package storage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/storage"
)

func samplesOf(t *testing.T, s *storage.Store, panel string, since time.Time) (got []storage.Sample) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) (err error) {
		got, err = tx.Samples(panel, since)
		return err
	})
	return got
}

func TestSamplesAreGivenByPanelAndTime(t *testing.T) {
	s := openNew(t)
	mine, other := strings.Repeat("a", 32), strings.Repeat("b", 32)
	noon := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	add := func(panel string, after time.Duration, online int) storage.Sample {
		sample := storage.Sample{Panel: panel, At: noon.Add(after), Online: online, Known: 50}
		update(t, s, func(tx *storage.Tx) error { return tx.AddSample(sample) })
		return sample
	}
	add(mine, 5*time.Minute, 1)
	add(other, 0, 9)
	first, last := add(mine, 0, 3), add(mine, 5*time.Minute, 7) // in the place of the former one
	if diff := cmp.Diff([]storage.Sample{first, last}, samplesOf(t, s, mine, noon)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]storage.Sample{last}, samplesOf(t, s, mine, noon.Add(time.Second))); diff != "" {
		t.Error(diff)
	}
	if got := samplesOf(t, s, strings.Repeat("c", 32), time.Time{}); len(got) > 0 {
		t.Errorf("of a panel without any: %v", got)
	}
	for _, bad := range []storage.Sample{{Panel: "short", At: noon}, {Panel: mine}} {
		err := s.Update(t.Context(), func(tx *storage.Tx) error { return tx.AddSample(bad) })
		if err == nil {
			t.Errorf("%+v is accepted", bad)
		}
	}
}

func TestTrimTakesSamplesOfMoreThanSevenDays(t *testing.T) {
	s := openNew(t)
	now := time.Now().UTC()
	panels := []string{strings.Repeat("0", 32), strings.Repeat("5", 32), strings.Repeat("f", 32)}
	update(t, s, func(tx *storage.Tx) error {
		for _, panel := range panels {
			for hour := range 400 {
				if err := tx.AddSample(storage.Sample{Panel: panel, At: now.Add(time.Minute - time.Duration(hour)*time.Hour)}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if n, err := s.Trim(t.Context(), now.AddDate(-1, 0, 0)); n != 3*(400-169) || err != nil {
		t.Errorf("%d rows trimmed, %v", n, err)
	}
	for _, panel := range panels {
		if got := samplesOf(t, s, panel, time.Time{}); len(got) != 169 || got[0].At.Before(now.Add(-7*24*time.Hour)) {
			t.Errorf("%d are left", len(got))
		}
	}
}
