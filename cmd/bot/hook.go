package main

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"
)

// hook is where Telegram delivers updates when the bot does not poll.
type hook struct {
	listener net.Listener
	server   *http.Server
}

func (a *App) newHook(ctx context.Context) (*hook, error) {
	public, err := url.Parse(a.config.Telegram.WebhookURL)
	if err != nil {
		return nil, err
	}
	l, err := listen(ctx, "telegram.webhook_listen", a.config.Telegram.WebhookListen)
	if err != nil {
		return nil, err
	}
	path := public.EscapedPath()
	if path == "" {
		path = "/"
	}
	return &hook{listener: l, server: &http.Server{
		Handler:           a.deliveries(path),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}}, nil
}

// deliveries passes on what comes to the path. Before the bot is ready Telegram
// is asked to try again.
func (a *App) deliveries(path string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		talking := a.talking.Load()
		switch {
		case r.URL.EscapedPath() != path:
			http.NotFound(w, r)
		case talking == nil:
			w.Header().Set("Retry-After", "1")
			http.Error(w, "not ready", http.StatusServiceUnavailable)
		default:
			talking.receiver.ServeHTTP(w, r)
		}
	})
}
