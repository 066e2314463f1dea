package storage_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"resellerbot/storage"
)

func savePerson(id int64) func(*storage.Tx) error {
	return func(tx *storage.Tx) error { return tx.SavePerson(storage.Person{ID: id}) }
}

// hold keeps the committer busy until release is called, so that what is begun
// meanwhile becomes one group.
func hold(t *testing.T, s *storage.Store) (release func()) {
	t.Helper()
	begun, end := make(chan struct{}), make(chan struct{})
	var once sync.Once
	done := make(chan error, 1)
	go func() {
		done <- s.Update(context.Background(), func(*storage.Tx) error {
			once.Do(func() { close(begun) })
			<-end
			return nil
		})
	}()
	<-begun
	return func() {
		close(end)
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestFailingFunctionSpoilsNoOther(t *testing.T) {
	s := openNew(t)
	release := hold(t, s)
	wrong := errors.New("wrong")
	var wg sync.WaitGroup
	for id := range int64(60) {
		wg.Go(func() {
			err := s.Update(t.Context(), func(tx *storage.Tx) error {
				if err := tx.SavePerson(storage.Person{ID: id}); err != nil {
					return err
				}
				switch {
				case id%10 == 3:
					return wrong
				case id == 15:
					panic("canary")
				}
				return nil
			})
			switch {
			case id%10 == 3 && !errors.Is(err, wrong):
				t.Errorf("%d: %v, want its own error", id, err)
			case id == 15 && (err == nil || !strings.Contains(err.Error(), "canary")):
				t.Errorf("%d: %v, want its panic", id, err)
			case id%10 != 3 && id != 15 && err != nil:
				t.Errorf("%d: %v", id, err)
			}
		})
	}
	release()
	wg.Wait()
	view(t, s, func(tx *storage.Tx) error {
		for id := range int64(60) {
			_, found, err := tx.Person(id)
			if want := id%10 != 3 && id != 15; err != nil || found != want {
				t.Errorf("person %d is there: %v, %v, want %v", id, found, err, want)
			}
		}
		return nil
	})
}

func TestUpdateHonoursContextWhileQueued(t *testing.T) {
	s := openNew(t)
	release := hold(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Update(ctx, savePerson(1)) }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("Update = %v", err)
	}
	release()
	if err := s.Update(ctx, savePerson(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("Update with an ended context = %v", err)
	}
	update(t, s, savePerson(2)) // after it, what was queued before is decided
	view(t, s, func(tx *storage.Tx) error {
		if _, found, err := tx.Person(1); found || err != nil {
			t.Errorf("what was taken back was done: %v, %v", found, err)
		}
		return nil
	})
}

func TestCloseCommitsWhatWaits(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s := open(t, path, keys)
	release := hold(t, s)
	const n = 20
	errs := make(chan error, n)
	for id := range int64(n) {
		go func() { errs <- s.Update(context.Background(), savePerson(id)) }()
	}
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	release()
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	committed := 0
	for range n {
		switch err := <-errs; {
		case err == nil:
			committed++
		case !errors.Is(err, storage.ErrClosed):
			t.Error(err)
		}
	}
	if err := s.Update(t.Context(), savePerson(99)); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("Update after Close = %v", err)
	}
	if err := s.View(t.Context(), func(*storage.Tx) error { return nil }); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("View after Close = %v", err)
	}
	found := 0
	view(t, open(t, path, keys), func(tx *storage.Tx) error {
		for id := range int64(n) {
			if _, there, err := tx.Person(id); err != nil {
				return err
			} else if there {
				found++
			}
		}
		return nil
	})
	if found != committed {
		t.Errorf("%d rows for %d successes", found, committed)
	}
}

func TestConcurrently(t *testing.T) {
	s := openNew(t)
	var mu sync.Mutex
	told := map[storage.OutKey]bool{}
	s.WatchOutbox(func(keys []storage.OutKey) {
		mu.Lock()
		defer mu.Unlock()
		for _, k := range keys {
			told[k] = true
		}
	})
	var wg sync.WaitGroup
	for worker := range int64(16) {
		wg.Go(func() {
			for i := range 25 {
				o := storage.Outgoing{Key: storage.OutKey{Chat: worker}, Kind: storage.Send}
				err := s.Update(t.Context(), func(tx *storage.Tx) error {
					if err := tx.SavePerson(storage.Person{ID: worker, Name: fmt.Sprint(i)}); err != nil {
						return err
					}
					return tx.Queue(&o)
				})
				if err != nil {
					t.Error(err)
				}
				err = s.View(t.Context(), func(tx *storage.Tx) error {
					p, _, err := tx.Person(worker)
					if p.Name != fmt.Sprint(i) {
						t.Errorf("worker %d reads %q after writing %d", worker, p.Name, i)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	view(t, s, func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		if err != nil || len(keys) != 16*25 {
			t.Errorf("%d rows, %v", len(keys), err)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, k := range keys {
			if !told[k] {
				t.Errorf("nobody was told of %v", k)
			}
		}
		return nil
	})
}

func TestFullStoreStillDeletes(t *testing.T) {
	path, keys := filepath.Join(t.TempDir(), "bot.db"), newKeys(t)
	s, err := storage.Open(path, keys, storage.Options{MaxSize: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	id := int64(0)
	for ; err == nil && id < 200; id++ {
		err = s.Update(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.AddUpdate(storage.Update{ID: id, Raw: make([]byte, 1<<20)})
			return err
		})
	}
	if err == nil || s.Failed() != nil {
		t.Fatalf("after %d MiB: %v, failed: %v", id, err, s.Failed())
	}
	update(t, s, func(tx *storage.Tx) error {
		for done := range id {
			if err := tx.FinishUpdate(done); err != nil {
				return err
			}
		}
		return nil
	})
	update(t, s, savePerson(1))
}
