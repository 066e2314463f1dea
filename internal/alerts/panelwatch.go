package alerts

import (
	"context"
	"sync"

	"resellerbot/providers/servex"
)

// newWatcher makes the watcher of a panel's clients.
func (a *Alerts) newWatcher(panel string) *watcher {
	return &watcher{
		Alerts: a, panel: panel, rosters: make(chan roster),
		feed: newFeed(servex.UserStatus, a.listenFor(panel), a.Timing, a.Now),
	}
}

// begin starts the feed and the reading of the roster; done waits for both.
func (w *watcher) begin(ctx context.Context) (done func()) {
	var both sync.WaitGroup
	both.Go(func() { w.feed.run(ctx) })
	both.Go(func() { w.keepRoster(ctx) })
	return both.Wait
}
