// Package jobs runs what nobody asked for, by the clock. robfig/cron is only
// the ticker: what is due stands in storage, so a restart neither misses nor
// repeats it.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is something to do again and again. Two runs of one job never overlap.
type Job struct {
	Name    string
	Every   time.Duration
	Timeout time.Duration
	Do      func(context.Context) error
}

// Run runs the jobs until ctx ends, and returns when those that were running
// have returned. Errors and panics are logged and stop nothing.
func Run(ctx context.Context, log *slog.Logger, all []Job) error {
	// Recover stands inside of Skip: the other way round, a job that panics
	// once is skipped for ever.
	c := cron.New(cron.WithLocation(time.UTC), cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger)))
	for _, j := range all {
		if j.Every < time.Second {
			return fmt.Errorf("run jobs: %s: every %v is too often", j.Name, j.Every)
		}
		if _, err := c.AddFunc("@every "+j.Every.String(), func() { once(ctx, log, j) }); err != nil {
			return fmt.Errorf("run jobs: %s: %w", j.Name, err)
		}
	}
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}

func once(ctx context.Context, log *slog.Logger, j Job) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("job panicked", "job", j.Name, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	if ctx.Err() != nil {
		return
	}
	limited, cancel := context.WithTimeout(ctx, j.Timeout)
	defer cancel()
	// What fails because everything ends is no news; what runs out of its own time is.
	if err := j.Do(limited); err != nil && ctx.Err() == nil {
		log.Error("job", "job", j.Name, "err", err)
	}
}
