package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// newHTTP serves health and metrics. Nobody is asked who they are: nothing of
// a person is shown, and the address is loopback unless it was changed.
func newHTTP(ready, metrics http.Handler) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.Handle("GET /readyz", ready)
	mux.Handle("GET /metrics", metrics)
	return &http.Server{
		Handler:           mux,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}

// listen takes an address of the configuration; a failure names its key.
func listen(ctx context.Context, key, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: choose another port, or stop who has it", key, err)
	}
	return l, nil
}
