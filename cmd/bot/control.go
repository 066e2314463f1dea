package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"
)

// backupTimeout bounds a backup: reading and checking a database of gigabytes
// takes minutes.
const backupTimeout = 10 * time.Minute

// controlPath is the socket by which other commands reach the running bot. It
// lies beside the database, for whoever holds the database answers there.
func controlPath(storagePath string) string { return storagePath + ".sock" }

// control answers other commands of the same user on the same machine. The
// file system keeps everybody else out: the socket has mode 0600.
type control struct {
	server   *http.Server
	listener net.Listener
}

type backupRequest struct {
	Path string `json:"path"` // absolute
}

// newControl listens at path. The caller holds the database, so that a socket
// found there belongs to nobody any more.
func newControl(ctx context.Context, path string, backup func(context.Context, string) error, ready http.Handler) (*control, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("open control socket: %w", err)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "unix", path)
	if err != nil {
		return nil, fmt.Errorf("open control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("open control socket: %w", err), l.Close())
	}
	mux := http.NewServeMux()
	mux.Handle("GET /readyz", ready)
	mux.HandleFunc("POST /backup", func(w http.ResponseWriter, r *http.Request) { serveBackup(w, r, backup) })
	return &control{
		listener: l,
		server:   &http.Server{Handler: mux, ReadTimeout: 10 * time.Second, WriteTimeout: backupTimeout + 10*time.Second},
	}, nil
}

func serveBackup(w http.ResponseWriter, r *http.Request, backup func(context.Context, string) error) {
	var want backupRequest
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&want); err != nil || want.Path == "" {
		http.Error(w, "no path", http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), backupTimeout)
	defer cancel()
	if err := backup(ctx, want.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// serve answers until ctx ends.
func (c *control) serve(ctx context.Context, log *slog.Logger) error {
	return serveUntil(ctx, c.server, c.listener, log)
}
