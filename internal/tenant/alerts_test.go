package tenant

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/alerts"
	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// Clients of both resellers come and go while both listen live to the same
// panel; each hears of its own, and of nobody else's, see watch.
func TestAlertsApart(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.live, w.now = true, time.Now()
	defer w.close()
	w.start()
	for _, r := range w.tenants {
		w.connect(r)
		w.listens(r)
	}
	stop := w.runAlerts()
	w.until("both are listened to, but for whose time is over", func() bool { return w.heard() == 2*5 })
	for n := 0; w.told(w.tenants[0]) < 4 || w.told(w.tenants[1]) < 4; n++ {
		if n == 150 {
			t.Fatalf("only %d and %d alerts came", w.told(w.tenants[0]), w.told(w.tenants[1]))
		}
		all := w.servex.Clients()
		c := all[rand.IntN(len(all))]
		w.happens("%s goes, or comes", c.Username)
		w.servex.SetOnline(c.Username, !c.Online)
		time.Sleep(40 * time.Millisecond) // what alerts are about lasts
		w.deliver()
		if n == 20 { // what is kept over a restart is told to the right one too
			stop()
			stop = w.runAlerts()
		}
	}
	stop()
	w.deliver()
}

// listens has a tenant's chat hear of all that happens to its clients.
func (w *world) listens(r *tenant) {
	w.change(func(tx *storage.Tx) error {
		return tx.SaveAlertRule(storage.AlertRule{Chat: r.chat, Provider: ops.Servex, Panel: r.panel(ops.Servex), On: true, Online: true, Offline: true})
	})
}

func (r *tenant) panel(provider string) string {
	return storage.PanelOf(provider, "", secret.New(r.keys[provider]))
}

// runAlerts runs them as cmd/bot does, in quick time, until it is told to stop.
func (w *world) runAlerts() (stop func()) {
	a := alerts.New(alerts.Config{
		Store: w.store, Ops: w.ops, Tick: 10 * time.Millisecond,
		Render: func(t alerts.Telling) chat.Message {
			return w.driver.Message("en", 0, handlers.EventsScreen(w.deps, "en", handlers.EventsTold{
				Zone: t.Zone, Now: time.Now(), Lines: t.Lines, More: t.More, Batch: t.Batch,
			}))
		},
		Timing: alerts.Timing{
			OfflineHold: 30 * time.Millisecond, OnlineHold: 20 * time.Millisecond, Group: 20 * time.Millisecond, Calm: 50 * time.Millisecond,
			Settle: 50 * time.Millisecond, RetryMost: 50 * time.Millisecond,
		},
	})
	ctx, cancel := context.WithCancel(w.Context())
	done := make(chan struct{})
	go func() { defer close(done); _ = a.Run(ctx) }()
	return func() { cancel(); <-done }
}

// heard counts the clients whose state was taken in.
func (w *world) heard() (n int) {
	w.look(func(tx *storage.Tx) error {
		for _, r := range w.tenants {
			all, err := tx.Standings(r.panel(ops.Servex))
			if err != nil {
				return err
			}
			n += len(all)
		}
		return nil
	})
	return n
}

// told counts the messages that a tenant got about its clients.
func (w *world) told(r *tenant) (n int) {
	for _, m := range w.past {
		if m.chat == r.chat && strings.Contains(strings.ToLower(m.m.HTML), r.word("cli", 0)[:8]) {
			n++
		}
	}
	return n
}

func (w *world) until(what string, holds func() bool) {
	w.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			w.Fatalf("%s: not in time, %d", what, w.heard())
		}
	}
}
