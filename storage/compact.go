package storage

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

const (
	compactFrom   = 64 << 20 // bytes: smaller files are not worth it
	compactTxSize = 1 << 20  // bytes per transaction of the copy
)

// compact gives back the space of a file that is more than half free pages:
// bbolt never shrinks one. The copy is put in place while the old file is
// still locked.
func compact(db *bolt.DB, maxSize int, log *slog.Logger, d durability) (*bolt.DB, error) {
	path := db.Path()
	info, err := os.Stat(path)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	free := int64(db.Stats().FreePageN) * int64(db.Info().PageSize)
	if info.Size() < compactFrom || free < info.Size()/2 {
		return db, nil
	}
	before := info.Size()
	if err := copyCompact(db, path); err != nil {
		// A store that is large is better than none.
		log.Warn("the database could not be compacted", "err", err)
		return db, nil
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	if db, err = openFile(path, maxSize, log, d); err != nil {
		return nil, err
	}
	log.Info("compacted the database", "bytes_before", before, "free_bytes", free)
	return db, nil
}

func copyCompact(src *bolt.DB, path string) (err error) {
	temp, err := tempName(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp)
		}
	}()
	dst, err := openBolt(temp, &bolt.Options{Timeout: lockTimeout, NoFreelistSync: true, FreelistType: bolt.FreelistMapType, NoSync: true})
	if err != nil {
		return err
	}
	err = guard(func() error { return bolt.Compact(dst, src, compactTxSize) })
	if err = errors.Join(err, dst.Sync(), dst.Close()); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	if err = os.Rename(temp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// tempName makes an empty file, mode 0600, that can be renamed to path.
func tempName(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp-*")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}
