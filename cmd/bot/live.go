package main

import (
	"time"

	"resellerbot/handlers"
	"resellerbot/internal/alerts"
	"resellerbot/internal/chat"
)

// newAlerts watches panels and tells chats.
func (a *App) newAlerts(c *conversations) *alerts.Alerts {
	calm := a.config.Alerts
	return alerts.New(alerts.Config{
		Store: a.store,
		Ops:   a.ops,
		Log:   a.log,
		Render: func(t alerts.Telling) chat.Message {
			lang := a.catalog.Match(t.Rule.Lang)
			return c.driver.Message(lang, 0, handlers.EventsScreen(c.deps, lang, handlers.EventsTold{
				Zone: t.Zone, Now: time.Now(), Lines: t.Lines, More: t.More, Batch: t.Batch,
			}))
		},
		Servers: func(v alerts.View) chat.Message {
			return c.driver.Message(a.catalog.Match(v.Lang), 0, handlers.ServersScreen(handlers.ServersShown{
				Zone: v.Zone, Servers: v.Servers, Live: v.Live, Over: v.Over, At: v.At,
			}))
		},
		Observe: a.metrics.live,
		Timing: alerts.Timing{
			OfflineHold: calm.OfflineHold, OnlineHold: calm.OnlineHold, Group: calm.Group, Calm: calm.Calm, Dead: calm.Dead, RetryMost: calm.RetryMost,
			// A connection that was just made has as long as a client to be counted.
			Settle: min(20*time.Second, calm.OfflineHold/2),
		},
	})
}
