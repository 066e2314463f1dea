package ops

import (
	"sync"
	"time"
)

// tries counts what people ask for that costs others something. A restart
// forgets it.
type tries struct {
	mu   sync.Mutex
	made map[string][]time.Time
	used time.Time // when what is over was last cleared away
}

// take makes one, or says how long to wait for it: at most most in a while, and
// one in every.
func (t *tries) take(name string, most int, in, every time.Duration, now time.Time) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clear(now, in)
	made := t.made[name]
	for len(made) > 0 && now.Sub(made[0]) >= in {
		made = made[1:]
	}
	if n := len(made); n > 0 {
		wait = max(every-now.Sub(made[n-1]), 0)
		if n >= most {
			wait = max(wait, in-now.Sub(made[0]))
		}
	}
	if wait == 0 {
		made = append(made, now)
	}
	t.made[name] = made
	return wait
}

// clear forgets, once in a while, who did nothing in it.
func (t *tries) clear(now time.Time, in time.Duration) {
	if now.Sub(t.used) < in {
		return
	}
	t.used = now
	for name, made := range t.made {
		if len(made) == 0 || now.Sub(made[len(made)-1]) >= in {
			delete(t.made, name)
		}
	}
}
