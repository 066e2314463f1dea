package telegram

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"resellerbot/internal/chat"
)

// Messenger makes the calls that cannot wait for the outbox and that nothing
// depends on: answers to taps, and "typing…". When too many wait, the newest
// are dropped.
type Messenger struct {
	api   *API
	log   *slog.Logger
	calls chan func(context.Context) error
}

// quickTimeout bounds a call that nobody waits for.
const quickTimeout = 10 * time.Second

// NewMessenger prepares a messenger; Run starts it.
func NewMessenger(api *API, log *slog.Logger) *Messenger {
	return &Messenger{api: api, log: log, calls: make(chan func(context.Context) error, 256)}
}

// Run makes the calls until ctx ends.
func (m *Messenger) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for {
				select {
				case call := <-m.calls:
					m.make(ctx, call)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	wg.Wait()
	return nil
}

func (m *Messenger) make(ctx context.Context, call func(context.Context) error) {
	ctx, cancel := context.WithTimeout(ctx, quickTimeout)
	defer cancel()
	if err := call(ctx); err != nil && ctx.Err() == nil {
		m.log.Debug("quick call", "err", err)
	}
}

func (m *Messenger) queue(call func(context.Context) error) {
	select {
	case m.calls <- call:
	default:
		m.log.Warn("too many quick calls wait: one was dropped")
	}
}

// Answer answers a tap, with a text as a toast or, with alert, as a box.
func (m *Messenger) Answer(_ context.Context, query, text string, alert bool) {
	m.queue(func(ctx context.Context) error {
		_, err := m.api.bot.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: query, Text: text, ShowAlert: alert})
		return m.api.classify("answer tap", err)
	})
}

// Typing shows that the bot works, for 5 s.
func (m *Messenger) Typing(_ context.Context, place chat.Place) {
	m.queue(func(ctx context.Context) error {
		_, err := m.api.bot.SendChatAction(ctx, &bot.SendChatActionParams{ChatID: place.Chat, MessageThreadID: place.Thread, Action: models.ChatActionTyping})
		return m.api.classify("show typing", err)
	})
}
