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
// most PerMinute calls and, once, AtOnce more.
type Rate struct{ PerMinute, AtOnce int }

// DefaultRate is that of a provider which does not say.
func DefaultRate() Rate { return Rate{PerMinute: 300, AtOnce: 10} }

func (r Rate) limiter() *rate.Limiter {
	return rate.NewLimiter(rate.Limit(float64(r.PerMinute)/60), r.AtOnce)
}

// Limiters hands out one limiter per provider and key, so that clients made
// separately for the same key share its rate. The zero value is ready, and
// safe for concurrent use.
type Limiters struct {
	mu    sync.Mutex
	began time.Time // when the first one was asked for
	byKey map[[sha256.Size]byte]*rate.Limiter
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
		// minute goes on: nothing at once.
		made.AllowN(now, r.AtOnce)
	}
	l.byKey[id] = made
	return made
}
