package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/storage"
)

func TestInbox(t *testing.T) {
	s := openNew(t)
	at := time.Date(2026, 5, 1, 12, 0, 0, 5, time.UTC)
	update(t, s, func(tx *storage.Tx) error {
		for _, id := range []int64{7, 9, 8} {
			if fresh, err := tx.AddUpdate(storage.Update{ID: id, Raw: []byte(`{"x":`), At: at.Add(time.Duration(id))}); err != nil || !fresh {
				t.Errorf("AddUpdate(%d) = %v, %v", id, fresh, err)
			}
		}
		if fresh, err := tx.AddUpdate(storage.Update{ID: 8}); err != nil || fresh {
			t.Errorf("the same update again: %v, %v", fresh, err)
		}
		return tx.SetUpdateOffset(10)
	})
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.FinishUpdate(7); err != nil {
			return err
		}
		if fresh, err := tx.AddUpdate(storage.Update{ID: 7}); err != nil || fresh {
			t.Errorf("a finished update again: %v, %v", fresh, err)
		}
		return tx.FinishUpdate(7)
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Updates(8, 10)
		want := []storage.Update{{ID: 9, Raw: []byte(`{"x":`), At: at.Add(9)}}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("Updates: %v\n%s", err, diff)
		}
		stat, err := tx.InboxStat()
		if diff := cmp.Diff(storage.Stat{Count: 2, Oldest: at.Add(8)}, stat); diff != "" || err != nil {
			t.Errorf("InboxStat: %v\n%s", err, diff)
		}
		if offset, err := tx.UpdateOffset(); offset != 10 || err != nil {
			t.Errorf("UpdateOffset = %d, %v", offset, err)
		}
		return nil
	})
}

func TestSeenWindowIsByArrival(t *testing.T) {
	s := openNew(t)
	add := func(id int64) (fresh bool) {
		update(t, s, func(tx *storage.Tx) (err error) {
			fresh, err = tx.AddUpdate(storage.Update{ID: id})
			return err
		})
		return fresh
	}
	update(t, s, func(tx *storage.Tx) error {
		for id := range int64(20_000) {
			if _, err := tx.AddUpdate(storage.Update{ID: 1_000_000 + id}); err != nil {
				return err
			}
		}
		return nil
	})
	if add(1_000_000) {
		t.Error("the oldest of 20,000 ids is not known any more")
	}
	if !add(5) || add(5) {
		t.Error("an id below the former ones is not remembered")
	}
	if !add(1_000_000) {
		t.Error("ids are kept beyond the window")
	}
}

func TestParkUpdate(t *testing.T) {
	s := openNew(t)
	update(t, s, func(tx *storage.Tx) error {
		if _, err := tx.AddUpdate(storage.Update{ID: 1}); err != nil {
			return err
		}
		for id := range int64(1_002) {
			if err := tx.ParkUpdate(id, []byte("\xff"), "not JSON"); err != nil {
				return err
			}
		}
		return tx.ParkUpdate(1_001, []byte("again"), "again")
	})
	update(t, s, func(tx *storage.Tx) error {
		if fresh, err := tx.AddUpdate(storage.Update{ID: 1_001}); err != nil || fresh {
			t.Errorf("a parked update came again: %v, %v", fresh, err)
		}
		stat, err := tx.InboxStat()
		if stat.Count != 0 || err != nil {
			t.Errorf("InboxStat = %v, %v", stat, err)
		}
		parked, err := tx.Parked(1)
		if len(parked) != 1 || parked[0].ID != 2 || string(parked[0].Raw) != "\xff" || parked[0].Reason != "not JSON" {
			t.Errorf("Parked = %+v, %v, want the oldest gone", parked, err)
		}
		n, err := tx.ParkedCount()
		if n != 1_000 || err != nil {
			t.Errorf("ParkedCount = %d, %v", n, err)
		}
		return nil
	})
}
