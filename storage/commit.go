package storage

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

const (
	queueSize = 1024 // functions that wait; more wait for a place
	groupSize = 256  // functions that share a commit
)

// call is one Update on its way through the committer.
type call struct {
	f      func(*Tx) error
	done   chan error  // room for one
	taken  atomic.Bool // by the committer, or by an Update that gave up
	queued []OutKey
}

// Update runs f in a transaction and returns when it is on the disk, or f's
// error, and then nothing of it is. Functions that wait share one commit, so f
// may run more than once and must have no effect but on its Tx and on
// variables that it sets anew. A ctx that ends while f waits takes it back;
// once f was begun Update waits for the end. A full queue makes it wait.
func (s *Store) Update(ctx context.Context, f func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c := &call{f: f, done: make(chan error, 1)}
	select {
	case <-s.closing:
		return ErrClosed
	default:
	}
	select {
	case s.queue <- c:
	case <-ctx.Done():
		return fmt.Errorf("wait for a place in the commit queue: %w", ctx.Err())
	case <-s.stopped:
		return ErrClosed
	}
	var gaveUp error
	select {
	case err := <-c.done:
		return err
	case <-ctx.Done():
		gaveUp = ctx.Err()
	case <-s.stopped:
		gaveUp = ErrClosed
	}
	if c.taken.CompareAndSwap(false, true) {
		return gaveUp
	}
	return <-c.done
}

// commits is the committer: it takes the first function that waits and all
// others that wait at that moment. Nothing waits for a timer; the commit under
// way is what lets a group gather.
func (s *Store) commits() {
	defer close(s.stopped)
	for {
		select {
		case c := <-s.queue:
			s.commit(s.gather(c))
		case <-s.closing:
			for group := s.gather(nil); len(group) > 0; group = s.gather(nil) {
				s.commit(group)
			}
			return
		}
	}
}

func (s *Store) gather(first *call) []*call {
	var group []*call
	take := func(c *call) {
		if c.taken.CompareAndSwap(false, true) {
			group = append(group, c)
		}
	}
	if first != nil {
		take(first)
	}
	for len(group) < groupSize {
		select {
		case c := <-s.queue:
			take(c)
		default:
			return group
		}
	}
	return group
}

// commit ends every call of the group. One that fails is taken out, and the
// others run again without it.
func (s *Store) commit(group []*call) {
	for len(group) > 0 {
		if err := s.Failed(); err != nil {
			end(group, err)
			return
		}
		failed, err := s.try(group)
		switch {
		case failed >= 0:
			end(group[failed:failed+1], err)
			group = append(group[:failed], group[failed+1:]...)
		case errors.Is(err, berrors.ErrMaxSizeReached) && len(group) > 1:
			// Deletes still fit, and must not suffer for what does not.
			for _, c := range group {
				s.commit([]*call{c})
			}
			return
		case errors.Is(err, berrors.ErrMaxSizeReached):
			end(group, fmt.Errorf("commit: %w", err))
			return
		case err != nil:
			end(group, s.fail(err))
			return
		default:
			if s.told != nil {
				s.told(len(group))
			}
			s.tell(group)
			end(group, nil)
			return
		}
	}
}

// try runs the group in one transaction. failed is the index of the call that
// failed, or -1: then err is that of the transaction itself.
func (s *Store) try(group []*call) (failed int, err error) {
	btx, err := s.begin(true)
	if err != nil {
		return -1, fmt.Errorf("begin update: %w", err)
	}
	defer func() { _ = guard(btx.Rollback) }() // does nothing after a commit
	for i, c := range group {
		if err := s.run(btx, c); err != nil {
			return i, err
		}
	}
	if err := guard(btx.Commit); err != nil {
		return -1, err
	}
	return -1, nil
}

func (s *Store) run(btx *bolt.Tx, c *call) error {
	tx := s.tx(btx)
	err := guard(func() error { return c.f(tx) })
	if err != nil {
		if _, ok := errors.AsType[*panicError](err); ok {
			s.log.Error("update panicked", "err", err)
		}
		return err
	}
	c.queued = tx.queued
	return nil
}

func (s *Store) fail(err error) error {
	err = fmt.Errorf("commit: %w", err)
	s.failure.Store(&err)
	s.log.Error("the database failed and takes no more changes: look at the disk, then restart", "err", err)
	return err
}

func (s *Store) tell(group []*call) {
	watch := s.watcher.Load()
	if watch == nil {
		return
	}
	var queued []OutKey
	for _, c := range group {
		queued = append(queued, c.queued...)
	}
	if len(queued) > 0 {
		(*watch)(queued)
	}
}

func end(group []*call, err error) {
	for _, c := range group {
		c.done <- err
	}
}
