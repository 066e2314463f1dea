package httpapi

import (
	"crypto/sha256"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/secret"
)

const manyKeys = 4096

// Rate is how often a provider may be called with one key. A minute sees at
// most PerMinute calls and AtOnce more; once half of AtOnce besides, when the
// program was started again in it: see Most.
type Rate struct{ PerMinute, AtOnce int }

// Most is how many calls any minute can see, however often the program is
// started in it, if its Limiters come from NewLimiters.
func (r Rate) Most() int { return r.PerMinute + r.AtOnce + r.AtOnce/2 }

// DefaultRate is that of a provider which does not say.
func DefaultRate() Rate { return Rate{PerMinute: 300, AtOnce: 10} }

func (r Rate) limiter() *rate.Limiter {
	return rate.NewLimiter(rate.Limit(float64(r.PerMinute)/60), r.AtOnce)
}

// Limiters hands out one limiter per provider and key, so that clients made
// separately for the same key share its rate. It is safe for concurrent use. The
// zero value is ready: of what was called before, it knows nothing, so in its
// first minute nothing goes at once.
type Limiters struct {
	mu    sync.Mutex
	began time.Time // when the first one was asked for
	first start
	byKey map[[sha256.Size]byte]*rate.Limiter
}

// start is what a program knows of the minute before it.
type start int

const (
	unclear   start = iota // it may have been started in it: nothing goes at once
	restart                // it may have called in it, as one that was started before: half goes at once
	firstEver              // nobody called in it
)

// NewLimiters gives the limiters of a program that starts now and was started
// last at before, zero for never. Each start in a minute could give that minute
// AtOnce calls more, so only one of them does, and only half of it.
func NewLimiters(now, before time.Time) *Limiters {
	l := &Limiters{began: now}
	switch ago := now.Sub(before); {
	case before.IsZero():
		l.first = firstEver
	case ago >= time.Minute: // a clock that was set back says nothing
		l.first = restart
	}
	return l
}

// spent is how much of what may go at once counts as gone in the first minute.
func (s start) spent(r Rate) int {
	switch s {
	case firstEver:
		return 0
	case restart:
		return r.AtOnce - r.AtOnce/2
	}
	return r.AtOnce
}

// For gives the limiter of a key, at the DefaultRate.
func (l *Limiters) For(provider string, key secret.String) *rate.Limiter {
	return l.At(DefaultRate(), provider, key)
}

// At gives the limiter of a key, at the provider's own rate.
func (l *Limiters) At(r Rate, provider string, key secret.String) *rate.Limiter {
	id := sha256.Sum256([]byte(provider + "\x00" + key.Reveal()))
	l.mu.Lock()
	defer l.mu.Unlock()
	if known, ok := l.byKey[id]; ok {
		return known
	}
	if l.byKey == nil {
		l.byKey = make(map[[sha256.Size]byte]*rate.Limiter)
	}
	if len(l.byKey) >= manyKeys {
		// One that nobody used lately is as good as a new one.
		maps.DeleteFunc(l.byKey, func(_ [sha256.Size]byte, old *rate.Limiter) bool { return old.Tokens() >= float64(old.Burst()) })
	}
	now := time.Now()
	if l.began.IsZero() {
		l.began = now
	}
	made := r.limiter()
	if now.Sub(l.began) < time.Minute {
		// What was called before a restart is not known, and the provider's
		// minute goes on.
		made.AllowN(now, l.first.spent(r))
	}
	l.byKey[id] = made
	return made
}
