package telegram

import (
	"context"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
)

func TestInstant(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.known(1)
	w.queue(text(1, "menu"))
	w.send()
	w.quiet()
	menu := w.tg.Messages(1)[1]
	_, answer := ana.TapData(&menu, "d")
	queries := make(chan string, 1)
	w.receive(func(ctx context.Context, in chat.Input) error {
		if in.Query != "" {
			queries <- in.Query
		}
		return w.finish(ctx, in)
	})
	query := <-queries
	m := NewInstant(w.api, w.log(), Stats{})
	w.run(func(ctx context.Context) error { m.Run(ctx); return nil })
	m.Answer(t.Context(), query, strings.Repeat("é", 300), true)
	w.until("the answer", func() bool { _, _, answered := answer(); return answered })
	if got, alert, _ := answer(); utf8.RuneCountInString(got) != 200 || !alert {
		t.Errorf("answered with %d characters, alert %v", utf8.RuneCountInString(got), alert)
	}
	m.Typing(t.Context(), chat.Place{Chat: 1})
	w.until("typing", func() bool { return w.tg.Action(1) == "typing" })
}

func TestInstantDropsWhatHasNoRoom(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	var mu sync.Mutex
	dropped := 0
	m := NewInstant(w.api, w.log(), Stats{Instant: func(_, result string) {
		mu.Lock()
		defer mu.Unlock()
		if result == "dropped" {
			dropped++
		}
	}})
	for range cap(m.calls) + 3 { // nobody works them off
		m.Typing(t.Context(), chat.Place{Chat: 1})
	}
	if mu.Lock(); dropped != 3 {
		t.Errorf("%d dropped, want 3", dropped)
	}
	mu.Unlock()
}
