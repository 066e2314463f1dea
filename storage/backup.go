package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Backup writes a consistent copy of the database to path, with mode 0600,
// while it is in use. The copy is read through before it takes the place of
// path, so that path is always a good backup. It is of no use without the
// master key and its keyset, which are not in it.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.backup(ctx, path); err != nil {
		return fmt.Errorf("back up database: %w", err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, path string) (err error) {
	if here, err := filepath.Abs(path); err == nil {
		if there, err := filepath.Abs(s.db.Path()); err == nil && here == there {
			return errors.New("the backup would overwrite the database: name another file")
		}
	}
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
		return s.View(ctx, func(tx *Tx) error {
			_, err := tx.bolt.WriteTo(w)
			return err
		})
	})
	if err != nil {
		return err
	}
	if err = verify(ctx, temp, s.keys); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	if err = os.Rename(temp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// writeTo fills a file that is there and syncs it; the end of ctx stops it.
func writeTo(ctx context.Context, path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := write(contextWriter{ctx, f}); err != nil {
		return errors.Join(err, f.Close())
	}
	return errors.Join(f.Sync(), f.Close())
}

type contextWriter struct {
	ctx context.Context
	w   io.Writer
}

func (c contextWriter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}
