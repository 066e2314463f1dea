package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"resellerbot/internal/secret"
)

// Tx is one transaction. It is valid only within the function that was given
// it, and what it returns is a copy that outlives it. A transaction must not
// be begun inside another, nor wait for anything.
type Tx struct {
	bolt   *bolt.Tx
	keys   *secret.Keyring
	now    func() time.Time
	queued []OutKey
}

func (tx *Tx) bucket(b bucket) (*bolt.Bucket, error) {
	path := b.path()
	found := tx.bolt.Bucket([]byte(path[0]))
	for _, name := range path[1:] {
		if found == nil {
			break
		}
		found = found.Bucket([]byte(name))
	}
	if found == nil {
		return nil, fmt.Errorf("bucket %s is missing: %w", b, ErrDamaged)
	}
	return found, nil
}

// place is what a value is sealed with: it opens in its own row only.
func (b bucket) place(key []byte) []byte { return join([]byte(b), []byte{0}, key) }

// get gives the opened value of a row, nil when there is none.
func (tx *Tx) get(b bucket, key []byte) ([]byte, error) {
	in, err := tx.bucket(b)
	if err != nil {
		return nil, err
	}
	sealed := in.Get(key)
	if sealed == nil {
		return nil, nil
	}
	return tx.open(b, key, sealed)
}

func (tx *Tx) open(b bucket, key, sealed []byte) ([]byte, error) {
	plain, err := tx.keys.Open(sealed, b.place(key))
	if err != nil {
		return nil, fmt.Errorf("read %s: a row does not open: %w: %w", b, ErrDamaged, err)
	}
	return plain, nil
}

func (tx *Tx) put(b bucket, key, plain []byte) error {
	in, err := tx.bucket(b)
	if err != nil {
		return err
	}
	sealed, err := tx.keys.Seal(plain, b.place(key))
	if err != nil {
		return fmt.Errorf("write %s: %w", b, err)
	}
	if err := in.Put(key, sealed); err != nil {
		return fmt.Errorf("write %s: %w", b, err)
	}
	return nil
}

// mark writes a row of an index.
func (tx *Tx) mark(b bucket, key []byte) error {
	in, err := tx.bucket(b)
	if err != nil {
		return err
	}
	if err := in.Put(key, []byte{}); err != nil {
		return fmt.Errorf("write %s: %w", b, err)
	}
	return nil
}

func (tx *Tx) marked(b bucket, key []byte) (bool, error) {
	in, err := tx.bucket(b)
	if err != nil {
		return false, err
	}
	return in.Get(key) != nil, nil
}

// drop deletes a row; one that is not there is no error.
func (tx *Tx) drop(b bucket, key []byte) error {
	in, err := tx.bucket(b)
	if err != nil {
		return err
	}
	if err := in.Delete(key); err != nil {
		return fmt.Errorf("write %s: %w", b, err)
	}
	return nil
}

func (tx *Tx) sequence(b bucket) (uint64, error) {
	in, err := tx.bucket(b)
	if err != nil {
		return 0, err
	}
	return in.NextSequence()
}

// keysFrom gives copies of at most limit keys that begin with prefix, from
// from on; nil from begins at the prefix, limit 0 is no limit. Rows are
// collected before they are changed, since a bbolt cursor skips rows when they
// are deleted under it.
func (tx *Tx) keysFrom(b bucket, prefix, from []byte, limit int) ([][]byte, error) {
	in, err := tx.bucket(b)
	if err != nil {
		return nil, err
	}
	if from == nil {
		from = prefix
	}
	var keys [][]byte
	cursor := in.Cursor()
	for key, _ := cursor.Seek(from); key != nil && bytes.HasPrefix(key, prefix); key, _ = cursor.Next() {
		if limit > 0 && len(keys) == limit {
			break
		}
		keys = append(keys, bytes.Clone(key))
	}
	return keys, nil
}

func (tx *Tx) first(b bucket) ([]byte, error) {
	keys, err := tx.keysFrom(b, nil, nil, 1)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	return keys[0], nil
}

// load reads a row that save wrote.
func load[T any](tx *Tx, b bucket, key []byte) (row T, found bool, err error) {
	plain, err := tx.get(b, key)
	if err != nil || plain == nil {
		return row, false, err
	}
	if err := json.Unmarshal(plain, &row); err != nil {
		return row, false, fmt.Errorf("read %s: %w", b, err)
	}
	return row, true, nil
}

func save[T any](tx *Tx, b bucket, key []byte, row T) error {
	plain, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("write %s: %w", b, err)
	}
	return tx.put(b, key, plain)
}

// loadAll reads the rows of keys that were just found.
func loadAll[T any](tx *Tx, b bucket, keys [][]byte) ([]T, error) {
	rows := make([]T, 0, len(keys))
	for _, key := range keys {
		row, found, err := load[T](tx, b, key)
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, fmt.Errorf("read %s: an index points at no row: %w", b, ErrDamaged)
		}
		rows = append(rows, row)
	}
	return rows, nil
}
