package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
)

// restartable is a bot that can be ended and begun anew on the same data, as
// a deployment or a crash would.
type restartable struct {
	config Config
	log    *slog.Logger
	asked  chan chan struct{}
	now    atomic.Pointer[App] // the one that runs
}

func newRestartable(c Config, log *slog.Logger) *restartable {
	return &restartable{config: c, log: log, asked: make(chan chan struct{})}
}

// run runs one bot after the other until ctx ends.
func (r *restartable) run(ctx context.Context) error {
	var begun chan struct{} // closed when the next bot is there
	for ctx.Err() == nil {
		app, err := New(ctx, r.config, r.log)
		if err != nil {
			return err
		}
		r.now.Store(app)
		if begun != nil {
			close(begun)
		}
		if begun, err = r.runOne(ctx, app); err != nil {
			return err
		}
	}
	return nil
}

func (r *restartable) runOne(ctx context.Context, app *App) (next chan struct{}, err error) {
	ctx, end := context.WithCancel(ctx)
	defer end()
	ended := make(chan error, 1)
	go func() { ended <- errors.Join(app.Run(ctx), app.Close()) }()
	select {
	case next = <-r.asked:
		end()
		return next, <-ended
	case err := <-ended:
		return nil, err
	}
}

// restart ends the bot and returns when the next one is there.
func (r *restartable) restart(ctx context.Context) error {
	begun := make(chan struct{})
	select {
	case r.asked <- begun:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-begun:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
