package storage

import (
	"bytes"
	"time"
)

// keysBefore reads an index whose keys begin with a time, and gives the rest
// of the keys with a time before that one, oldest first.
func (tx *Tx) keysBefore(index bucket, before time.Time, limit int) ([][]byte, error) {
	in, err := tx.bucket(index)
	if err != nil {
		return nil, err
	}
	end := timeKey(before)
	var keys [][]byte
	cursor := in.Cursor()
	for key, _ := cursor.First(); key != nil && bytes.Compare(key[:8], end) < 0; key, _ = cursor.Next() {
		if limit > 0 && len(keys) == limit {
			break
		}
		keys = append(keys, bytes.Clone(key[8:]))
	}
	return keys, nil
}

// keysSince is keysBefore for those with that time or a later one, the latest
// first.
func (tx *Tx) keysSince(index bucket, since time.Time, limit int) ([][]byte, error) {
	in, err := tx.bucket(index)
	if err != nil {
		return nil, err
	}
	begin := timeKey(since)
	var keys [][]byte
	cursor := in.Cursor()
	for key, _ := cursor.Last(); key != nil && bytes.Compare(key[:8], begin) >= 0 && len(keys) < limit; key, _ = cursor.Prev() {
		keys = append(keys, bytes.Clone(key[8:]))
	}
	return keys, nil
}

// keysBetween gives the keys from from to below end, at most limit unless 0.
func (tx *Tx) keysBetween(index bucket, from, end []byte, limit int) ([][]byte, error) {
	in, err := tx.bucket(index)
	if err != nil {
		return nil, err
	}
	var keys [][]byte
	cursor := in.Cursor()
	for key, _ := cursor.Seek(from); key != nil && bytes.Compare(key, end) < 0; key, _ = cursor.Next() {
		if limit > 0 && len(keys) == limit {
			break
		}
		keys = append(keys, bytes.Clone(key))
	}
	return keys, nil
}
