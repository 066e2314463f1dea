package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// precheck walks the pages of a file that is there. bbolt does so too when it
// opens one for writing, but in a goroutine of its own, where a damaged page
// would end the process without a word that helps.
func precheck(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil // bbolt makes it
	}
	if err != nil {
		return err
	}
	db, err := openBolt(path, &bolt.Options{ReadOnly: true, Timeout: lockTimeout})
	if err != nil {
		return err
	}
	err = guard(func() error { return db.View(func(btx *bolt.Tx) error { return walkPages(btx, info.Size()) }) })
	if _, ok := errors.AsType[*panicError](err); ok {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return errors.Join(err, guard(db.Close))
}

func walkPages(btx *bolt.Tx, size int64) error {
	if btx.Size() > size {
		return fmt.Errorf("%w: it was cut off at %d of %d bytes", ErrDamaged, size, btx.Size())
	}
	tx := &Tx{bolt: btx}
	all, err := tx.buckets()
	if err != nil {
		return err
	}
	for _, b := range all {
		in, err := tx.bucket(b)
		if err != nil {
			return err
		}
		if err := in.ForEach(func(_, _ []byte) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}
