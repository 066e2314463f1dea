package storage

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/secret"
)

// storeTroublesMigrate opens a file of the version before troubles of stores.
func storeTroublesMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error {
		return tx.bolt.Bucket([]byte("stores")).DeleteBucket([]byte("troubles"))
	})
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "store troubles" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, openAt(t, path, keys))
}

// inTrouble is a store whose chat was told of a trouble.
func inTrouble(t *testing.T, chat int64) (*Store, StoreTrouble) {
	t.Helper()
	s, store, _ := keep(t, chat, 9)
	told := StoreTrouble{Chat: chat, Panel: store.Panel, Since: time.Unix(100, 0).UTC(), Last: time.Unix(200, 0).UTC(), Told: []string{"refused"}}
	update(t, s, func(tx *Tx) error { return tx.SaveStoreTrouble(told) })
	return s, told
}

func wantTrouble(t *testing.T, at string, s *Store, chat int64, want ...StoreTrouble) {
	t.Helper()
	update(t, s, func(tx *Tx) error {
		got, found, err := tx.StoreTrouble(chat)
		if diff := cmp.Diff(want, append([]StoreTrouble(nil), slices.Repeat([]StoreTrouble{got}, len(want))...)); diff != "" || found != (len(want) > 0) {
			t.Errorf("%s: found %v\n%s", at, found, diff)
		}
		return err
	})
}

func TestATroubleGoesWithItsAccount(t *testing.T) {
	account := Account{Chat: 5, Provider: storeProvider, BaseURL: "https://panel.example"}
	for name, c := range map[string]struct {
		do    func(*Tx) error
		stays bool
	}{
		"the same key": {func(tx *Tx) error { return tx.PutAccount(account, secret.New("key")) }, true},
		"another key":  {func(tx *Tx) error { return tx.PutAccount(account, secret.New("other")) }, false},
		"disconnected": {func(tx *Tx) error { return tx.DropAccount(5, storeProvider) }, false},
		"forgotten":    {func(tx *Tx) error { return tx.Forget(5, 5) }, false},
		"another provider's": {func(tx *Tx) error {
			return errors.Join(tx.PutAccount(Account{Chat: 5, Provider: "servex"}, secret.New("k")), tx.DropAccount(5, "servex"))
		}, true},
	} {
		s, told := inTrouble(t, 5)
		update(t, s, c.do)
		if c.stays {
			wantTrouble(t, name, s, 5, told)
		} else {
			wantTrouble(t, name, s, 5)
		}
	}
}

// TestATroubleMovesWithItsChat: the new one is not told the same again.
func TestATroubleMovesWithItsChat(t *testing.T) {
	const from, to = -900_555_333, -100_900_777_111
	s, told := inTrouble(t, from)
	for range 2 {
		update(t, s, func(tx *Tx) error { return tx.MigrateChat(from, to) })
		told.Chat = to
		wantTrouble(t, "moved", s, to, told)
		wantTrouble(t, "left", s, from)
	}
	s, _ = inTrouble(t, from)
	update(t, s, func(tx *Tx) error { // which sells from another panel already
		return tx.PutAccount(Account{Chat: to, Provider: storeProvider, BaseURL: "https://other.example"}, secret.New("key"))
	})
	update(t, s, func(tx *Tx) error { return tx.MigrateChat(from, to) })
	wantTrouble(t, "of another panel", s, to)
}

func TestEndedStoreTroubles(t *testing.T) {
	s, told := inTrouble(t, 5)
	over := told
	over.Chat, over.Ended = 6, time.Unix(300, 0).UTC()
	update(t, s, func(tx *Tx) error { return tx.SaveStoreTrouble(over) })
	for at, want := range map[int64][]StoreTrouble{299: nil, 300: {over}} {
		update(t, s, func(tx *Tx) error {
			got, err := tx.EndedStoreTroubles(time.Unix(at, 0))
			if diff := cmp.Diff(want, append([]StoreTrouble(nil), got...)); diff != "" {
				t.Errorf("at %d:\n%s", at, diff)
			}
			return err
		})
	}
}
