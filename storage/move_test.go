package storage

import (
	"path/filepath"
	"slices"
	"testing"
)

func (s *Store) nowChat(t *testing.T, id int64) (now int64) {
	t.Helper()
	err := s.View(t.Context(), func(tx *Tx) (err error) {
		now, err = tx.NowChat(id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// TestNowChat follows a chat through all that it became, and ends in whatever
// order the moves were told.
func TestNowChat(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	for _, move := range [][2]int64{{-1, -2}, {-1, -2}, {-2, -3}} {
		update(t, s, func(tx *Tx) error { return tx.MigrateChat(move[0], move[1]) })
	}
	for id, want := range map[int64]int64{-1: -3, -2: -3, -3: -3, 5: 5} {
		if got := s.nowChat(t, id); got != want {
			t.Errorf("%d is now %d, want %d", id, got, want)
		}
	}
	update(t, s, func(tx *Tx) error { return tx.MigrateChat(-3, -1) })
	if a, b := s.nowChat(t, -1), s.nowChat(t, -2); a != -1 || b != -1 {
		t.Errorf("after a circle: %d and %d", a, b)
	}
}

func movesMigrate(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	update(t, s, func(tx *Tx) error { return tx.bolt.DeleteBucket([]byte(chatMoves)) })
	setSchema(t, s, slices.IndexFunc(migrations(), func(m migration) bool { return m.name == "chat moves" }))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, keys)
	fill(t, s)
	if got := s.nowChat(t, 98); got != 99 {
		t.Errorf("98 is now %d", got)
	}
}
