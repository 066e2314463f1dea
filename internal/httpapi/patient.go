package httpapi

import (
	"context"
	"time"

	"golang.org/x/time/rate"
)

// giveWay is how long a patient call lets others go first.
const giveWay = 2 * time.Second

type patientMark struct{}

// Patient marks the calls of a context as such that nobody waits for, as the
// looks of a clock are. They leave some of what a key may call at once to those
// that somebody waits for, and let these go first, but for a short while only.
func Patient(ctx context.Context) context.Context {
	return context.WithValue(ctx, patientMark{}, true)
}

// Urgent takes that back.
func Urgent(ctx context.Context) context.Context {
	return context.WithValue(ctx, patientMark{}, false)
}

// turn waits for the key's turn.
func (c *Client) turn(ctx context.Context, limiter *rate.Limiter) error {
	if patient, _ := ctx.Value(patientMark{}).(bool); patient && spare(ctx, limiter) {
		return nil
	}
	return limiter.Wait(ctx)
}

// spare takes a turn that nobody else needs, and tells whether there was one in
// time. It never makes anybody wait: a reservation would. Who waits longer
// leaves less to others, and so comes before those who came later.
func spare(ctx context.Context, limiter *rate.Limiter) bool {
	if limiter.Limit() == rate.Inf || limiter.Limit() <= 0 {
		return false
	}
	begun, half := time.Now(), float64(limiter.Burst())/2
	less := half / giveWay.Seconds() // is left, each second
	for waited := time.Duration(0); waited < giveWay; waited = time.Since(begun) {
		least := max(half-less*waited.Seconds(), 1)
		lacking := least - limiter.Tokens()
		if lacking <= 0 && limiter.Allow() {
			return true
		}
		again := time.NewTimer(time.Duration(max(lacking, 0.01)/(float64(limiter.Limit())+less)*float64(time.Second)) + time.Microsecond)
		select {
		case <-again.C:
		case <-ctx.Done():
			again.Stop()
			return false
		}
	}
	return false
}
