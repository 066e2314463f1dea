package telegram

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

const hookSecret = "canary-hook"

// hook runs a receiver behind a webhook.
func (w *world) hook(handle Handler, change ...func(*ReceiverConfig)) (*Receiver, string) {
	w.t.Helper()
	var r *Receiver
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, req *http.Request) { r.ServeHTTP(rw, req) }))
	w.t.Cleanup(server.Close)
	c := ReceiverConfig{API: w.api, Store: w.store, Handle: handle, BotName: "sandbox_bot", Log: w.log()}
	c.Webhook = &Webhook{URL: server.URL, Secret: secret.New(hookSecret)}
	for _, f := range change {
		f(&c)
	}
	r = NewReceiver(c)
	w.run(r.Run)
	w.until("a webhook", func() bool { return r.Status() == nil })
	return r, server.URL
}

func TestWebhookHandlesUpdates(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.tg.Person(1, "Ana", "en")
	ana.Say("before")
	w.hook(w.echo)
	ana.Say("after")
	w.send()
	w.wait("the answers", func(s sandbox.TelegramState) bool { return s.Sent == 2 })
	if got := strings.Join(w.said(1), " "); got != "before after" {
		t.Errorf("the answers are %q", got)
	}
}

func TestWebhookRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	_, url := w.hook(w.echo)
	update := []byte(`{"update_id":5,"message":` + string(said(1, 1)) + `}`)
	for name, c := range map[string]struct {
		method, secret string
		body           []byte
		want           int
	}{
		"another method": {http.MethodGet, hookSecret, nil, http.StatusMethodNotAllowed},
		"no secret":      {http.MethodPost, "", update, http.StatusUnauthorized},
		"wrong secret":   {http.MethodPost, hookSecret + "x", update, http.StatusUnauthorized},
		"too large":      {http.MethodPost, hookSecret, bytes.Repeat([]byte(" "), maxUpdate+1), http.StatusRequestEntityTooLarge},
		"no update":      {http.MethodPost, hookSecret, []byte(`{"hello":1}`), http.StatusBadRequest},
		"no JSON":        {http.MethodPost, hookSecret, []byte(`hello`), http.StatusBadRequest},
		"undecodable":    {http.MethodPost, hookSecret, []byte(`{"update_id":9,"message":"text"}`), http.StatusOK},
	} {
		if got, _ := w.post(url, c.method, c.secret, c.body); got != c.want {
			t.Errorf("%s: status %d, want %d", name, got, c.want)
		}
	}
	if n := w.outbox(); n != 0 {
		t.Errorf("%d answers to what was refused", n)
	}
	for range 2 { // Telegram repeats what it heard no answer to
		if got, _ := w.post(url, http.MethodPost, hookSecret, update); got != http.StatusOK {
			t.Errorf("an update: status %d", got)
		}
	}
	w.until("the answer", func() bool { return w.outbox() == 1 && w.inbox() == 0 })
}

func (w *world) post(url, method, key string, body []byte) (status int, retryAfter string) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, url, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", key)
	res, err := w.http.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	return res.StatusCode, res.Header.Get("Retry-After")
}

func TestWebhookAsksToComeAgain(t *testing.T) {
	t.Parallel()
	t.Run("full", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, sandbox.TelegramOptions{})
		release := make(chan struct{})
		_, url := w.hook(func(ctx context.Context, in chat.Input) error {
			<-release
			return w.finish(ctx, in)
		}, func(c *ReceiverConfig) { c.Pending = 1 })
		defer close(release)
		first := []byte(`{"update_id":5,"message":` + string(said(1, 1)) + `}`)
		if got, _ := w.post(url, http.MethodPost, hookSecret, first); got != http.StatusOK {
			t.Fatalf("the first: status %d", got)
		}
		second := []byte(`{"update_id":6,"message":` + string(said(1, 2)) + `}`)
		if got, after := w.post(url, http.MethodPost, hookSecret, second); got != http.StatusServiceUnavailable || after == "" {
			t.Errorf("the second: status %d, Retry-After %q", got, after)
		}
	})
	t.Run("storage", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, sandbox.TelegramOptions{})
		_, url := w.hook(w.echo)
		if err := w.store.Close(); err != nil {
			t.Fatal(err)
		}
		update := []byte(`{"update_id":5,"message":` + string(said(1, 1)) + `}`)
		if got, after := w.post(url, http.MethodPost, hookSecret, update); got != http.StatusServiceUnavailable || after == "" {
			t.Errorf("status %d, Retry-After %q", got, after)
		}
	})
}
