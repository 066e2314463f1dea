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

// TestReady waits as long as the rate says, and takes nothing of it.
func TestReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limiter := rate.NewLimiter(1, 1)
		c := httpapi.New(httpapi.Config{Provider: "p", BaseURL: "https://panel.example", Limiter: limiter})
		begun := time.Now()
		ready := func(want time.Duration) {
			t.Helper()
			if err := c.Ready(t.Context(), "act"); err != nil || time.Since(begun) != want {
				t.Errorf("ready after %v, %v, want %v", time.Since(begun), err, want)
			}
		}
		ready(0)
		ready(0)
		if !limiter.Allow() {
			t.Fatal("being ready took the turn")
		}
		ready(time.Second)
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
