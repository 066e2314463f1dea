package telegram

import (
	"context"
	"log/slog"
	"sync"
	"time"
	"unicode/utf8"

	"resellerbot/internal/chat"
)

const (
	instantQueue   = 1024
	instantWorkers = 16
	instantTimeout = 10 * time.Second
	toastLimit     = 200 // characters, Bot API answerCallbackQuery
)

// Instant answers taps and shows "typing…": at once or not at all. When there
// is no room, what is asked is dropped and counted; nothing depends on it.
type Instant struct {
	api   *API
	log   *slog.Logger
	stats Stats
	queue chan instantCall
}

type instantCall struct {
	method string
	do     func(ctx context.Context) error
}

// NewInstant makes an Instant; Run must be called for anything to happen.
func NewInstant(api *API, log *slog.Logger, stats Stats) *Instant {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Instant{api: api, log: log, stats: stats, queue: make(chan instantCall, instantQueue)}
}

// Run works until ctx ends, and finishes what was asked for by then.
func (i *Instant) Run(ctx context.Context) {
	var wg sync.WaitGroup
	for range instantWorkers {
		wg.Go(func() { i.work(ctx) })
	}
	wg.Wait()
}

func (i *Instant) work(ctx context.Context) {
	for {
		select {
		case c := <-i.queue:
			i.make(ctx, c)
		case <-ctx.Done():
			for {
				select {
				case c := <-i.queue:
					i.make(ctx, c)
				default:
					return
				}
			}
		}
	}
}

func (i *Instant) make(ctx context.Context, c instantCall) {
	limit := instantTimeout
	if ctx.Err() != nil {
		limit = time.Second
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	defer cancel()
	err := c.do(ctx)
	result := "ok"
	if err != nil {
		result = string(KindOf(err))
		i.log.Debug("instant call failed", "method", c.method, "err", err)
	}
	i.stats.instant(c.method, result)
}

func (i *Instant) ask(c instantCall) {
	select {
	case i.queue <- c:
	default:
		i.stats.instant(c.method, "dropped")
	}
}

// Answer answers a tap: text, cut to 200 characters, is shown above the chat,
// or in a window to be closed when alert is set. It does not block.
func (i *Instant) Answer(_ context.Context, query, text string, alert bool) {
	if utf8.RuneCountInString(text) > toastLimit {
		text = string([]rune(text)[:toastLimit-1]) + "…"
	}
	i.ask(instantCall{"answerCallbackQuery", func(ctx context.Context) error {
		return i.api.answerTap(ctx, query, text, alert)
	}})
}

// Typing shows "typing…" for 5 seconds. It does not block.
func (i *Instant) Typing(_ context.Context, place chat.Place) {
	i.ask(instantCall{"sendChatAction", func(ctx context.Context) error {
		return i.api.typing(ctx, spot{chat: place.Chat, thread: place.Thread})
	}})
}
