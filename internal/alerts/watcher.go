package alerts

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// watcher sees one panel's clients come and go. Everything but the feed and
// the reading of lists happens in one goroutine.
type watcher struct {
	*Alerts
	panel   string
	feed    *feed
	rosters chan roster
	tracker *tracker
	roster  roster

	live    bool
	opened  time.Time       // the present connection
	heard   time.Time       // the last message
	seen    time.Time       // until when nothing was missed; zero: never watched
	failing time.Time       // since when this process cannot connect
	down    time.Time       // told to be down, since then
	gap     *storage.Event  // what was missed before this connection, not told yet
	named   map[string]bool // who was mentioned on this connection; nil once it was judged
	saved   time.Time       // the last heartbeat
	sampled time.Time
	strange int         // messages that were not understood
	why     resale.Code // of the last end
}

// run watches until ctx ends. It returns an error when storage failed: what it
// knows is then not what is written, and it must begin anew.
func (w *watcher) run(ctx context.Context) error {
	if err := w.restore(ctx); err != nil {
		return err
	}
	inner, stop := context.WithCancel(ctx)
	done := w.begin(inner)
	defer func() { stop(); done() }()
	tick := time.NewTicker(w.Tick)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return w.remember(context.WithoutCancel(ctx), w.Now())
		case r := <-w.rosters:
			err = w.enrol(ctx, r)
		case s := <-w.feed.out:
			err = w.take(ctx, s)
		case <-tick.C:
			err = w.tick(ctx, w.Now())
		}
		if err != nil {
			return err
		}
	}
}

// restore begins where the last watcher of the panel ended.
func (w *watcher) restore(ctx context.Context) error {
	return w.Store.View(ctx, func(tx *storage.Tx) error {
		known, err := tx.Standings(w.panel)
		if err != nil {
			return err
		}
		w.tracker = newTracker(w.Timing, known)
		past, err := tx.Watch(w.panel)
		w.seen, w.down = past.Seen, past.Down
		return err
	})
}

// take takes what comes from the feed.
func (w *watcher) take(ctx context.Context, s signal) error {
	switch {
	case s.opened:
		return w.open(ctx, s.at)
	case s.ended != nil:
		w.end(s)
		return nil
	}
	w.heard = s.at
	list, whole, err := servex.ReadPresences(s.raw)
	if err != nil {
		w.puzzled(err)
		return nil
	}
	return w.hear(ctx, list, whole, s.at)
}

// puzzled counts and logs what was not understood, without its content, and
// less and less often.
func (w *watcher) puzzled(err error) {
	w.Observe("user-status", "not_understood")
	if w.strange++; w.strange&(w.strange-1) == 0 {
		w.Log.Warn("a live message was not understood", "feed", "user-status", "times", w.strange, "err", err)
	}
}

func (w *watcher) open(ctx context.Context, now time.Time) error {
	w.Observe("user-status", "opened")
	w.live, w.opened, w.heard, w.failing = true, now, now, time.Time{}
	w.named = map[string]bool{}
	w.tracker.rest(now)
	if w.seen.IsZero() {
		w.seen = now
		return w.remember(ctx, now)
	}
	missed := storage.Event{Kind: Gap, At: w.seen, Until: now}
	w.gap = nil
	if now.Sub(w.seen) >= w.Timing.GapOver {
		w.gap = &missed
	}
	if w.down.IsZero() {
		return nil
	}
	missed.Kind, missed.At = PanelUp, w.down
	w.gap, w.down = nil, time.Time{}
	w.seen = now
	return w.commit(ctx, now, decision{events: []storage.Event{missed}})
}

// end takes the end of a connection. What came last before it is the last that
// is certain.
func (w *watcher) end(s signal) {
	w.Observe("user-status", string(resale.CodeOf(s.ended)))
	if w.live {
		w.live = false
		w.seen = s.at.Add(-w.Timing.Dead)
		if w.heard.After(w.seen) {
			w.seen = w.heard
		}
	}
	if w.failing.IsZero() {
		w.failing = s.at
	}
	w.named = nil
	w.why = resale.CodeOf(s.ended)
}
