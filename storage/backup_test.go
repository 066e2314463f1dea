package storage_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"resellerbot/storage"
)

func TestBackupUnderLoadAndRestore(t *testing.T) {
	dir, keys := t.TempDir(), newKeys(t)
	path, copied := filepath.Join(dir, "bot.db"), filepath.Join(dir, "copies", "bot.backup")
	if err := os.Mkdir(filepath.Dir(copied), 0o700); err != nil {
		t.Fatal(err)
	}
	s := open(t, path, keys)
	stop := writePairs(t, s)
	for range 5 {
		if err := s.Backup(t.Context(), copied); err != nil {
			t.Error(err)
		}
	}
	stop()
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup has mode %v, %v", info.Mode(), err)
	}
	update(t, s, func(tx *storage.Tx) error { return tx.SavePerson(storage.Person{ID: 555}) })

	if err := storage.Restore(t.Context(), copied, path, keys); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("Restore under a running bot = %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := storage.Restore(t.Context(), copied, path, keys); err != nil {
		t.Fatal(err)
	}
	s = open(t, path, keys)
	view(t, s, func(tx *storage.Tx) error {
		for worker := range int64(4) {
			a, _, err := tx.Person(worker)
			b, _, err2 := tx.Person(100 + worker)
			if a.Name != b.Name || errors.Join(err, err2) != nil {
				t.Errorf("torn: %q and %q, %v", a.Name, b.Name, errors.Join(err, err2))
			}
		}
		if _, found, err := tx.Person(555); found || err != nil {
			t.Errorf("what came after the backup is there: %v, %v", found, err)
		}
		return nil
	})
	kept, err := filepath.Glob(path + ".before-restore-*")
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept: %v, %v", kept, err)
	}
	view(t, open(t, kept[0], keys), func(tx *storage.Tx) error {
		if _, found, err := tx.Person(555); !found || err != nil {
			t.Errorf("the former database is not what it was: %v, %v", found, err)
		}
		return nil
	})
	noTempFiles(t, dir, filepath.Dir(copied))
}

// writePairs writes, until it is stopped, pairs of rows that are equal in any
// consistent copy.
func writePairs(t *testing.T, s *storage.Store) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var load sync.WaitGroup
	for worker := range int64(4) {
		load.Go(func() {
			for n := 1; ctx.Err() == nil; n++ {
				err := s.Update(t.Context(), func(tx *storage.Tx) error {
					name := strings.Repeat("x", n%500)
					if err := tx.SavePerson(storage.Person{ID: worker, Name: name}); err != nil {
						return err
					}
					return tx.SavePerson(storage.Person{ID: 100 + worker, Name: name})
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	return func() { cancel(); load.Wait() }
}

func noTempFiles(t *testing.T, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		if left, err := filepath.Glob(filepath.Join(dir, "*.tmp-*")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	dir, keys := t.TempDir(), newKeys(t)
	path, good := filepath.Join(dir, "bot.db"), filepath.Join(dir, "good")
	s := open(t, path, keys)
	update(t, s, func(tx *storage.Tx) error {
		_, err := tx.AddUpdate(storage.Update{ID: 1, Raw: []byte(strings.Repeat("0123456789", 1000))})
		return err
	})
	if err := s.Backup(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path); err == nil {
		t.Error("a backup overwrote the database")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	now, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), whole...)
	flipped[longestRun(whole)] ^= 1
	tests := map[string][]byte{
		"a text": []byte("hello"), "empty": nil, "truncated": whole[:len(whole)/2], "a flipped bit": flipped,
	}
	for name, content := range tests {
		bad := filepath.Join(dir, "bad")
		if err := os.WriteFile(bad, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := storage.Restore(t.Context(), bad, path, keys); err == nil {
			t.Errorf("%s was restored", name)
		}
	}
	if err := storage.Restore(t.Context(), good, path, newKeys(t)); !errors.Is(err, storage.ErrWrongKey) {
		t.Errorf("with another master key: %v", err)
	}
	if err := storage.Restore(t.Context(), filepath.Join(dir, "none"), path, keys); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing backup: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(now) != string(after) {
		t.Errorf("a refused restore changed the database, %v", err)
	}
	noTempFiles(t, dir)
	if kept, err := filepath.Glob(path + ".before-restore-*"); err != nil || len(kept) > 0 {
		t.Errorf("a refused restore kept %v, %v", kept, err)
	}
}

// longestRun gives the middle of the longest run without eight zeroes: inside
// the sealed value of the one large row.
func longestRun(file []byte) int {
	best, at, offset := 0, 0, 0
	for run := range strings.SplitSeq(string(file), strings.Repeat("\x00", 8)) {
		if len(run) > best {
			best, at = len(run), offset+len(run)/2
		}
		offset += len(run) + 8
	}
	return at
}

func TestRestoreWhereThereIsNone(t *testing.T) {
	dir, keys := t.TempDir(), newKeys(t)
	s := open(t, filepath.Join(dir, "bot.db"), keys)
	if err := s.Backup(t.Context(), filepath.Join(dir, "backup")); err != nil {
		t.Fatal(err)
	}
	if err := storage.Restore(t.Context(), filepath.Join(dir, "backup"), filepath.Join(dir, "other.db"), keys); err != nil {
		t.Fatal(err)
	}
	open(t, filepath.Join(dir, "other.db"), keys)
}

func TestOpenCompacts(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := open(t, path, keys)
	const n = 80
	update(t, s, func(tx *storage.Tx) error {
		for id := range int64(n) {
			if _, err := tx.AddUpdate(storage.Update{ID: id, Raw: make([]byte, 1<<20)}); err != nil {
				return err
			}
		}
		o := storage.Outgoing{Kind: storage.Send}
		return tx.Queue(&o)
	})
	update(t, s, func(tx *storage.Tx) error {
		for id := range int64(n - 1) {
			if err := tx.FinishUpdate(id); err != nil {
				return err
			}
		}
		return nil
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	s = open(t, path, keys)
	after, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if after.Size() > before.Size()/2 || after.Mode().Perm() != 0o600 {
		t.Errorf("%d bytes became %d, mode %v", before.Size(), after.Size(), after.Mode())
	}
	update(t, s, func(tx *storage.Tx) error {
		rows, err := tx.Updates(0, 10)
		if len(rows) != 1 || len(rows[0].Raw) != 1<<20 || err != nil {
			t.Errorf("%d rows, %v", len(rows), err)
		}
		o := storage.Outgoing{Kind: storage.Send}
		if err := tx.Queue(&o); err != nil || o.Key.Seq != 2 {
			t.Errorf("Seq = %d, %v, want it to go on", o.Key.Seq, err)
		}
		return nil
	})
	noTempFiles(t, filepath.Dir(path))
}
