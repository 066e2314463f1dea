package telegram

import (
	"fmt"
	"sync"
	"time"
)

// patience is how long calls may fail before that is called broken.
const patience = 30 * time.Second

// health remembers since when calls fail for reasons that concern all of them.
type health struct {
	mu    sync.Mutex
	err   error
	since time.Time
}

func (h *health) note(err error, now time.Time) {
	trouble := KindOf(err)
	h.mu.Lock()
	defer h.mu.Unlock()
	switch trouble {
	case Revoked, Down, NotSent, InDoubt:
		if h.err == nil {
			h.since = now
		}
		h.err = err
	default:
		h.err = nil
	}
}

func (h *health) status(now time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.err == nil || KindOf(h.err) != Revoked && now.Sub(h.since) < patience {
		return nil
	}
	return fmt.Errorf("send messages: since %s: %w", h.since.UTC().Format(time.RFC3339), h.err)
}
