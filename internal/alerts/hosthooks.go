package alerts

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

const (
	hookPath    = "/hooks/whmdc/"
	hookToken   = 26 // characters, see crypto/rand.Text
	hookBody    = 64 << 10
	hookCommit  = 10 * time.Second // how long keeping one may take
	hookAge     = 15 * time.Minute // how far a call's time may be from ours
	hookUnzoned = 15 * time.Hour   // the same of a time without a zone
	hookLate    = 100              // how many refused for their time are counted
)

// HooksConfig is what Hooks needs.
type HooksConfig struct {
	Store *storage.Store
	Wake  func() // says that a webhook waits; must not block
	Now   func() time.Time
	Log   *slog.Logger
}

// Hooks takes the webhooks of hosting panels at /hooks/whmdc/<token>, under
// whatever the public address has before it. One that is genuine, young and new
// is kept before the panel hears 200: no panel sends it twice. Whoever does not
// know a token costs one look and no write.
type Hooks struct {
	HooksConfig
	within *crowd
}

// NewHooks makes the receiver.
func NewHooks(c HooksConfig) *Hooks {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Wake == nil {
		c.Wake = func() {}
	}
	return &Hooks{HooksConfig: c, within: newCrowd()}
}

func (h *Hooks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	status, err := h.receive(w, r)
	if err != nil {
		h.Log.Error("keep webhook", "err", err)
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	if status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", http.MethodPost)
	}
	w.WriteHeader(status)
}

// receive gives the status of the answer; an error is one of our own.
func (h *Hooks) receive(w http.ResponseWriter, r *http.Request) (status int, err error) {
	_, token, found := cutLast(r.URL.Path, hookPath)
	if !found || len(token) != hookToken {
		return http.StatusNotFound, nil
	}
	if r.Method != http.MethodPost {
		return http.StatusMethodNotAllowed, nil
	}
	var watch storage.HostWatch
	err = h.Store.View(r.Context(), func(tx *storage.Tx) error {
		watch, found, err = tx.HostWatchByToken(token)
		return err
	})
	switch {
	case err != nil:
		return http.StatusServiceUnavailable, fmt.Errorf("read watch: %w", err)
	case !found, !watch.On:
		return http.StatusNotFound, nil
	}
	if !h.within.enter(watch.Chat) {
		w.Header().Set("Connection", "close") // or the server reads the body before it answers
		return http.StatusServiceUnavailable, nil
	}
	defer h.within.leave(watch.Chat)
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, hookBody))
	if err != nil {
		return statusOfRead(err), nil
	}
	return h.take(context.WithoutCancel(r.Context()), watch, r.Header.Get(whmdc.SignatureHeader), body)
}

func statusOfRead(err error) int {
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest // cut off on its way
}

// take judges a call and keeps it.
func (h *Hooks) take(ctx context.Context, watch storage.HostWatch, signature string, body []byte) (int, error) {
	// An empty secret would be one that everybody knows.
	if watch.Hook.Secret == "" || !whmdc.Verify(secret.New(watch.Hook.Secret), signature, body) {
		h.Log.Warn("a webhook was not signed by the panel", "chat", watch.Chat)
		return http.StatusUnauthorized, nil
	}
	event, err := whmdc.ReadEvent(body)
	if err != nil || event.At.IsZero() {
		return http.StatusBadRequest, nil
	}
	ctx, done := context.WithTimeout(ctx, hookCommit)
	defer done()
	now := h.Now().UTC()
	if !timely(event, now) {
		return http.StatusGone, h.late(ctx, watch)
	}
	if !h.within.keeps(watch.Chat, now) {
		return http.StatusServiceUnavailable, nil
	}
	fresh := false
	err = h.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		fresh, err = keepCall(tx, watch.Hook.Token, event, body, now)
		return err
	})
	switch {
	case errors.Is(err, storage.ErrFull):
		return http.StatusServiceUnavailable, nil
	case err != nil:
		return http.StatusServiceUnavailable, err
	}
	if fresh {
		h.Wake()
	}
	return http.StatusOK, nil
}

// timely tells whether a call is of now. What comes later is a replay, or the
// panel's clock is wrong.
func timely(e resale.HostEvent, now time.Time) bool {
	most := hookUnzoned
	if e.Zoned {
		most = hookAge
	}
	return now.Sub(e.At).Abs() <= most
}

// keepCall puts a call into the inbox, and notes now and then that one came.
func keepCall(tx *storage.Tx, token string, e resale.HostEvent, body []byte, now time.Time) (fresh bool, err error) {
	w, found, err := tx.HostWatchByToken(token) // its chat may have become another one
	if err != nil || !found {
		return false, err
	}
	mark := strings.Join([]string{e.Name, e.Object, e.At.UTC().Format(time.RFC3339Nano)}, "\n")
	if fresh, err = tx.AddHostCall(storage.HostCall{Chat: w.Chat, Body: body, At: now}, mark); err != nil || !fresh {
		return fresh, err
	}
	if w.Hook.Late == 0 && now.Sub(w.Hook.Heard) < time.Minute {
		return true, nil
	}
	w.Hook.Heard, w.Hook.Late = now, 0
	return true, tx.SaveHostWatch(w)
}

// late counts a genuine call that was refused for its time, so that a chat whose
// panel has a wrong clock can be told.
func (h *Hooks) late(ctx context.Context, watch storage.HostWatch) error {
	if watch.Hook.Late >= hookLate {
		return nil
	}
	return h.Store.Update(ctx, func(tx *storage.Tx) error {
		w, found, err := tx.HostWatchByToken(watch.Hook.Token)
		if err != nil || !found {
			return err
		}
		w.Hook.Late++
		return tx.SaveHostWatch(w)
	})
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
