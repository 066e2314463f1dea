package storage_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/storage"
)

func TestConversation(t *testing.T) {
	s := openNew(t)
	base := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	key := func(person int64) storage.ConversationKey {
		return storage.ConversationKey{Chat: -5, Thread: 3, Person: person}
	}
	full := storage.Conversation{
		Key: key(1), Run: "r", Flow: "trial", Step: "minutes", Past: []string{"category"}, Serial: 2,
		Sheet: json.RawMessage(`{"name":"<b>&"}`), Answers: []string{"1"}, Doing: 9, Slot: "menu", Lang: "pt-BR", Touched: base,
	}
	update(t, s, func(tx *storage.Tx) error {
		for _, c := range []storage.Conversation{full, {Key: key(2), Touched: base.Add(-time.Hour)}, {Key: key(3), Touched: base}} {
			if err := tx.SaveConversation(c); err != nil {
				return err
			}
		}
		// Touched again: it must leave its old place in the index.
		return tx.SaveConversation(storage.Conversation{Key: key(3), Touched: base.Add(time.Hour)})
	})
	idle := func(before time.Time) (people []int64) {
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.IdleConversations(before, 10)
			for _, c := range got {
				people = append(people, c.Key.Person)
			}
			return err
		})
		return people
	}
	if diff := cmp.Diff([]int64{2, 1}, idle(base.Add(time.Minute))); diff != "" {
		t.Error(diff)
	}
	view(t, s, func(tx *storage.Tx) error {
		got, found, err := tx.Conversation(key(1))
		want := full
		want.Sheet = json.RawMessage(`{"name":"\u003cb\u003e\u0026"}`) // the same JSON
		if diff := cmp.Diff(want, got); diff != "" || !found || err != nil {
			t.Errorf("%v %v\n%s", found, err, diff)
		}
		return nil
	})
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.DropConversation(key(1)); err != nil {
			return err
		}
		return tx.DropConversation(key(1))
	})
	if diff := cmp.Diff([]int64{2}, idle(base.Add(time.Minute))); diff != "" {
		t.Error(diff)
	}
}
