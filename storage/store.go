package storage

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"resellerbot/internal/secret"
)

// Options tune a Store; the zero value is ready to use.
type Options struct {
	MaxSize int              // bytes of the file, from 64 MiB on; 0 is no limit. A full store still deletes.
	Logger  *slog.Logger     // nil discards
	Now     func() time.Time // nil is time.Now

	// Committed, if any, is told after each commit how many functions shared
	// it, before any of them hears that it went well. It must not block.
	Committed func(functions int)
}

// Store is the open database. It may be used concurrently; Close ends it.
type Store struct {
	db   *bolt.DB
	keys *secret.Keyring
	now  func() time.Time
	log  *slog.Logger
	told func(functions int)

	queue   chan *call
	closing chan struct{} // closed by Close: commit what waits, then stop
	stopped chan struct{} // closed by the committer at its end
	close   sync.Once
	failure atomic.Pointer[error]
	watcher atomic.Pointer[func([]OutKey)]
}

// View runs f on a consistent state of the database; it neither waits for an
// Update nor holds one up. A ctx that is done is refused.
func (s *Store) View(ctx context.Context, f func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	btx, err := s.begin(false)
	if err != nil {
		return fmt.Errorf("begin view: %w", err)
	}
	defer func() { _ = btx.Rollback() }()
	return guard(func() error { return f(s.tx(btx)) })
}

// WatchOutbox has f told, after each commit, which rows it queued, in the order
// of their queueing. f is called by the committer and must not block. There is
// one watcher; nil takes it away.
func (s *Store) WatchOutbox(f func([]OutKey)) {
	if f == nil {
		s.watcher.Store(nil)
		return
	}
	s.watcher.Store(&f)
}

// Failed gives nil, or why a commit failed. What the disk holds is not certain
// after that, so every Update is refused until the process is started anew.
func (s *Store) Failed() error {
	if err := s.failure.Load(); err != nil {
		return *err
	}
	return nil
}

// Close commits what waits and closes the file. Later calls give ErrClosed.
func (s *Store) Close() error {
	err := ErrClosed
	s.close.Do(func() {
		close(s.closing)
		<-s.stopped
		err = guard(s.db.Close)
	})
	return err
}

func (s *Store) tx(btx *bolt.Tx) *Tx { return &Tx{bolt: btx, keys: s.keys, now: s.now} }

func (s *Store) begin(writable bool) (btx *bolt.Tx, err error) {
	err = guard(func() error {
		btx, err = s.db.Begin(writable)
		return err
	})
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return nil, ErrClosed
	}
	return btx, err
}
