package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(lettingGo{m}) }

// lettingGo closes the connections that net/http's default client keeps.
type lettingGo struct{ *testing.M }

func (m lettingGo) Run() int {
	defer http.DefaultClient.CloseIdleConnections()
	return m.M.Run()
}

// greeted tells whether the bot answered in a chat.
func greeted(telegram *sandbox.Telegram, chat int64) func() bool {
	return func() bool {
		for _, m := range telegram.Messages(chat) {
			if m.FromBot && strings.Contains(m.Text, "Hello, Eve") {
				return true
			}
		}
		return false
	}
}

func TestPolling(t *testing.T) {
	s, telegram := newWorld(t)
	app, _ := s.begin()
	eve := telegram.Person(7, "Eve", "en")
	eve.Say("/start")
	until(t, "the bot greets", greeted(telegram, 7))
	until(t, "the menu of commands is there", func() bool {
		return strings.Contains(string(telegram.Commands("pt")), "trial") && strings.Contains(string(telegram.Commands("")), "trial")
	})
	out := s.good("health")
	for _, part := range []string{"storage: ok", "inbox: ok", "receiving: ok", "sending: ok"} {
		if !strings.Contains(out, part) {
			t.Errorf("%s lacks %s", out, part)
		}
	}
	for _, want := range []string{`bot_updates_total{result="received"} 1`, `bot_telegram_rate_limited_total{scope="bot"} 0`, "bot_telegram_send_seconds_count{"} {
		until(t, "/metrics has "+want, func() bool { // what Telegram has may not be counted yet
			w := httptest.NewRecorder()
			app.metrics.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
			return strings.Contains(w.Body.String(), want)
		})
	}
}

func TestWebhook(t *testing.T) {
	s, telegram := newWorld(t)
	var inside atomic.Pointer[url.URL]
	// As in front of a real bot, somebody else takes the calls and passes them on.
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(inside.Load()) }})
	t.Cleanup(proxy.Close)
	s.config.Telegram.Mode = "webhook"
	s.config.Telegram.WebhookURL = proxy.URL + "/hook/telegram"
	s.config.Telegram.WebhookListen = "127.0.0.1:0"
	s.config.Telegram.WebhookSecret = secret.New("proof-that-it-is-Telegram")
	inside.Store(&url.URL{Scheme: "http", Host: "127.0.0.1:1"})
	app, _ := s.begin()
	inside.Store(&url.URL{Scheme: "http", Host: app.hook.listener.Addr().String()})
	until(t, "the bot is ready", func() bool { return app.talking.Load() != nil && app.talking.Load().receiver.Status() == nil })
	telegram.Person(7, "Eve", "en").Say("/start")
	until(t, "the bot greets", greeted(telegram, 7))

	for path, want := range map[string]int{"/hook/telegram": http.StatusUnauthorized, "/": http.StatusNotFound, "/hook": http.StatusNotFound, "/metrics": http.StatusNotFound} {
		response, err := http.Post(proxy.URL+path, "application/json", strings.NewReader(`{"update_id":1}`))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s from a stranger: %d, want %d", path, response.StatusCode, want)
		}
	}
}

func TestTelegramDownAtTheStart(t *testing.T) {
	s, telegram := newWorld(t)
	telegram.Fail(sandbox.TelegramFault{Method: "getMe", Kind: sandbox.FaultHTML, Times: 1})
	s.begin()
	telegram.Person(7, "Eve", "en").Say("/start")
	until(t, "the bot greets", greeted(telegram, 7))
}

func TestRevokedTokenEndsTheBot(t *testing.T) {
	s, _ := newWorld(t)
	s.config.Telegram.Token = secret.New("987654321:" + strings.Repeat("canary", 6))
	app, err := New(t.Context(), s.config, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(app.Run(t.Context()), app.Close())
	if err == nil || !strings.Contains(err.Error(), "telegram.token is unknown to Telegram") || strings.Contains(err.Error(), "canary") {
		t.Errorf("ended with %v", err)
	}
}

func TestAccess(t *testing.T) {
	s, telegram := newWorld(t)
	s.config.Access = AccessConfig{Mode: "allowlist", Admins: []int64{7}, Allow: []int64{8}}
	s.begin()
	telegram.Person(9, "Eve", "en").Say("/start")
	until(t, "the stranger is told", func() bool {
		m := telegram.Messages(9)
		return len(m) > 0 && strings.Contains(m[len(m)-1].Text, "This bot is private")
	})
	for _, id := range []int64{7, 8} {
		telegram.Person(id, "Eve", "en").Say("/start")
		until(t, "the bot greets", greeted(telegram, id))
	}
}

func TestAdminsAreAskedOnceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked, answer := 0, error(nil)
		a := newAdmins(func(_ context.Context, chat, _ int64) (bool, error) {
			asked++
			return chat == 1, answer
		})
		is := func(chat int64, want bool, calls int) {
			t.Helper()
			if got, err := a.is(t.Context(), chat, 5); err != nil || got != want || asked != calls {
				t.Errorf("chat %d: %v, %v after %d questions", chat, got, err, asked)
			}
		}
		is(1, true, 1)
		is(1, true, 1)
		is(2, false, 2)
		is(2, false, 2)
		time.Sleep(adminsFor)
		is(1, true, 3)
		answer = errors.New("no")
		if _, err := a.is(t.Context(), 3, 5); err == nil {
			t.Error("an answer that did not come counts")
		}
		answer = nil
		is(3, false, 5)
	})
}

func TestCrewEndsTogether(t *testing.T) {
	boom := errors.New("boom")
	c := newCrew(t.Context(), slog.New(slog.DiscardHandler))
	c.work("steady", func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	})
	c.work("broken", func(context.Context) error { return boom })
	if err := c.wait(); !errors.Is(err, boom) || errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
