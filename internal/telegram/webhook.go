package telegram

import (
	"context"
	"crypto/subtle"
	"io"
	"net/http"
	"time"
)

// maxUpdate is above the 64 KB that the official server sends at most.
const maxUpdate = 1 << 20

// listen tells Telegram where to post, until it has heard, and waits for the
// end.
func (r *Receiver) listen(ctx context.Context) error {
	pause := time.Second
	for {
		err := r.API.SetWebhook(ctx, r.Webhook.URL, r.Webhook.Secret)
		if err == nil {
			r.setStatus(nil)
			<-ctx.Done()
			return nil
		}
		r.setStatus(err)
		r.Log.Warn("set webhook", "err", err, "pause", pause)
		select {
		case <-time.After(pause):
			pause = min(2*pause, pollBackoff)
		case <-ctx.Done():
			return nil
		}
	}
}

// ServeHTTP takes updates from Telegram: mount it at the path of Webhook.URL.
// It answers 200 only once the update is in the inbox; Telegram repeats
// everything else.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.Method != http.MethodPost {
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return
	}
	got := req.Header.Get("X-Telegram-Bot-Api-Secret-Token")
	if r.Webhook == nil || r.Webhook.Secret.IsZero() || subtle.ConstantTimeCompare([]byte(got), []byte(r.Webhook.Secret.Reveal())) != 1 {
		http.Error(w, "wrong secret", http.StatusUnauthorized)
		return
	}
	ctx := r.running.Load()
	if ctx == nil || (*ctx).Err() != nil || int(r.queues.pending.Load()) >= r.Pending {
		later(w)
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxUpdate))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if id, err := idOf(raw); err != nil || id == 0 {
		http.Error(w, "not an update", http.StatusBadRequest)
		return
	}
	// What was taken is handled under Run's context, not under the request's.
	if err := r.take(*ctx, batch{raw: [][]byte{raw}}); err != nil { //nolint:contextcheck // see above
		r.Log.Error("webhook", "err", err)
		later(w)
	}
}

func later(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "2")
	http.Error(w, "try again", http.StatusServiceUnavailable)
}
