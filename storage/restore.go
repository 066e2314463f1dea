package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"resellerbot/internal/secret"
)

// Restore puts a backup in the place of the database at path, which no process
// may have open (ErrLocked). The backup is copied and read through first: one
// that keys do not open, of a newer version, or damaged changes nothing. The
// former database is kept as <path>.before-restore-<time>.
func Restore(ctx context.Context, backup, path string, keys *secret.Keyring) error {
	if err := restore(ctx, backup, path, keys); err != nil {
		return fmt.Errorf("restore database: %w", err)
	}
	return nil
}

func restore(ctx context.Context, backup, path string, keys *secret.Keyring) (err error) {
	unlock, err := lock(path)
	if err != nil {
		return err
	}
	defer unlock()
	from, err := os.Open(backup)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	temp, err := tempName(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp)
		}
	}()
	err = writeTo(ctx, temp, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
	if err != nil {
		return err
	}
	if err = verify(ctx, temp, keys); err != nil {
		return fmt.Errorf("verify the backup: %w", err)
	}
	// A second name first: at no moment is there no database at path, which
	// the next start would take for a new one.
	kept := path + ".before-restore-" + time.Now().UTC().Format("20060102T150405.000Z")
	if err = os.Link(path, kept); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err = os.Rename(temp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// lock makes sure that nobody has the database open, and keeps it so where it
// can: a damaged file cannot be held, but nobody else can use it either.
func lock(path string) (unlock func(), err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return func() {}, nil
	}
	db, err := openBolt(path, &bolt.Options{ReadOnly: true, Timeout: lockTimeout})
	switch {
	case errors.Is(err, ErrLocked):
		return nil, err
	case err != nil:
		return func() {}, nil
	}
	return func() { _ = db.Close() }, nil
}
