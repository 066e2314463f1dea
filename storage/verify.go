package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"resellerbot/internal/secret"
)

const checkTimeout = 2 * time.Minute // bbolt's check may hang on a corrupt file

// verify opens a file that nobody writes and reads all of it: the schema,
// every sealed row, and bbolt's own structure.
func verify(ctx context.Context, path string, keys *secret.Keyring) error {
	db, err := openBolt(path, &bolt.Options{ReadOnly: true, Timeout: lockTimeout})
	if err != nil {
		return err
	}
	btx, err := db.Begin(false)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	err = guard(func() error {
		tx := &Tx{bolt: btx, keys: keys, now: time.Now}
		if err := tx.verifySchema(); err != nil {
			return err
		}
		return tx.verifyRows(ctx)
	})
	if err == nil {
		var hangs bool
		if hangs, err = checkStructure(ctx, btx); hangs {
			return err // closing would wait for the check
		}
	}
	if _, ok := errors.AsType[*panicError](err); ok {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return errors.Join(err, btx.Rollback(), db.Close())
}

func (tx *Tx) verifySchema() error {
	version, err := tx.schema()
	switch known := len(migrations()); {
	case err != nil:
		return err
	case version == 0:
		return fmt.Errorf("the file is empty: %w", ErrDamaged)
	case version > known:
		return fmt.Errorf("%w (schema %d, this version knows %d)", ErrNewer, version, known)
	}
	return tx.checkKey()
}

func (tx *Tx) verifyRows(ctx context.Context) error {
	all, err := tx.buckets()
	if err != nil {
		return err
	}
	for _, b := range all {
		in, err := tx.bucket(b)
		if err != nil {
			return err
		}
		err = in.ForEach(func(key, value []byte) error {
			if !isSealed(b, key, value) {
				return ctx.Err()
			}
			_, err := tx.open(b, key, value)
			return errors.Join(err, ctx.Err())
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkStructure runs bbolt's check; hangs says that it is still running.
func checkStructure(ctx context.Context, btx *bolt.Tx) (hangs bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	found := btx.Check()
	for {
		select {
		case problem, more := <-found:
			if !more {
				return false, err
			}
			if err == nil {
				err = fmt.Errorf("%w: %w", ErrDamaged, problem)
			}
		case <-ctx.Done():
			return true, fmt.Errorf("check database: %w", ctx.Err())
		}
	}
}
