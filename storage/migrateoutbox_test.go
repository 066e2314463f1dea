package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/storage"
)

// What must not stay in a chat is deleted where it is, after a group became a
// supergroup; other deletions are of screens, and lapse.
func TestDeletionsOfAGroupThatMoved(t *testing.T) {
	const from, to = -5, -1005
	s := openNew(t)
	rows := []storage.Outgoing{
		{Key: storage.OutKey{Chat: from, Lane: storage.Later}, Kind: storage.Delete, Slot: "shown"},
		{Key: storage.OutKey{Chat: from, Lane: storage.Later}, Kind: storage.Delete, Slot: "not sent yet"},
		{Key: storage.OutKey{Chat: from, Lane: storage.Cleanups}, Kind: storage.Delete, Target: 9},
		{Key: storage.OutKey{Chat: from, Lane: storage.Replies}, Kind: storage.Delete, Slot: "shown"},
		{Key: storage.OutKey{Chat: from, Lane: storage.Cleanups}, Kind: storage.Strip, Target: 9},
	}
	update(t, s, func(tx *storage.Tx) error {
		first := storage.Outgoing{Key: storage.OutKey{Chat: from}, Kind: storage.Send, Slot: "shown"}
		if err := tx.Queue(&first); err != nil {
			return err
		}
		if err := tx.Delivered(first.Key, 7); err != nil {
			return err
		}
		for i := range rows {
			if err := tx.Queue(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	})
	for range 2 { // the second has nothing to do
		update(t, s, func(tx *storage.Tx) error { return tx.MigrateChat(from, to) })
	}
	type is struct {
		Chat   int64
		Target int
		Slot   string
	}
	var got []is
	view(t, s, func(tx *storage.Tx) error {
		for _, row := range rows {
			now, found, err := tx.Outgoing(row.Key)
			if err != nil {
				return err
			}
			if found {
				got = append(got, is{now.Key.Chat, now.Target, now.Slot})
			}
		}
		stat, err := tx.OutboxStat()
		if stat.Count != len(got) {
			t.Errorf("%d messages are counted, %d are there", stat.Count, len(got))
		}
		return err
	})
	if diff := cmp.Diff([]is{{from, 7, ""}, {to, 0, "not sent yet"}, {from, 9, ""}}, got); diff != "" {
		t.Error(diff)
	}
}
