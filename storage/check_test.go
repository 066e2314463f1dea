package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"resellerbot/storage"
)

func TestCheck(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	keys, other := newKeys(t), newKeys(t)
	s, err := storage.Open(path, keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := storage.Check(t.Context(), path, keys); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("in use: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := storage.Check(t.Context(), path, keys); err != nil {
		t.Errorf("a good one: %v", err)
	}
	if err := storage.Check(t.Context(), path, other); !errors.Is(err, storage.ErrWrongKey) {
		t.Errorf("another's: %v", err)
	}
	if err := os.Truncate(path, 100); err != nil {
		t.Fatal(err)
	}
	if err := storage.Check(t.Context(), path, keys); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("cut: %v", err)
	}
}
