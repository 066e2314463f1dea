package ops

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"resellerbot/internal/resale"
)

// How long what rarely changes at VPNresellers is good for.
const (
	placesLife   = time.Hour
	placesRetry  = 10 * time.Second // after a reading that failed, as long as there is a list to show
	placesOldest = 24 * time.Hour   // of a list that is shown while the panel is down
	placesRead   = time.Minute      // a reading ends after
	placesMost   = 5000             // lists; some are kept for each word that somebody looks for
)

// keptLists keeps lists by panel and name: chats that share a key share them,
// and who asks while one is read waits for the same reading. Their slices are
// shared: nobody changes them.
type keptLists struct {
	flight singleflight.Group
	mu     sync.Mutex
	kept   map[string]keptList
}

type keptList struct {
	list any
	at   time.Time // of the reading
	next time.Time // when it is to be read anew
}

func (k *keptLists) get(name string) (keptList, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	l, ok := k.kept[name]
	return l, ok
}

// put also forgets what nobody asked for in a day, and of too many lists the
// oldest.
func (k *keptLists) put(name string, l keptList, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	oldest, read := "", now
	for other, old := range k.kept {
		if now.Sub(old.at) >= placesOldest {
			delete(k.kept, other)
			continue
		}
		if oldest == "" || old.at.Before(read) {
			oldest, read = other, old.at
		}
	}
	if _, known := k.kept[name]; !known && len(k.kept) >= placesMost {
		delete(k.kept, oldest)
	}
	k.kept[name] = l
}

// forget has a list read anew.
func (k *keptLists) forget(name string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.kept, name)
}

// keptOr gives a list that is at most an hour old, or reads it anew. While that
// fails, the last one of the day is given.
func keptOr[T any](ctx context.Context, o *Ops, name string, read func(context.Context) ([]T, error)) ([]T, error) {
	return keptFor(ctx, o, name, placesLife, read)
}

// keptFor is keptOr for a list that is good for another while.
func keptFor[T any](ctx context.Context, o *Ops, name string, life time.Duration, read func(context.Context) ([]T, error)) ([]T, error) {
	last, known := o.places.get(name)
	if known && o.Now().Before(last.next) {
		return last.list.([]T), nil
	}
	ch := o.places.flight.DoChan(name, func() (_ any, err error) {
		defer func() {
			if p := recover(); p != nil { // it would end the program
				err = &resale.Error{Act: "read a list", Code: resale.Internal, Err: fmt.Errorf("panicked: %v\n%s", p, debug.Stack())}
			}
		}()
		// Whoever asks first may go away: the reading is for all who wait.
		reading, cancel := context.WithTimeout(context.WithoutCancel(ctx), placesRead)
		defer cancel()
		list, err := read(reading)
		if err != nil {
			return nil, err
		}
		o.places.put(name, keptList{list: list, at: o.Now(), next: o.Now().Add(life)}, o.Now())
		return list, nil
	})
	select {
	case r := <-ch:
		if r.Err == nil {
			return r.Val.([]T), nil
		}
		if known && o.Now().Sub(last.at) < placesOldest {
			last.next = o.Now().Add(placesRetry)
			o.places.put(name, last, o.Now())
			return last.list.([]T), nil
		}
		return nil, r.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
