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

// Instant makes the calls that cannot wait for the outbox and that nothing
// depends on: answers to taps, and "typing…". When too many wait, the newest
// are dropped.
type Instant struct {
	api   *API
	log   *slog.Logger
	stats Stats
	calls chan quick
}

// quick is one call.
type quick struct {
	method string
	call   func(context.Context) error
}

// quickTimeout bounds a call that nobody waits for.
const quickTimeout = 10 * time.Second

// NewInstant prepares an Instant; Run starts it.
func NewInstant(api *API, log *slog.Logger, stats Stats) *Instant {
	return &Instant{api: api, log: log, stats: stats, calls: make(chan quick, 256)}
}

// Run makes the calls until ctx ends.
func (m *Instant) Run(ctx context.Context) {
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
}

func (m *Instant) make(ctx context.Context, q quick) {
	ctx, cancel := context.WithTimeout(ctx, quickTimeout)
	defer cancel()
	err := q.call(ctx)
	m.stats.instant(q.method, KindOf(err).String())
	if err != nil && ctx.Err() == nil {
		m.log.Debug("instant call", "err", err)
	}
}

func (m *Instant) queue(method string, call func(context.Context) error) {
	select {
	case m.calls <- quick{method, call}:
	default:
		m.stats.instant(method, "dropped")
		m.log.Warn("too many instant calls wait: one was dropped", "method", method)
	}
}

// maxToast is Telegram's limit for the answer to a tap, in characters.
const maxToast = 200

// Answer answers a tap, with a text as a toast or, with alert, as a box.
func (m *Instant) Answer(_ context.Context, query, text string, alert bool) {
	if all := []rune(text); len(all) > maxToast {
		text = string(all[:maxToast-1]) + "…"
	}
	m.queue("answerCallbackQuery", func(ctx context.Context) error {
		_, err := m.api.bot.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: query, Text: text, ShowAlert: alert})
		return m.api.classify("answer tap", err)
	})
}

// Typing shows that the bot works, for 5 s.
func (m *Instant) Typing(_ context.Context, place chat.Place) {
	m.queue("sendChatAction", func(ctx context.Context) error {
		_, err := m.api.bot.SendChatAction(ctx, &bot.SendChatActionParams{ChatID: place.Chat, MessageThreadID: place.Thread, Action: models.ChatActionTyping})
		return m.api.classify("show typing", err)
	})
}
