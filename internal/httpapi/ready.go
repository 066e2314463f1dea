package httpapi

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/resale"
)

// Ready waits until the key's rate lets a call go at once, for DefaultTimeout
// at most. Who notes that a call is made, before it is made, waits here first: a
// crash between the note and the call leaves something that cannot be told from
// a lost answer, and the wait would be most of that time.
func (c *Client) Ready(ctx context.Context, act string) error {
	limiter := c.config.Limiter
	if limiter.Limit() == rate.Inf {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, DefaultTimeout)
	defer cancel()
	// Not by a reservation: one that may go at once cannot be given back.
	for lacking := 1 - limiter.Tokens(); lacking > 0; lacking = 1 - limiter.Tokens() {
		timer := time.NewTimer(time.Duration(lacking/float64(limiter.Limit())*float64(time.Second)) + time.Microsecond)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return &resale.Error{Act: act, Code: resale.Unavailable, Err: ctx.Err()}
		}
	}
	return nil
}
