package storage

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOpenWaitsForTheDisk: whatever Open is given, a commit is on the disk
// before anybody hears of it.
func TestOpenWaitsForTheDisk(t *testing.T) {
	for name, opt := range map[string]Options{"default": {}, "bounded": {MaxSize: 64 << 20}} {
		s, err := Open(filepath.Join(t.TempDir(), "bot.db"), newKeys(t), opt)
		if err != nil {
			t.Fatal(err)
		}
		if s.db.NoSync || s.db.NoGrowSync {
			t.Errorf("%s: commits do not wait for the disk", name)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s, err := OpenUnsynced(filepath.Join(t.TempDir(), "bot.db"), newKeys(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !s.db.NoSync || !s.db.NoGrowSync {
		t.Error("the other way to open waits for the disk as well")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestOnlyTestsDoNotWaitForTheDisk reads the whole program for calls of
// OpenUnsynced.
func TestOnlyTestsDoNotWaitForTheDisk(t *testing.T) {
	callers := map[bool]int{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || path == filepath.Join("..", "storage", "open.go") {
			return err
		}
		code, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(code, []byte("OpenUnsynced")) {
			return err
		}
		isTest := strings.HasSuffix(path, "_test.go")
		if callers[isTest]++; !isTest {
			t.Errorf("%s opens a database that does not wait for the disk", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if callers[true] < 2 {
		t.Error("nothing was read")
	}
}
