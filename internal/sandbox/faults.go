package sandbox

import (
	"bytes"
	"net/http"
	"slices"
	"sync"
)

// fault is one that comes a number of times, 0: always, after sparing some of
// those that it fits.
type fault interface {
	counts() (skip, times int)
}

// faults are those that a panel has at a time. The zero value has none.
type faults[F fault] struct {
	guard sync.Mutex
	list  []*planned[F]
}

type planned[F fault] struct {
	fault       F
	skip, times int // still
}

// Fail adds a fault. The first one added that fits a request spoils it.
func (l *faults[F]) Fail(f F) {
	l.guard.Lock()
	defer l.guard.Unlock()
	skip, times := f.counts()
	l.list = append(l.list, &planned[F]{f, skip, times})
}

// Heal removes every fault.
func (l *faults[F]) Heal() {
	l.guard.Lock()
	defer l.guard.Unlock()
	l.list = nil
}

// next takes the fault that something meets, if any.
func (l *faults[F]) next(fits func(F) bool) *F {
	l.guard.Lock()
	defer l.guard.Unlock()
	for i, p := range l.list {
		if !fits(p.fault) {
			continue
		}
		if p.skip > 0 {
			p.skip--
			continue
		}
		if p.times > 0 {
			if p.times--; p.times == 0 {
				l.list = slices.Delete(l.list, i, i+1)
			}
		}
		return &p.fault
	}
	return nil
}

// drop closes the connection without a word.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // net/http's way to drop what cannot be hijacked
	}
	_ = conn.Close()
}

// hugeAnswer is 10 MB of JSON.
func hugeAnswer(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(`{"message":"`))
	chunk := bytes.Repeat([]byte("x"), 64<<10)
	for range 160 {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
	_, _ = w.Write([]byte(`"}`))
}
