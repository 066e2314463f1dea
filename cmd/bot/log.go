package main

import (
	"io"
	"log/slog"
)

// newLog gives the logger that the configuration asks for. Nothing it writes
// shows a credential of the configuration or one of a known shape.
func newLog(c Config, to io.Writer) *slog.Logger {
	safe := &redactor{to: to}
	safe.hide(c.Telegram.Token)
	safe.hide(c.Telegram.WebhookSecret)
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Log.Level)) // validated; info for the zero configuration
	opt := &slog.HandlerOptions{Level: level, ReplaceAttr: readable}
	if c.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(safe, opt))
	}
	return slog.New(slog.NewTextHandler(safe, opt))
}

// readable has bytes logged as text: as base64 a credential would not be
// recognised.
func readable(_ []string, a slog.Attr) slog.Attr {
	if b, ok := a.Value.Any().([]byte); ok {
		a.Value = slog.StringValue(string(b))
	}
	return a
}
