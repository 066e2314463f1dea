package storage

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

func TestFailedCommitStopsAllUpdates(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	var disk *os.File
	db, err := bolt.Open(path, 0o600, &bolt.Options{OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		disk, err = os.OpenFile(name, flag, mode)
		return disk, err
	}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := start(db, keys, Options{Now: time.Now, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx *Tx) error { return tx.SavePerson(Person{ID: 1}) })
	if err := s.Failed(); err != nil {
		t.Fatalf("failed before it did: %v", err)
	}
	if err := disk.Close(); err != nil { // the disk is gone
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Update(t.Context(), func(tx *Tx) error { return tx.SavePerson(Person{ID: 2}) }); !errors.Is(err, os.ErrClosed) {
			t.Errorf("Update = %v", err)
		}
	}
	if err := s.Failed(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("Failed = %v", err)
	}
	err = s.View(t.Context(), func(tx *Tx) error {
		if _, found, err := tx.Person(1); err != nil || !found {
			t.Errorf("what was there cannot be read: %v, %v", found, err)
		}
		_, found, err := tx.Person(2)
		if found {
			t.Error("what failed is there")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if err := s.Close(); err == nil {
		t.Error("Close hides that the file is gone")
	}
}

func TestSecondProcessIsRefused(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	openAt(t, path, keys)
	if _, err := Open(path, keys, Options{}); !errors.Is(err, ErrLocked) {
		t.Errorf("Open = %v", err)
	}
}

func TestDamagedFileIsRefused(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	fill(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	holed := bytes.Clone(whole)
	clear(holed[4*4096:])
	tests := map[string][]byte{
		"holed":       holed,
		"no database": []byte("hello, this is a text"),
		"truncated":   whole[:3*4096],
		"zeroed":      make([]byte, len(whole)),
	}
	for name, content := range tests {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "bot.db")
			if err := os.WriteFile(file, content, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := Open(file, keys, Options{})
			if err == nil {
				t.Fatal("opened", s.Close())
			}
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("Open = %v, want ErrDamaged", err)
			}
		})
	}
}
