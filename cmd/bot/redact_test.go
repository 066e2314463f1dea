package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"resellerbot/internal/secret"
)

func sameSecret(a, b secret.String) bool { return a.Reveal() == b.Reveal() }

func TestLogShowsNoSecret(t *testing.T) {
	const hook = `we"b<hook>-canary`
	servexKey := "sx_" + strings.Repeat("0canary9", 8)
	type holder struct{ Inner map[string]string }
	for _, format := range []string{"text", "json"} {
		var out strings.Builder
		c := DefaultConfig()
		c.Log = LogConfig{Level: "debug", Format: format}
		c.Telegram.Token, c.Telegram.WebhookSecret = secret.New(testToken), secret.New(hook)
		log := newLog(c, &out).With("url", "https://api.example/bot"+testToken+"/getMe").WithGroup("g")
		wrapped := fmt.Errorf("call: %w", &url.Error{Op: "Post", URL: "https://a.example/bot" + testToken, Err: errors.New("eof")})
		log.Info("key "+servexKey, "err", wrapped, "any", holder{map[string]string{"k": servexKey}}, "bytes", []byte(hook),
			slog.Group("deep", "hook", hook, "auth", "Bearer canary-canary"), "typed", secret.New("canary"))
		if strings.Contains(out.String(), "canary") {
			t.Errorf("%s: %s", format, out.String())
		}
		if !strings.Contains(out.String(), "[redacted]") || !strings.Contains(out.String(), "api.example/bot") {
			t.Errorf("%s: too much is gone: %s", format, out.String())
		}
	}
}

func TestLogLevel(t *testing.T) {
	var out strings.Builder
	c := DefaultConfig()
	c.Log.Level = "warn"
	log := newLog(c, &out)
	log.Info("quiet")
	log.Warn("loud")
	if strings.Contains(out.String(), "quiet") || !strings.Contains(out.String(), "loud") {
		t.Error(out.String())
	}
}

func TestRedactLeavesOrdinaryTextAlone(t *testing.T) {
	for _, text := range []string{"12:30:45 update 123456789:short", "sx_1", "2026-11-20T03:04:05Z client 1245 joao45zfx"} {
		if got := redact(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}
