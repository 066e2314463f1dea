package storage

import (
	"bytes"
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

const resealSize = 200 // rows per transaction

// Reseal seals every row anew with the keyring's primary key, in batches, and
// gives their number. Called again after an interruption it begins anew.
func (s *Store) Reseal(ctx context.Context) (int, error) {
	var all []bucket
	err := s.View(ctx, func(tx *Tx) (err error) {
		all, err = tx.buckets()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("reseal: %w", err)
	}
	total := 0
	for _, b := range all {
		for from := []byte(nil); ; {
			var n int
			var next []byte
			err := s.Update(ctx, func(tx *Tx) (err error) {
				n, next, err = tx.reseal(b, from)
				return err
			})
			if err != nil {
				return total, fmt.Errorf("reseal: %w", err)
			}
			total += n
			if next == nil {
				break
			}
			from = next
		}
	}
	return total, nil
}

// reseal does one batch; next is where the following one begins, nil at the end.
func (tx *Tx) reseal(b bucket, from []byte) (n int, next []byte, err error) {
	keys, err := tx.keysFrom(b, nil, from, resealSize+1)
	if err != nil {
		return 0, nil, err
	}
	if len(keys) > resealSize {
		next = keys[resealSize]
		keys = keys[:resealSize]
	}
	in, err := tx.bucket(b)
	if err != nil {
		return 0, nil, err
	}
	for _, key := range keys {
		sealed := in.Get(key)
		if !isSealed(b, key, sealed) {
			continue
		}
		plain, err := tx.open(b, key, sealed)
		if err != nil {
			return 0, nil, err
		}
		if err := tx.put(b, key, plain); err != nil {
			return 0, nil, err
		}
		n++
	}
	return n, next, nil
}

// isSealed tells a sealed row from an index, a bucket, and the schema.
func isSealed(b bucket, key, value []byte) bool {
	if b == meta && bytes.Equal(key, []byte(schemaKey)) {
		return false
	}
	return len(value) > 0
}

// buckets gives every bucket of the file, whether this version knows it or not.
func (tx *Tx) buckets() ([]bucket, error) {
	var all []bucket
	var walk func(b bucket, in *bolt.Bucket) error
	walk = func(b bucket, in *bolt.Bucket) error {
		all = append(all, b)
		return in.ForEachBucket(func(name []byte) error {
			return walk(b+"/"+bucket(name), in.Bucket(name))
		})
	}
	err := tx.bolt.ForEach(func(name []byte, in *bolt.Bucket) error { return walk(bucket(name), in) })
	return all, err
}
