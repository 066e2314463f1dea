package storage_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/storage"
)

func keysOf(entries []storage.Entry) []string {
	var keys []string
	for _, e := range entries {
		keys = append(keys, e.Key)
	}
	return keys
}

func TestIntendNeverOverwrites(t *testing.T) {
	s := openNew(t)
	at := time.Date(2026, 5, 1, 9, 0, 0, 0, time.FixedZone("BRT", -3*3600))
	first := storage.Entry{Key: "k", Act: "create", Chat: 1, Person: 2, At: at, Intent: json.RawMessage(`{"a":1}`)}
	want := first
	want.State, want.At = storage.Pending, at.UTC()
	for i := range 2 {
		update(t, s, func(tx *storage.Tx) error {
			e := first
			if i == 1 {
				e.Intent, e.At = json.RawMessage(`{"a":2}`), time.Time{}
			}
			got, fresh, err := tx.Intend(e)
			if diff := cmp.Diff(want, got); diff != "" || fresh != (i == 0) {
				t.Errorf("call %d: fresh %v\n%s", i, fresh, diff)
			}
			return err
		})
	}
}

func TestUnsettledByNext(t *testing.T) {
	s := openNew(t)
	base := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	save := func(key string, state storage.State, next time.Time) {
		update(t, s, func(tx *storage.Tx) error {
			return tx.SaveEntry(storage.Entry{Key: key, State: state, Next: next})
		})
	}
	save("late", storage.Unknown, base.Add(time.Hour))
	save("due", storage.Unknown, base)
	save("never set", storage.Pending, time.Time{})
	save("done", storage.Done, base)
	save("moved", storage.Pending, base)
	save("moved", storage.Unknown, base.Add(2*time.Hour))
	save("settled", storage.Unknown, base)
	save("settled", storage.Refused, base)
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Unsettled(base, 10)
		if diff := cmp.Diff([]string{"never set", "due"}, keysOf(got)); diff != "" || err != nil {
			t.Errorf("due: %v\n%s", err, diff)
		}
		got, err = tx.Unsettled(base.Add(24*time.Hour), 3)
		if diff := cmp.Diff([]string{"never set", "due", "late"}, keysOf(got)); diff != "" || err != nil {
			t.Errorf("limited: %v\n%s", err, diff)
		}
		counts, err := tx.JournalCount()
		want := map[storage.State]int{storage.Pending: 1, storage.Unknown: 3, storage.Done: 1, storage.Refused: 1}
		if diff := cmp.Diff(want, counts); diff != "" || err != nil {
			t.Errorf("counts: %v\n%s", err, diff)
		}
		return nil
	})
}

func TestTrim(t *testing.T) {
	s := openNew(t)
	base := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	update(t, s, func(tx *storage.Tx) error {
		for i := range 1_200 { // more than two batches
			e := storage.Entry{Key: base.Add(time.Duration(i)).String(), State: storage.Done, Settled: base}
			if err := tx.SaveEntry(e); err != nil {
				return err
			}
		}
		for _, e := range []storage.Entry{
			{Key: "young", State: storage.Done, Settled: base.Add(48 * time.Hour)},
			{Key: "unsettled", State: storage.Unknown, At: base},
		} {
			if err := tx.SaveEntry(e); err != nil {
				return err
			}
		}
		o := storage.Outgoing{Kind: storage.Send}
		if err := tx.Queue(&o); err != nil {
			return err
		}
		if err := tx.DeadLetter(o.Key, "blocked"); err != nil { // now, which is later
			return err
		}
		return tx.ParkUpdate(1, nil, "bad")
	})
	if n, err := s.Trim(t.Context(), base.Add(time.Hour)); n != 1_200 || err != nil {
		t.Errorf("Trim = %d, %v", n, err)
	}
	view(t, s, func(tx *storage.Tx) error {
		counts, err := tx.JournalCount()
		if counts[storage.Done] != 1 || counts[storage.Unknown] != 1 || err != nil {
			t.Errorf("left: %v, %v", counts, err)
		}
		return nil
	})
	if n, err := s.Trim(t.Context(), time.Now().Add(time.Hour)); n != 3 || err != nil {
		t.Errorf("Trim = %d, %v, want the young act, the dead letter and the parked update", n, err)
	}
	view(t, s, func(tx *storage.Tx) error {
		dead, err := tx.DeadCount()
		parked, err2 := tx.ParkedCount()
		if dead != 0 || parked != 0 || err != nil || err2 != nil {
			t.Errorf("%d dead, %d parked, %v %v", dead, parked, err, err2)
		}
		if _, found, err := tx.Entry("unsettled"); !found || err != nil {
			t.Errorf("an unsettled act was trimmed: %v", err)
		}
		return nil
	})
}

func TestSettledSince(t *testing.T) {
	s := openNew(t)
	noon := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	update(t, s, func(tx *storage.Tx) error {
		for key, e := range map[string]storage.Entry{
			"old": {State: storage.Done, Settled: noon.Add(-time.Second)}, "first": {State: storage.Done, Settled: noon},
			"open": {State: storage.Unknown, Next: noon.Add(time.Hour)}, "last": {State: storage.Refused, Settled: noon.Add(time.Minute)},
		} {
			e.Key, e.At = key, noon
			if err := tx.SaveEntry(e); err != nil {
				return err
			}
		}
		return nil
	})
	for limit, want := range map[int][]string{10: {"last", "first"}, 1: {"last"}} {
		update(t, s, func(tx *storage.Tx) error {
			got, err := tx.SettledSince(noon, limit)
			if diff := cmp.Diff(want, keysOf(got)); diff != "" {
				t.Errorf("at most %d:\n%s", limit, diff)
			}
			return err
		})
	}
}
