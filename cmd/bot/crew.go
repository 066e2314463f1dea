package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
)

// crew runs the parts of the bot side by side: the first that fails ends the
// others, and wait returns only when all have ended.
type crew struct {
	ctx  context.Context
	end  context.CancelFunc
	all  sync.WaitGroup
	log  *slog.Logger
	mu   sync.Mutex
	errs []error
}

func newCrew(ctx context.Context, log *slog.Logger) *crew {
	ctx, end := context.WithCancel(ctx)
	return &crew{ctx: ctx, end: end, log: log}
}

// work starts a part, which must return when its context ends. Being stopped
// that way is no failure.
func (c *crew) work(name string, run func(context.Context) error) {
	c.all.Go(func() {
		err := run(c.ctx)
		if err == nil || c.ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return
		}
		c.log.Error("a part of the bot failed", "part", name, "err", err)
		c.mu.Lock()
		c.errs = append(c.errs, fmt.Errorf("%s: %w", name, err))
		c.mu.Unlock()
		c.end()
	})
}

func (c *crew) wait() error {
	c.all.Wait()
	c.end()
	return errors.Join(c.errs...)
}
