package storage_test

import (
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// Replies to whom nobody knows yet have a lane of their own; other messages,
// groups, and people who came before or connected a panel do not.
func TestNewcomers(t *testing.T) {
	s := openNew(t)
	now := time.Now()
	update(t, s, func(tx *storage.Tx) error {
		for id, first := range map[int64]time.Time{1: now, 2: now.Add(-2 * time.Hour), 3: now} {
			if err := tx.SavePerson(storage.Person{ID: id, First: first}); err != nil {
				return err
			}
		}
		return tx.PutAccount(storage.Account{Chat: 3, Provider: "servex"}, secret.New("key"))
	})
	for _, c := range []struct {
		chat       int64
		lane, want storage.Lane
	}{
		{1, storage.Replies, storage.Newcomers},
		{1, storage.Alerts, storage.Alerts},
		{1, storage.Cleanups, storage.Cleanups},
		{2, storage.Replies, storage.Replies},
		{3, storage.Replies, storage.Replies},
		{4, storage.Replies, storage.Replies},
		{-1, storage.Replies, storage.Replies},
	} {
		o := storage.Outgoing{Key: storage.OutKey{Chat: c.chat, Lane: c.lane}, Kind: storage.Send, Message: chat.Message{HTML: "hi"}}
		update(t, s, func(tx *storage.Tx) error { return tx.Queue(&o) })
		if o.Key.Lane != c.want {
			t.Errorf("chat %d: lane %d becomes %d, want %d", c.chat, c.lane, o.Key.Lane, c.want)
		}
	}
}

// An hour later a newer screen takes the place of one that still waits among
// the newcomers': it must not come after it.
func TestANewcomerWhoIsNoneAnyMore(t *testing.T) {
	s := openNew(t)
	show := func(text string) storage.Outgoing {
		o := storage.Outgoing{Key: storage.OutKey{Chat: 1}, Kind: storage.Show, Slot: "screen", Message: chat.Message{HTML: text}}
		update(t, s, func(tx *storage.Tx) error { return tx.Queue(&o) })
		return o
	}
	update(t, s, func(tx *storage.Tx) error { return tx.SavePerson(storage.Person{ID: 1}) })
	first := show("connect a panel")
	update(t, s, func(tx *storage.Tx) error {
		return tx.PutAccount(storage.Account{Chat: 1, Provider: "servex"}, secret.New("key"))
	})
	second := show("connected")
	if first.Key.Lane != storage.Newcomers || second.Key.Lane != storage.Replies {
		t.Errorf("lanes %d and %d", first.Key.Lane, second.Key.Lane)
	}
	view(t, s, func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		if len(keys) != 1 || keys[0] != second.Key {
			t.Errorf("in the outbox: %v", keys)
		}
		return err
	})
}
