package sandbox

import (
	"bytes"
	"context"
	"net/http"
	"time"
)

// tgHook delivers updates to a webhook, one at a time and in order.
type tgHook struct {
	url, secret string
	woken       chan struct{}
	stop        context.CancelFunc
}

func (h *tgHook) wake() {
	select {
	case h.woken <- struct{}{}:
	default:
	}
}

func (t *Telegram) setWebhook(p *tgParams) (any, *tgError) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.hook != nil {
		t.hook.stop()
		t.hook = nil
	}
	if p.values["url"] == "" {
		return true, nil
	}
	ctx, cancel := context.WithCancel(t.ctx)
	t.hook = &tgHook{url: p.values["url"], secret: p.values["secret_token"], woken: make(chan struct{}, 1), stop: cancel}
	t.hook.wake()
	go t.deliver(ctx, t.hook)
	return true, nil
}

// deliver posts each update until it is taken, as the real server does.
func (t *Telegram) deliver(ctx context.Context, h *tgHook) {
	pause := 20 * time.Millisecond
	for {
		t.mu.Lock()
		var next *tgUpdate
		if len(t.queue.rows) > 0 {
			u := t.queue.rows[0]
			next = &u
		}
		t.mu.Unlock()
		if next == nil {
			select {
			case <-h.woken:
				continue
			case <-ctx.Done():
				return
			}
		}
		if post(ctx, h, next.raw) {
			t.mu.Lock()
			t.confirm(next.id + 1)
			t.mu.Unlock()
			pause = 20 * time.Millisecond
			continue
		}
		select {
		case <-time.After(pause):
			pause = min(2*pause, time.Second)
		case <-ctx.Done():
			return
		}
	}
}

func post(ctx context.Context, h *tgHook, raw []byte) bool {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(raw))
	if err != nil {
		return false
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode/100 == 2
}
