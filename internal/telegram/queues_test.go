package telegram

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

func TestFailingInputIsTriedAgainThenParked(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func() error{
		"error": func() error { return errors.New("no") },
		"panic": func() error { panic("no") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			keys, err := secret.NewKeyring()
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "bot.db")
			synctest.Test(t, func(t *testing.T) { failAndPark(t, path, keys, fail) })
		})
	}
}

// failAndPark has one person's first input fail for ever.
func failAndPark(t *testing.T, path string, keys *secret.Keyring, fail func() error) {
	store, err := storage.OpenUnsynced(path, keys, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	var mu sync.Mutex
	var events []string
	var tries []time.Time
	note := func(event string) {
		mu.Lock()
		defer mu.Unlock()
		events = append(events, event)
		if event == "try" {
			tries = append(tries, time.Now())
		}
	}
	r := NewReceiver(ReceiverConfig{
		Store: store,
		Handle: func(ctx context.Context, in chat.Input) error {
			if in.Update == 1 {
				note("try")
				return fail()
			}
			note(map[int64]string{1: "same person", 2: "other person"}[in.Person.ID])
			return store.Update(ctx, func(tx *storage.Tx) error { return tx.FinishUpdate(in.Update) })
		},
		Apology: func(_ context.Context, in chat.Input) { note("sorry") },
		Stats:   Stats{HandlerFailed: func() { note("counted") }, Parked: func() { note("parked") }},
	})
	for i, person := range []int64{1, 1, 2} {
		raw := []byte(`{"update_id":` + string(rune('1'+i)) + `,"message":` + string(said(person, i)) + `}`)
		if err := r.take(t.Context(), batch{raw: [][]byte{raw}}); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(5 * time.Minute)
	synctest.Wait()
	r.queues.drain()
	other := slices.Index(events, "other person")
	if other < 0 || other > 3 {
		t.Errorf("the other person had to wait: %v", events)
	}
	events = slices.DeleteFunc(events, func(e string) bool { return e == "other person" })
	want := []string{"try", "counted", "try", "counted", "try", "counted", "try", "counted", "try", "counted", "parked", "sorry", "same person"}
	if !slices.Equal(events, want) {
		t.Errorf("events %v, want %v", events, want)
	}
	for i := 2; i < len(tries); i++ {
		if before, now := tries[i-1].Sub(tries[i-2]), tries[i].Sub(tries[i-1]); now <= before || now > longestPause {
			t.Errorf("pause %d is %v after %v", i, now, before)
		}
	}
	var parked []storage.Parked
	err = store.View(t.Context(), func(tx *storage.Tx) (err error) {
		parked, err = tx.Parked(10)
		return err
	})
	if err != nil || len(parked) != 1 || parked[0].ID != 1 || len(parked[0].Raw) == 0 {
		t.Errorf("parked: %+v, %v", parked, err)
	}
}

// 100,000 inputs of 1,000 people, one of whom keeps a handler for himself all
// the while.
func TestNoInversions(t *testing.T) {
	t.Parallel()
	const people, each = 1000, 100
	release := make(chan struct{})
	var last [people + 1]int
	var inversions, overlaps [people + 1]int
	var inside [people + 1]sync.Mutex
	var done sync.WaitGroup
	done.Add(people * each)
	r := NewReceiver(ReceiverConfig{Handle: func(_ context.Context, in chat.Input) error {
		defer done.Done()
		p := in.Person.ID
		if !inside[p].TryLock() {
			overlaps[p]++
			return nil
		}
		defer inside[p].Unlock()
		if in.Message != last[p]+1 {
			inversions[p]++
		}
		last[p] = in.Message
		return nil
	}})
	stuck := chat.Input{Person: chat.Person{ID: people + 1}}
	entered := make(chan struct{})
	handle := r.Handle
	r.Handle = func(ctx context.Context, in chat.Input) error {
		if in.Person.ID == people+1 {
			close(entered)
			<-release
			return nil
		}
		return handle(ctx, in)
	}
	r.queues.add(t.Context(), stuck)
	<-entered
	for n := range each {
		for _, p := range rand.Perm(people) {
			r.queues.add(t.Context(), chat.Input{Update: int64(n*people + p), Message: n + 1, Person: chat.Person{ID: int64(p + 1)}})
		}
	}
	done.Wait() // although the stuck one is not done
	close(release)
	r.queues.drain()
	for p := range last {
		if inversions[p] > 0 || overlaps[p] > 0 {
			t.Errorf("person %d: %d inversions, %d at once", p, inversions[p], overlaps[p])
		}
	}
	if n := r.queues.pending.Load(); n != 0 || len(r.queues.lines) != 0 {
		t.Errorf("%d inputs and %d lines are left", n, len(r.queues.lines))
	}
}
