package httpapi

import (
	"context"
	"time"

	"golang.org/x/time/rate"
)

// giveWay is how long a patient call lets others go first.
const giveWay = 4 * time.Second

type patientMark struct{}

// Patient marks the calls of a context as such that nobody waits for, as the
// looks of a clock are. They leave half of what a key may call at once to those
// that somebody waits for, and let these go first, but for a few seconds only.
func Patient(ctx context.Context) context.Context {
	return context.WithValue(ctx, patientMark{}, true)
}

// turn waits for the key's turn.
func (c *Client) turn(ctx context.Context, limiter *rate.Limiter) error {
	if patient, _ := ctx.Value(patientMark{}).(bool); patient && spare(ctx, limiter) {
		return nil
	}
	return limiter.Wait(ctx)
}

// spare takes a turn that nobody else needs, and tells whether there was one in
// time. It never makes anybody wait: a reservation would.
func spare(ctx context.Context, limiter *rate.Limiter) bool {
	if limiter.Limit() == rate.Inf || limiter.Limit() <= 0 {
		return false
	}
	over := time.NewTimer(giveWay)
	defer over.Stop()
	least := float64(max(limiter.Burst()/2, 1))
	for {
		lacking := least - limiter.Tokens()
		if lacking <= 0 && limiter.Allow() {
			return true
		}
		again := time.NewTimer(time.Duration(max(lacking, 0.1)/float64(limiter.Limit())*float64(time.Second)) + time.Microsecond)
		select {
		case <-again.C:
		case <-over.C:
			again.Stop()
			return false
		case <-ctx.Done():
			again.Stop()
			return false
		}
	}
}
