package main

import (
	"context"
	"errors"
	"log/slog"
)

// App is the bot: every package, introduced to the others.
type App struct {
	config Config
	log    *slog.Logger
}

// New opens what the bot needs: keys, database, addresses. It talks to nobody.
func New(c Config, log *slog.Logger) (*App, error) {
	return &App{config: c, log: log}, nil
}

// Run works until ctx ends, then finishes what is under way.
func (a *App) Run(ctx context.Context) error {
	<-ctx.Done()
	return nil
}

// Close closes what New opened.
func (a *App) Close() error { return nil }

func (a *App) runAndClose(ctx context.Context) error {
	return errors.Join(a.Run(ctx), a.Close())
}
