package storage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

func bulkOf(items int) storage.Bulk {
	b := storage.Bulk{
		ID: storage.NewID(), Chat: 7, Thread: 2, Person: 5, Lang: "en", Act: storage.BulkRenew, Days: 30,
		State: storage.BulkWaiting, At: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC), Items: []storage.BulkItem{},
	}
	for n := range items {
		b.Items = append(b.Items, storage.BulkItem{ID: int64(n + 1), Username: "joao"})
	}
	return b
}

func wantBulk(t *testing.T, s *storage.Store, want storage.Bulk) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		got, found, err := tx.Bulk(want.ID)
		if diff := cmp.Diff(want, got); diff != "" || !found {
			t.Errorf("found %v:\n%s", found, diff)
		}
		return err
	})
}

func TestBulkKeepsTheOrderOfItsItems(t *testing.T) {
	s := openNew(t)
	b := bulkOf(500)
	update(t, s, func(tx *storage.Tx) error { return tx.SaveBulk(b) })
	wantBulk(t, s, b)
	b.Items[300].State, b.Items[300].Tries = storage.Done, 2
	b.State, b.NotBefore = storage.BulkRunning, b.At.Add(time.Minute)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveBulkItem(b.ID, 300, b.Items[300]); err != nil {
			return err
		}
		return tx.SaveBulkHead(b)
	})
	wantBulk(t, s, b)
	b.Items = b.Items[:3]
	update(t, s, func(tx *storage.Tx) error { return tx.SaveBulk(b) })
	wantBulk(t, s, b)
}

func TestOpenBulksAreThoseNotEnded(t *testing.T) {
	s := openNew(t)
	late, soon, ended := bulkOf(1), bulkOf(1), bulkOf(1)
	late.NotBefore, soon.NotBefore = late.At.Add(2*time.Hour), late.At.Add(time.Hour)
	update(t, s, func(tx *storage.Tx) error {
		for _, b := range []storage.Bulk{late, soon, ended} {
			if err := tx.SaveBulk(b); err != nil {
				return err
			}
		}
		ended.State = storage.BulkStopped
		return tx.SaveBulkHead(ended)
	})
	for limit, want := range map[int][]string{0: {soon.ID, late.ID}, 1: {soon.ID}} {
		view(t, s, func(tx *storage.Tx) error {
			open, err := tx.OpenBulks(limit)
			var got []string
			for _, b := range open {
				got = append(got, b.ID)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("limit %d:\n%s", limit, diff)
			}
			return err
		})
	}
}

func TestTrimTakesOldEndedBulks(t *testing.T) {
	s := openNew(t)
	open, old, young := bulkOf(3), bulkOf(3), bulkOf(3)
	old.State, young.State = storage.BulkDone, storage.BulkDone
	young.At = young.At.Add(2 * time.Hour)
	update(t, s, func(tx *storage.Tx) error {
		for _, b := range []storage.Bulk{open, old, young} {
			if err := tx.SaveBulk(b); err != nil {
				return err
			}
		}
		return nil
	})
	if n, err := s.Trim(t.Context(), old.At.Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("%d rows trimmed, %v", n, err)
	}
	wantBulk(t, s, open)
	wantBulk(t, s, young)
	view(t, s, func(tx *storage.Tx) error {
		got, found, err := tx.Bulk(old.ID)
		if found || len(got.Items) > 0 {
			t.Errorf("the old one is there: %+v", got)
		}
		return err
	})
}

func TestClientBatchLivesThreeDays(t *testing.T) {
	s := openNew(t)
	want := storage.ClientBatch{Chat: 7, At: time.Now().UTC().Add(-71 * time.Hour), Clients: []storage.ListedClient{{ID: 1, Username: "ana"}}}
	tooOld := storage.ClientBatch{ID: "old", Chat: 7, At: time.Now().Add(-73 * time.Hour)}
	update(t, s, func(tx *storage.Tx) (err error) {
		if _, err := tx.SaveClientBatch(tooOld); err != nil {
			return err
		}
		want.ID, err = tx.SaveClientBatch(want)
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		got, found, err := tx.ClientBatch(want.ID)
		if diff := cmp.Diff(want, got); diff != "" || !found || err != nil {
			t.Errorf("found %v, %v:\n%s", found, err, diff)
		}
		_, found, err = tx.ClientBatch(tooOld.ID)
		if found {
			t.Error("one of four days is given")
		}
		return err
	})
	if _, err := s.Trim(t.Context(), time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	view(t, s, func(tx *storage.Tx) error {
		_, found, err := tx.ClientBatch(want.ID)
		if !found {
			t.Error("a batch that is young enough is trimmed")
		}
		return err
	})
}

// A bulk of orders keeps each line with its number, in its place.
func TestBulkOfOrders(t *testing.T) {
	s := openNew(t)
	b := bulkOf(1000)
	b.Act, b.Days = storage.BulkOrder, 0
	for n := range b.Items {
		b.Items[n] = storage.BulkItem{Order: &storage.OrderLine{
			Service: "1", Name: "Likes", Cost: decimal.MustParse("0.90"),
			Values: resale.OrderValues{resale.FieldLink: fmt.Sprintf("https://x.example/%d", n), resale.FieldQuantity: "100"},
		}}
	}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveBulk(b) })
	b.Items[700].State, b.Items[700].Order.Number = storage.Done, "23501"
	update(t, s, func(tx *storage.Tx) error { return tx.SaveBulkItem(b.ID, 700, b.Items[700]) })
	wantBulk(t, s, b)
}
