package secret

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func open(t *testing.T, file string) *Keyring {
	t.Helper()
	k, err := OpenKeyring(file)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func seal(t *testing.T, k *Keyring, plain, aad string) []byte {
	t.Helper()
	sealed, err := k.Seal([]byte(plain), []byte(aad))
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestKeyringSurvivesReopening(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "master.key")
	sealed := seal(t, open(t, file), "canary", "row 1")
	if bytes.Contains(sealed, []byte("canary")) {
		t.Fatal("sealed text is readable")
	}
	plain, err := open(t, file).Open(sealed, []byte("row 1"))
	if err != nil || string(plain) != "canary" {
		t.Fatalf("Open = %q, %v", plain, err)
	}
	for _, name := range []string{file, file + ".keyset"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", filepath.Base(name), info.Mode())
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.tmp-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	k, err := NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	sealed := seal(t, k, "canary", "row 1")
	if _, err := k.Open(sealed, []byte("row 2")); err == nil {
		t.Error("opened as another row")
	}
	for i := range sealed {
		flipped := bytes.Clone(sealed)
		flipped[i] ^= 1
		if _, err := k.Open(flipped, []byte("row 1")); err == nil {
			t.Fatalf("opened with byte %d changed", i)
		}
	}
	other, err := NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Open(sealed, []byte("row 1")); err == nil {
		t.Error("opened with another keyring")
	}
}

func TestRotate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "master.key")
	k := open(t, file)
	before := seal(t, k, "old", "a")
	if err := k.Rotate(); err != nil {
		t.Fatal(err)
	}
	after := seal(t, k, "new", "a")
	if bytes.Equal(before[:5], after[:5]) {
		t.Error("the key that seals did not change")
	}
	again := open(t, file)
	for want, sealed := range map[string][]byte{"old": before, "new": after} {
		if plain, err := again.Open(sealed, []byte("a")); err != nil || string(plain) != want {
			t.Errorf("Open = %q, %v, want %q", plain, err, want)
		}
	}
	if next := seal(t, again, "x", "a"); !bytes.Equal(next[:5], after[:5]) {
		t.Error("the new primary key was not kept")
	}
}

func TestRotateFailsWhole(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "master.key")
	k := open(t, file)
	before := seal(t, k, "x", "a")
	// A directory in the way of the rename: works for root as well.
	if err := os.Remove(file + ".keyset"); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(file+".keyset", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := k.Rotate(); err == nil {
		t.Fatal("rotated without a file to keep the key in")
	}
	if after := seal(t, k, "x", "a"); !bytes.Equal(before[:5], after[:5]) {
		t.Error("seals with a key that was not kept")
	}
}

func TestOpenKeyringRefuses(t *testing.T) {
	tests := []struct {
		name string
		harm func(t *testing.T, file string) error
		want string
	}{
		{"readable by others", func(_ *testing.T, f string) error { return os.Chmod(f, 0o640) }, "chmod 600"},
		{"master key gone", func(_ *testing.T, f string) error { return os.Remove(f) }, "is missing"},
		{"master key of another", func(t *testing.T, f string) error {
			other := filepath.Join(t.TempDir(), "other.key")
			open(t, other)
			return os.Rename(other, f)
		}, "does not open"},
		{"garbage", func(_ *testing.T, f string) error { return os.WriteFile(f, []byte("c2hvcnQ="), 0o600) }, "base64"},
		{"keyset damaged", func(_ *testing.T, f string) error { return os.WriteFile(f+".keyset", []byte("x"), 0o600) }, "does not open"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "master.key")
			open(t, file)
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.harm(t, file); err != nil {
				t.Fatal(err)
			}
			_, err = OpenKeyring(file)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("OpenKeyring: %v, want it to say %q", err, tt.want)
			}
			if strings.Contains(err.Error(), strings.TrimSpace(string(text))) {
				t.Error("the error shows the key")
			}
		})
	}
}

func TestKeyringConcurrently(t *testing.T) {
	k := open(t, filepath.Join(t.TempDir(), "master.key"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				sealed, err := k.Seal([]byte("x"), nil)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := k.Open(sealed, nil); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 5 {
		if err := k.Rotate(); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
}
