package httpapi_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// TestReadyTakesNothing of the rate, on a clock that goes on meanwhile.
func TestReadyTakesNothing(t *testing.T) {
	limiter := rate.NewLimiter(rate.Every(time.Hour), 2)
	c := httpapi.New(httpapi.Config{Provider: "p", BaseURL: "https://panel.example", Limiter: limiter})
	for range 3 {
		if err := c.Ready(t.Context(), "act"); err != nil {
			t.Fatal(err)
		}
	}
	if !limiter.AllowN(time.Now(), 2) {
		t.Error("being ready took a turn")
	}
}

// TestReadyWaits as long as the rate says.
func TestReadyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limiter := rate.NewLimiter(1, 1)
		c := httpapi.New(httpapi.Config{Provider: "p", BaseURL: "https://panel.example", Limiter: limiter})
		begun := time.Now()
		limiter.Allow()
		err := c.Ready(t.Context(), "act")
		if waited := time.Since(begun).Round(time.Millisecond); err != nil || waited != time.Second || !limiter.Allow() {
			t.Errorf("ready after %v, %v", waited, err)
		}
	})
}

// TestReadyEnds with its context, as something that changed nothing.
func TestReadyEnds(t *testing.T) {
	limiter := rate.NewLimiter(rate.Every(time.Hour), 1)
	limiter.Allow()
	c := httpapi.New(httpapi.Config{Provider: "p", BaseURL: "https://panel.example", Limiter: limiter})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Ready(ctx, "act"); resale.CodeOf(err) != resale.Unavailable {
		t.Errorf("%v", err)
	}
}

// TestReadyWithoutARate does not wait.
func TestReadyWithoutARate(t *testing.T) {
	c := httpapi.New(httpapi.Config{Provider: "p", BaseURL: "https://panel.example", Limiter: rate.NewLimiter(rate.Inf, 0)})
	if err := c.Ready(t.Context(), "act"); err != nil {
		t.Error(err)
	}
}
