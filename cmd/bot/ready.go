package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"resellerbot/storage"
)

// waitLimit is how long an update may wait before the bot counts as broken:
// nothing a person does takes longer, however slow a panel is.
const waitLimit = 2 * time.Minute

// part is something that can be broken.
type part struct {
	name  string
	check func(ctx context.Context) error
}

// readiness tells what is broken, part by part.
type readiness []part

// ServeHTTP answers 200 when all is well, else 503; the body has a line for
// each part.
func (r readiness) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	ctx, cancel := context.WithTimeout(request.Context(), 3*time.Second)
	defer cancel()
	var text strings.Builder
	status := http.StatusOK
	for _, p := range r {
		if err := p.check(ctx); err != nil {
			status = http.StatusServiceUnavailable
			fmt.Fprintf(&text, "%s: %s\n", p.name, redact(err.Error()))
			continue
		}
		fmt.Fprintf(&text, "%s: ok\n", p.name)
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text.String()))
}

func storageReady(store *storage.Store) part {
	return part{"storage", func(ctx context.Context) error {
		if err := store.Failed(); err != nil {
			return fmt.Errorf("a commit failed, start the bot anew: %w", err)
		}
		return store.View(ctx, func(tx *storage.Tx) error {
			_, err := tx.UpdateOffset()
			return err
		})
	}}
}

func inboxReady(store *storage.Store) part {
	return part{"inbox", func(ctx context.Context) error {
		c, err := count(ctx, store)
		if err != nil {
			return err
		}
		if waited := age(c.inbox); waited > waitLimit {
			return fmt.Errorf("%d updates wait, the oldest for %s", c.inbox.Count, waited.Round(time.Second))
		}
		return nil
	}}
}

var errIdentifying = errors.New("waiting for Telegram to say who the bot is")

func (a *App) receivingReady() part {
	return part{"receiving", func(context.Context) error {
		if talking := a.talking.Load(); talking != nil {
			return talking.receiver.Status()
		}
		return errIdentifying
	}}
}

func (a *App) sendingReady() part {
	return part{"sending", func(context.Context) error {
		if talking := a.talking.Load(); talking != nil {
			return talking.sender.Status()
		}
		return errIdentifying
	}}
}
