package main

import (
	"context"
	"net/http"
	"time"

	"resellerbot/internal/alerts"
)

// newHooks is where hosting panels deliver their webhooks. They are kept from
// the first moment on, before Telegram said who the bot is.
func (a *App) newHooks(ctx context.Context) (*hook, error) {
	l, err := listen(ctx, "hooks.listen", a.config.Hooks.Listen)
	if err != nil {
		return nil, err
	}
	return &hook{listener: l, server: &http.Server{
		Handler:           alerts.NewHooks(alerts.HooksConfig{Store: a.store, Wake: a.ops.WakeHostCalls, Log: a.log}),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      20 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}}, nil
}
