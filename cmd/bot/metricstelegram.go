package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"resellerbot/internal/telegram"
	"resellerbot/storage"
)

// telegramStats has what the messenger reports counted.
func (m *metrics) telegramStats() telegram.Stats {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "bot_" + name, Help: help}, labels)
		m.registry.MustRegister(c)
		return c
	}
	updates := counter("updates_total", "Updates taken in, by result (received or parked).", "result")
	failed := counter("handler_failures_total", "Inputs whose handling failed; they are tried again.").WithLabelValues()
	limited := counter("telegram_rate_limited_total", "Answers 429, by what they concern (chat, lane or bot).", "scope")
	instant := counter("telegram_instant_total", "Answers to taps and chat actions, by method and result.", "method", "result")
	sends := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "bot_telegram_send_seconds",
		Help:    "Tries to send what is in the outbox, by kind and result.",
		Buckets: []float64{.01, .05, .1, .25, .5, 1, 2.5, 5, 30},
	}, []string{"kind", "result"})
	m.registry.MustRegister(sends)
	for _, result := range []string{"received", "parked"} {
		updates.WithLabelValues(result) // there from the start, so that a first one is seen as a change
	}
	for _, scope := range []string{"chat", "lane", "bot"} {
		limited.WithLabelValues(scope)
	}
	return telegram.Stats{
		Received:      func(n int) { updates.WithLabelValues("received").Add(float64(n)) },
		Parked:        func() { updates.WithLabelValues("parked").Inc() },
		HandlerFailed: failed.Inc,
		TooMany:       func(scope string) { limited.WithLabelValues(scope).Inc() },
		Sent: func(kind storage.Kind, result string, took time.Duration) {
			sends.WithLabelValues(string(kind), result).Observe(took.Seconds())
		},
		Instant: func(method, result string) { instant.WithLabelValues(method, result).Inc() },
	}
}
