package storage_test

import (
	"path/filepath"
	"testing"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func newKeys(t testing.TB) *secret.Keyring {
	t.Helper()
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func open(t testing.TB, path string, keys *secret.Keyring) *storage.Store {
	t.Helper()
	s, err := storage.OpenUnsynced(path, keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // a test may have closed it
	return s
}

func openNew(t *testing.T) *storage.Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
}

func update(t *testing.T, s *storage.Store, f func(*storage.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, s *storage.Store, f func(*storage.Tx) error) {
	t.Helper()
	if err := s.View(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}
