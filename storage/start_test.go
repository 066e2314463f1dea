package storage_test

import (
	"path/filepath"
	"testing"
	"time"

	"resellerbot/storage"
)

// A start knows of the one before it, also when the file was closed meanwhile.
func TestNoteStart(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	day := time.Date(2026, 5, 4, 10, 0, 0, 123, time.UTC)
	for n, want := range []time.Time{{}, day, day.Add(time.Hour)} {
		s := open(t, path, keys)
		var before time.Time
		update(t, s, func(tx *storage.Tx) (err error) {
			before, err = tx.NoteStart(day.Add(time.Duration(n) * time.Hour))
			return err
		})
		if !before.Equal(want) {
			t.Errorf("start %d: the one before was %v, want %v", n, before, want)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
