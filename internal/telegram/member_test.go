package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
)

func TestMembership(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.tg.Person(7, "Ana", "pt")
	news := w.tg.Channel(-1001, "News", "daily_news")
	for status, want := range map[string]bool{
		"creator": true, "administrator": true, "member": true, "restricted": true, "restricted, out": false, "left": false, "kicked": false, "": false,
	} {
		news.SetMember(ana, status)
		if got, err := w.api.Membership(t.Context(), -1001, 7); got != want || err != nil {
			t.Errorf("%q: %v, %v", status, got, err)
		}
		admin, err := w.api.GroupAdmin(t.Context(), -1001, 7)
		if want := status == "creator" || status == "administrator"; admin != want || err != nil {
			t.Errorf("%q: admin %v, %v", status, admin, err)
		}
	}
}

// The reasons why nobody can tell are told apart: two of them the reseller can
// change, the others may pass.
func TestMembershipUnknown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	ana := w.tg.Person(7, "Ana", "pt")
	out := w.tg.Channel(-1001, "Not here", "", ana)
	out.SetMember(nil, "left")
	kicked := w.tg.Group(-1002, "Thrown out", ana)
	kicked.SetMember(nil, "kicked")
	hidden := w.tg.Group(-1003, "Discreet", ana)
	hidden.Hide(true)
	w.tg.Channel(-1004, "News", "", ana)
	for id, want := range map[int64]error{-1001: chat.ErrNoChat, -1002: chat.ErrNoChat, -1003: chat.ErrHidden, -1009: chat.ErrNoChat} {
		if is, err := w.api.Membership(t.Context(), id, 7); is || !errors.Is(err, want) {
			t.Errorf("%d: %v, %v; want %v", id, is, err, want)
		}
	}
	hidden.Promote(nil)
	if is, err := w.api.Membership(t.Context(), -1003, 7); !is || err != nil {
		t.Errorf("as an administrator: %v, %v", is, err)
	}
	if is, err := w.api.Membership(t.Context(), -1004, 99); is || err == nil {
		t.Errorf("somebody whom nobody knows: %v, %v", is, err)
	}
	for name, f := range map[string]sandbox.TelegramFault{
		"too many": {Kind: sandbox.FaultTooMany, RetryAfter: 3}, "down": {Kind: sandbox.FaultServerError}, "cut": {Kind: sandbox.FaultCutAfter},
	} {
		w.tg.Heal()
		w.tg.Fail(f)
		if is, err := w.api.Membership(t.Context(), -1004, 7); is || err == nil || errors.Is(err, chat.ErrNoChat) || errors.Is(err, chat.ErrHidden) {
			t.Errorf("%s: %v, %v", name, is, err)
		}
	}
}

// A group's old id leads to where it is now.
func TestMembershipOfAMigratedGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	group := w.tg.Group(-5, "Sales", w.tg.Person(7, "Ana", "pt"))
	group.Migrate(-1005)
	if is, err := w.api.Membership(t.Context(), -5, 7); !is || err != nil {
		t.Errorf("%v, %v", is, err)
	}
}

func TestChatTitle(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.TelegramOptions{})
	w.tg.Channel(-1001, "News & more", "daily_news")
	w.tg.Channel(-1002, "Elsewhere", "elsewhere").SetMember(nil, "left")
	w.tg.Group(-1003, "Plain")
	w.tg.Channel(-1004, "Private", "")
	w.tg.Channel(-1006, "Not here", "").SetMember(nil, "left")
	w.tg.Person(7, "Ana", "pt").Say("/start")
	for name, want := range map[string]struct {
		id         int64
		title, url string
		err        error
	}{
		"@daily_news": {-1001, "News & more", "https://t.me/daily_news", nil},
		"@Daily_News": {-1001, "News & more", "https://t.me/daily_news", nil},
		"-1001":       {-1001, "News & more", "https://t.me/daily_news", nil},
		"@elsewhere":  {-1002, "Elsewhere", "https://t.me/elsewhere", nil},
		"-1003":       {-1003, "Plain", "", nil},
		"-1004":       {-1004, "Private", "https://t.me/+rw", nil},
		"-1006":       {err: chat.ErrNoChat},
		"@nobody":     {err: chat.ErrNoChat},
		"7":           {err: chat.ErrNoChat},
		"":            {err: chat.ErrNoChat},
	} {
		id, title, url, err := w.api.ChatTitle(t.Context(), name)
		if id != want.id || title != want.title || url != want.url || !errors.Is(err, want.err) {
			t.Errorf("%q: %d %q %q %v", name, id, title, url, err)
		}
	}
	w.tg.Fail(sandbox.TelegramFault{Method: "getChat", Kind: sandbox.FaultHTML})
	if _, _, _, err := w.api.ChatTitle(t.Context(), "@daily_news"); KindOf(err) != Down || errors.Is(err, chat.ErrNoChat) {
		t.Errorf("Telegram is down: %v", err)
	}
}

// What is pinned in a chat is nobody's business here, and may be of a kind that
// the library cannot read.
func TestChatTitleWhateverIsPinned(t *testing.T) {
	t.Parallel()
	const answer = `{"ok":true,"result":{"id":-1001,"type":"channel","title":"News","available_reactions":[{"type":"of next year"}],"accent_color_id":0,"max_reaction_count":11,` +
		`"pinned_message":{"message_id":1,"date":1,"chat":{"id":-1001,"type":"channel"},"paid_media":{"star_count":1,"paid_media":[{"type":"other"}]}}}}`
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		var q struct {
			Chat string `json:"chat_id"`
		}
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil || q.Chat != "@news" || r.URL.Path != "/bot"+testToken+"/getChat" {
			t.Errorf("asked for %q at %s: %v", q.Chat, r.URL.Path, err)
		}
		_, _ = rw.Write([]byte(answer))
	}))
	defer server.Close()
	api, err := NewAPI(Config{Token: secret.New(testToken), URL: server.URL, HTTP: server.Client()})
	if err != nil {
		t.Fatal(err)
	}
	if id, title, _, err := api.ChatTitle(t.Context(), "@news"); id != -1001 || title != "News" || err != nil {
		t.Errorf("%d %q %v", id, title, err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, _, _, err := api.ChatTitle(ended, "@news"); err == nil || strings.Contains(err.Error(), testToken) {
		t.Errorf("after the end: %v", err)
	}
}
