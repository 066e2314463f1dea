package storage

import (
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func TestHostCallsComeOnce(t *testing.T) {
	now := time.Unix(1000, 0).UTC()
	s, _ := watching(t, 2)
	update(t, s, func(tx *Tx) error {
		tx.now = func() time.Time { return now.Add(hostMarkLife + time.Second) }
		for n := range 3 {
			fresh, err := tx.AddHostCall(HostCall{Chat: 9, Body: []byte("x"), At: now}, strconv.Itoa(n%2))
			if fresh != (n < 2) || err != nil {
				t.Errorf("call %d: %v %v", n, fresh, err)
			}
		}
		calls, err := tx.HostCalls(9, 1)
		if err != nil || len(calls) != 1 {
			t.Fatalf("%v %v", calls, err)
		}
		for _, want := range []bool{true, false} {
			if there, err := tx.FinishHostCall(calls[0]); there != want || err != nil {
				t.Errorf("finish: %v %v", there, err)
			}
		}
		if n, err := tx.HostCallCount(9); n != 1 || err != nil {
			t.Errorf("%d wait (%v)", n, err)
		}
		n, err := tx.trimHostMarks()
		if fresh, _ := tx.AddHostCall(HostCall{Chat: 9, At: now}, "0"); n != 2 || !fresh {
			t.Errorf("trimmed %d, and %v", n, fresh)
		}
		return err
	})
}

func TestHostCallsAreBounded(t *testing.T) {
	s, _ := watching(t, 2)
	update(t, s, func(tx *Tx) error {
		if err := save(tx, hostWaits, intKey(2), hostWaiting{Count: HostCallsMost}); err != nil {
			return err
		}
		if _, err := tx.AddHostCall(HostCall{Chat: 2, At: tx.now()}, "one more"); !errors.Is(err, ErrFull) {
			t.Errorf("one more: %v", err)
		}
		if _, err := tx.AddHostCall(HostCall{Chat: 3, At: tx.now()}, "one more"); err != nil {
			t.Errorf("another chat's: %v", err)
		}
		return nil
	})
}

func TestHostSightsThatAreOneThing(t *testing.T) {
	s, _ := watching(t, 2)
	kind := resale.HostServices
	update(t, s, func(tx *Tx) error {
		for _, one := range []HostSight{
			{Chat: 2, Kind: kind, Names: []string{"id 7"}, Told: []string{"a"}},
			{Chat: 2, Kind: kind, Names: []string{"no S-7"}, Told: []string{"b"}, Held: true},
			{Chat: 2, Kind: resale.HostInvoices, Names: []string{"id 7"}, Told: []string{"c"}},
		} {
			if err := tx.SaveHostSight(one); err != nil {
				return err
			}
		}
		both, found, err := tx.HostSight(2, kind, "id 7", "uuid 7", "no S-7")
		if diff := cmp.Diff(HostSight{Chat: 2, Kind: kind, Names: []string{"id 7", "no S-7"}, Told: []string{"a", "b"}, Held: true}, both); diff != "" || !found {
			t.Errorf("%v %s", err, diff)
		}
		if err := tx.SaveHostSight(both); err != nil {
			return err
		}
		got, _, err := tx.HostSight(2, kind, "no S-7")
		if n, _ := tx.HostSights(2); n != 3 || len(got.Told) != 2 {
			t.Errorf("%d sights, %+v", n, got)
		}
		return err
	})
}

func TestHostBatches(t *testing.T) {
	s, _ := watching(t, 2)
	update(t, s, func(tx *Tx) error {
		items := make([]HostNewsItem, 1200)
		for n := range items {
			items[n].ID = strconv.Itoa(n)
		}
		id, err := tx.KeepHostNews(2, items)
		if err != nil {
			return err
		}
		b, found, err := tx.HostBatch(2, id, 490, 20)
		if !found || len(b.Items) != 20 || b.Items[0].ID != "490" || b.Items[19].ID != "509" || b.Count != 1200 || err != nil {
			t.Errorf("%v %d %v", found, len(b.Items), err)
		}
		if b, _, err := tx.HostBatch(2, id, 1190, 20); len(b.Items) != 10 || err != nil {
			t.Errorf("the end: %d %v", len(b.Items), err)
		}
		if err := tx.DropHostBatches(2, 1); err != nil {
			return err
		}
		_, first, _ := tx.HostBatch(2, id-1, 0, 1)
		_, second, _ := tx.HostBatch(2, id, 0, 1)
		if first || !second {
			t.Errorf("kept: %v %v", first, second)
		}
		return nil
	})
}

func TestForgetTakesTheNameOffAGroupsHostWatch(t *testing.T) {
	s, _ := watching(t, -2)
	update(t, s, func(tx *Tx) error {
		held, err := tx.Held(7, -2)
		if held.Sights != 1 || err != nil {
			t.Errorf("held: %+v %v", held, err)
		}
		if err := tx.Forget(7, -2); err != nil {
			return err
		}
		w, found, err := tx.HostWatch(-2)
		if w.By != 0 || !found {
			t.Error(fmt.Sprintf("%+v", w.By), found)
		}
		return err
	})
}
