package httpapi

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"

	"resellerbot/internal/resale"
)

const (
	tries        = 3
	defaultPause = 300 * time.Millisecond
	longestPause = 5 * time.Second // a person is waiting: beyond it they are told
)

// retry makes a read up to three times while another try can help.
func (c *Client) retry(ctx context.Context, r Request, target any) *resale.Error {
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval, pause.Multiplier = c.config.Pause, 2
	var last *resale.Error
	_, _ = backoff.Retry(ctx, func() (struct{}, error) {
		last = c.try(ctx, r, target)
		return struct{}{}, again(ctx, last)
	}, backoff.WithBackOff(pause), backoff.WithMaxTries(tries), backoff.WithMaxElapsedTime(r.Timeout))
	return last
}

// again says to backoff.Retry what a failure means: nil is the end, an error
// is tried again, a permanent one is not.
func again(ctx context.Context, e *resale.Error) error {
	switch {
	case e == nil:
		return nil
	case e.Code == resale.Unavailable && ctx.Err() == nil:
		return e
	case e.Code == resale.RateLimited && e.Wait == 0:
		return e
	case e.Code == resale.RateLimited && e.Wait <= longestPause && fits(ctx, e.Wait):
		return &backoff.RetryAfterError{Duration: e.Wait}
	default:
		return backoff.Permanent(e)
	}
}

func fits(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > wait
}

// retryAfter reads the header's both forms, seconds and a date; 0 is unknown.
func retryAfter(h http.Header) time.Duration {
	const most = 24 * time.Hour
	value := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil {
		return min(time.Duration(min(max(seconds, 0), 86400))*time.Second, most)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(time.Until(at), 0), most)
}
