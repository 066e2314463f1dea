package main

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"resellerbot/internal/httpapi"
	"resellerbot/storage"
)

// metrics counts what happens; what lies in storage is counted when asked.
// Labels are names of our own code only, never what a person wrote.
type metrics struct {
	registry *prometheus.Registry
	provider *prometheus.HistogramVec
	feeds    *prometheus.CounterVec
}

func newMetrics(store *storage.Store) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		provider: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "bot_provider_call_seconds",
			Help:    "Calls to providers, each try, by operation and outcome (ok or an error code).",
			Buckets: []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"provider", "operation", "outcome"}),
		feeds: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "bot_live_feed_total",
			Help: "What happened to live connections to panels: opened, not_understood, or the code they ended with.",
		}, []string{"feed", "what"}),
	}
	b := build()
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "bot_build_info", Help: "Always 1; the labels say what runs.",
		ConstLabels: prometheus.Labels{"version": b.version, "commit": b.commit, "go": b.goVersion},
	})
	info.Set(1)
	m.registry.MustRegister(info, m.provider, m.feeds, newStored(store),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Timeout: 10 * time.Second, MaxRequestsInFlight: 4})
}

// observe counts one exchange with a provider.
func (m *metrics) observe(o httpapi.Observation) {
	outcome := string(o.Outcome)
	if outcome == "" {
		outcome = "ok"
	}
	m.provider.WithLabelValues(o.Provider, o.Operation, outcome).Observe(o.Duration.Seconds())
}

// live counts what happens to live connections.
func (m *metrics) live(feed, what string) { m.feeds.WithLabelValues(feed, what).Inc() }

// stored is a collector of what lies in storage.
type stored struct {
	store *storage.Store

	inbox, inboxAge, outbox, outboxAge, parked, dead, journal, failed *prometheus.Desc
}

func newStored(store *storage.Store) *stored {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("bot_"+name, help, labels, nil)
	}
	return &stored{
		store:     store,
		inbox:     desc("inbox_updates", "Updates that are not handled yet."),
		inboxAge:  desc("inbox_oldest_seconds", "How long the oldest of them has waited."),
		outbox:    desc("outbox_messages", "Messages that are not sent yet."),
		outboxAge: desc("outbox_oldest_seconds", "How long the oldest of them has waited."),
		parked:    desc("parked_updates", "Updates that could not be decoded and were put aside."),
		dead:      desc("dead_letters", "Messages that could not be delivered."),
		journal:   desc("journal_entries", "Acts at providers, by state; unknown ones are being looked up.", "state"),
		failed:    desc("storage_failed", "1 when the database could not be read."),
	}
}

func (s *stored) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{s.inbox, s.inboxAge, s.outbox, s.outboxAge, s.parked, s.dead, s.journal, s.failed} {
		to <- d
	}
}

func (s *stored) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	c, err := count(ctx, s.store)
	if err != nil {
		gauge(s.failed, 1)
		return
	}
	gauge(s.failed, 0)
	gauge(s.inbox, float64(c.inbox.Count))
	gauge(s.inboxAge, age(c.inbox).Seconds())
	gauge(s.outbox, float64(c.outbox.Count))
	gauge(s.outboxAge, age(c.outbox).Seconds())
	gauge(s.parked, float64(c.parked))
	gauge(s.dead, float64(c.dead))
	for _, state := range []storage.State{storage.Pending, storage.Done, storage.Refused, storage.Unknown} {
		gauge(s.journal, float64(c.journal[state]), string(state))
	}
}

type counts struct {
	inbox, outbox storage.Stat
	parked, dead  int
	journal       map[storage.State]int
}

func count(ctx context.Context, store *storage.Store) (c counts, err error) {
	err = store.View(ctx, func(tx *storage.Tx) (err error) {
		if c.inbox, err = tx.InboxStat(); err != nil {
			return err
		}
		if c.outbox, err = tx.OutboxStat(); err != nil {
			return err
		}
		if c.parked, err = tx.ParkedCount(); err != nil {
			return err
		}
		if c.dead, err = tx.DeadCount(); err != nil {
			return err
		}
		c.journal, err = tx.JournalCount()
		return err
	})
	return c, err
}

// age is how long the oldest row has waited.
func age(s storage.Stat) time.Duration {
	if s.Count == 0 || s.Oldest.IsZero() {
		return 0
	}
	return max(0, time.Since(s.Oldest))
}
