package httpapi

import (
	"crypto/sha256"
	"maps"
	"sync"

	"golang.org/x/time/rate"

	"resellerbot/internal/secret"
)

const (
	callsPerSecond = 5
	callsAtOnce    = 10
	manyKeys       = 4096
)

func newLimiter() *rate.Limiter { return rate.NewLimiter(callsPerSecond, callsAtOnce) }

// Limiters hands out one limiter per provider and key, so that clients made
// separately for the same key share its rate. The zero value is ready, and
// safe for concurrent use.
type Limiters struct {
	mu    sync.Mutex
	byKey map[[sha256.Size]byte]*rate.Limiter
}

// For gives the limiter of a key: 5 calls per second, 10 at once.
func (l *Limiters) For(provider string, key secret.String) *rate.Limiter {
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
		maps.DeleteFunc(l.byKey, func(_ [sha256.Size]byte, old *rate.Limiter) bool { return old.Tokens() >= callsAtOnce })
	}
	made := newLimiter()
	l.byKey[id] = made
	return made
}
