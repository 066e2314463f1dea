package telegram

import (
	"context"
	"crypto/subtle"
	"fmt"
	"io"
	"net/http"
)

// maxUpdate is above the 64 KB that the official server sends at most.
const maxUpdate = 1 << 20

// Serve is Run for a webhook: it handles what an earlier run left over and
// what Webhook takes in, until ctx ends.
func (r *Receiver) Serve(ctx context.Context) error {
	defer r.queues.wg.Wait()
	if err := r.restore(ctx); err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	r.setStatus(nil)
	<-ctx.Done()
	return nil
}

// Webhook takes updates from Telegram. It answers 200 only once the update is
// in the inbox; Telegram repeats everything else. Handlers run under ctx, not
// under the request's.
func (r *Receiver) Webhook(ctx context.Context) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Method != http.MethodPost {
			http.Error(w, "POST only", http.StatusMethodNotAllowed)
			return
		}
		got := req.Header.Get("X-Telegram-Bot-Api-Secret-Token")
		if subtle.ConstantTimeCompare([]byte(got), []byte(r.Secret.Reveal())) != 1 || r.Secret.IsZero() {
			http.Error(w, "wrong secret", http.StatusUnauthorized)
			return
		}
		select {
		case <-r.ready:
		default:
			later(w)
			return
		}
		if r.Pending() >= r.MaxPending {
			later(w)
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxUpdate))
		if err != nil {
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			return
		}
		if err := r.take(ctx, batch{raw: [][]byte{raw}}); err != nil {
			r.Log.Error("webhook", "err", err)
			later(w)
		}
	})
}

func later(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "2")
	http.Error(w, "try again", http.StatusServiceUnavailable)
}
