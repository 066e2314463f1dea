package storage

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"resellerbot/internal/secret"
)

func newKeys(t *testing.T) *secret.Keyring {
	t.Helper()
	keys, err := secret.NewKeyring()
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func openAt(t *testing.T, path string, keys *secret.Keyring) *Store {
	t.Helper()
	s, err := OpenUnsynced(path, keys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // a test may have closed it
	return s
}

func update(t *testing.T, s *Store, f func(*Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// raw gives a row as it lies in the file.
func raw(tx *Tx, b bucket, key []byte) ([]byte, error) {
	in, err := tx.bucket(b)
	if err != nil {
		return nil, err
	}
	return bytes.Clone(in.Get(key)), nil
}

func TestRowOpensInItsPlaceOnly(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "bot.db"), newKeys(t))
	mine, theirs := accountKey(1, "servex"), accountKey(2, "servex")
	update(t, s, func(tx *Tx) error {
		for _, chat := range []int64{1, 2} {
			if err := tx.PutAccount(Account{Chat: chat, Provider: "servex"}, secret.New("canary")); err != nil {
				return err
			}
		}
		stolen, err := raw(tx, accountKeys, theirs)
		if err != nil {
			return err
		}
		in, err := tx.bucket(accountKeys)
		if err != nil {
			return err
		}
		return in.Put(mine, stolen)
	})
	err := s.View(t.Context(), func(tx *Tx) error {
		if _, err := tx.AccountKey(2, "servex"); err != nil {
			t.Errorf("the row in its own place: %v", err)
		}
		_, err := tx.AccountKey(1, "servex")
		return err
	})
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("a copied row: %v, want ErrDamaged", err)
	}
}

func TestNothingReadableInTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	s := openAt(t, path, newKeys(t))
	fill(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if at := bytes.Index(file, []byte(canary)); at >= 0 {
		t.Errorf("readable at %d: %q", at, file[max(0, at-40):at+40])
	}
	if !bytes.Contains(file, []byte("servex")) {
		t.Error("not even keys are found: is this the file?")
	}
}

func TestReseal(t *testing.T) {
	dir := t.TempDir()
	keys, err := secret.OpenKeyring(filepath.Join(dir, "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	s := openAt(t, filepath.Join(dir, "bot.db"), keys)
	fill(t, s)
	update(t, s, func(tx *Tx) error { // more than one batch
		for id := range int64(3 * resealSize) {
			if err := tx.SavePerson(Person{ID: 1000 + id}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := keys.Rotate(); err != nil {
		t.Fatal(err)
	}
	now, err := keys.Seal([]byte("x"), nil)
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Reseal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sealed := 0
	eachRow(t, s, func(tx *Tx, b bucket, key, value []byte) {
		if !isSealed(b, key, value) {
			return
		}
		sealed++
		// Tink begins a ciphertext with the version and the id of its key.
		if !bytes.Equal(value[:5], now[:5]) {
			t.Errorf("a row of %s is sealed with the old key", b)
		}
		if _, err := tx.open(b, key, value); err != nil {
			t.Error(err)
		}
	})
	if n != sealed {
		t.Errorf("Reseal = %d, the file has %d sealed rows", n, sealed)
	}
}

func TestWrongKeyIsRefused(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := openAt(t, path, keys)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(path, newKeys(t), Options{})
	if !errors.Is(err, ErrWrongKey) || !strings.Contains(err.Error(), "master key") {
		t.Errorf("Open = %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the refused file was changed, %v", err)
	}
	openAt(t, path, keys)
}
