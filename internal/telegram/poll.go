package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// Polling's patience.
const (
	pollHold    = 50 * time.Second // the most that Telegram holds a poll
	pollBackoff = 30 * time.Second
)

// Run takes updates in until ctx ends, by polling or by the webhook, and returns when the handlers that were running
// have returned. The library's own loop is not used: it confirms updates
// before they are handled, and one that it cannot decode stops it for ever.
func (r *Receiver) Run(ctx context.Context) error {
	defer r.queues.drain()
	if err := r.restore(ctx); err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	if r.Webhook != nil {
		return r.listen(ctx)
	}
	return r.poll(ctx)
}

func (r *Receiver) poll(ctx context.Context) error {
	var offset int64
	err := r.Store.View(ctx, func(tx *storage.Tx) (err error) {
		offset, err = tx.UpdateOffset()
		return err
	})
	if err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	pause, hold := time.Duration(0), time.Duration(0)
	for ctx.Err() == nil {
		if err := r.queues.room(ctx); err != nil {
			return nil
		}
		next, err := r.pollOnce(ctx, offset, hold)
		if err == nil {
			offset, pause, hold = next, 0, pollHold
			r.setStatus(nil)
			continue
		}
		if ctx.Err() != nil {
			return nil
		}
		// The poll after trouble is not held, to hear soon that it is over.
		pause, hold = r.pauseFor(err, pause), 0
		r.setStatus(err)
		r.Log.Warn("poll", "err", err, "pause", pause)
		if KindOf(err) == Conflicting {
			r.dropWebhook(ctx, err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
	return nil
}

// dropWebhook makes polling possible again when a webhook is in the way.
func (r *Receiver) dropWebhook(ctx context.Context, cause error) {
	if !strings.Contains(cause.Error(), "webhook is active") {
		return
	}
	if err := r.API.SetWebhook(ctx, "", secret.String{}); err != nil {
		r.Log.Warn("take the webhook off", "err", err)
	}
}

func (r *Receiver) pauseFor(err error, last time.Duration) time.Duration {
	if e, ok := errors.AsType[*Error](err); ok && e.Wait > 0 {
		return e.Wait
	}
	switch KindOf(err) {
	case Conflicting:
		return pollBackoff / 10 // another bot polls with this token, or a webhook is set
	case Revoked:
		return pollBackoff
	}
	return min(max(2*last, 200*time.Millisecond), pollBackoff)
}

// pollOnce fetches a batch and commits it; only the next call confirms it.
func (r *Receiver) pollOnce(ctx context.Context, offset int64, hold time.Duration) (next int64, err error) {
	raw, err := r.API.updates(ctx, offset, hold)
	if err != nil || len(raw) == 0 {
		return offset, err
	}
	next = offset
	b := batch{}
	for _, u := range raw {
		id, err := idOf(u)
		if err != nil {
			return offset, fmt.Errorf("read update id: %w", err)
		}
		next = max(next, id+1)
		b.raw = append(b.raw, u)
	}
	if last, err := idOf(raw[len(raw)-1]); err == nil && last+1 < next {
		next = last + 1 // the ids began anew
	}
	b.offset = next
	return next, r.take(ctx, b)
}

// updates asks for updates with a call of its own: the library's is not
// exported, and decodes a batch as one.
func (a *API) updates(ctx context.Context, offset int64, hold time.Duration) ([]json.RawMessage, error) {
	const act = "get updates"
	body, err := json.Marshal(map[string]any{"offset": offset, "limit": 100, "timeout": int(hold.Seconds()), "allowed_updates": allowedUpdates()})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, hold+15*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.config.URL+"/bot"+a.config.Token.Reveal()+"/getUpdates", bytes.NewReader(body))
	if err != nil {
		return nil, a.classify(act, err)
	}
	req.Header.Set("Content-Type", "application/json")
	data, err := a.wire.exchange(req)
	if err != nil {
		return nil, a.classify(act, err)
	}
	var answer struct {
		Result []json.RawMessage `json:"result"`
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, &Error{Act: act, Trouble: Down, Text: "not a list of updates"}
	}
	return answer.Result, nil
}
