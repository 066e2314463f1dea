package httpapi

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// Ready waits until the key's rate lets a call go at once, for DefaultTimeout
// at most. Who notes that a call is made, before it is made, waits here first: a
// crash between the note and the call leaves something that cannot be told from
// a lost answer, and the wait would be most of that time.
func (c *Client) Ready(ctx context.Context, act string) error {
	ctx, cancel := context.WithTimeout(ctx, DefaultTimeout)
	defer cancel()
	for {
		turn := c.config.Limiter.Reserve()
		wait := turn.Delay()
		turn.Cancel()
		if wait == 0 || !turn.OK() {
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return &resale.Error{Act: act, Code: resale.Unavailable, Err: ctx.Err()}
		}
	}
}
