package sandbox

import (
	"context"
	"net/http"
	"time"
)

// tapWait is how long the page waits for the answer to a tap.
const tapWait = 5 * time.Second

func (w *web) tap(rw http.ResponseWriter, r *http.Request) {
	q, p, ok := w.read(rw, r)
	if !ok {
		return
	}
	m, b := w.button(q)
	if p == nil || m == nil {
		http.Error(rw, "no such button", http.StatusBadRequest)
		return
	}
	_, answer := p.TapData(m, b.Data)
	ctx, cancel := context.WithTimeout(r.Context(), tapWait)
	defer cancel()
	_ = w.t.Wait(ctx, func(TelegramState) bool { _, _, done := answer(); return done })
	text, alert, _ := answer()
	writeJSON(rw, map[string]any{"text": text, "alert": alert})
}

func (w *web) button(q request) (*TelegramMessage, TelegramButton) {
	for _, m := range w.t.Messages(q.Chat) {
		if m.ID == q.Message && q.Row >= 0 && q.Row < len(m.Keyboard) && q.Col >= 0 && q.Col < len(m.Keyboard[q.Row]) {
			return &m, m.Keyboard[q.Row][q.Col]
		}
	}
	return nil, TelegramButton{}
}
