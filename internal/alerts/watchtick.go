package alerts

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How often the watcher writes down that it lives, and how many are online.
const (
	heartbeat   = time.Minute
	sampleEvery = 5 * time.Minute
)

// tick decides what lasted, and tells it.
func (w *watcher) tick(ctx context.Context, now time.Time) error {
	if !w.live {
		return w.blind(ctx, now)
	}
	w.judgeSilence(now)
	d := w.tracker.tick(now)
	if e := w.missed(now, d); e != nil {
		d.events = append([]storage.Event{*e}, d.events...)
	}
	w.seen = now
	if len(d.events) > 0 || len(d.standings) > 0 {
		if err := w.commit(ctx, now, d); err != nil {
			return err
		}
	}
	return w.beat(ctx, now)
}

// missed gives the gap before this connection, once, when it mattered: somebody
// changed in it, or it was long.
func (w *watcher) missed(now time.Time, d decision) *storage.Event {
	if w.gap == nil {
		return nil
	}
	told := w.gap
	switch {
	case len(d.events) > 0:
	case now.Sub(w.opened) < w.Timing.Settle+w.Timing.OfflineHold:
		return nil
	case told.Until.Sub(told.At) < w.Timing.LongGap:
		w.gap = nil
		return nil
	}
	w.gap = nil
	return told
}

// blind tells, once, that the panel cannot be seen. Meanwhile nothing is
// decided about its clients.
func (w *watcher) blind(ctx context.Context, now time.Time) error {
	if w.failing.IsZero() || !w.down.IsZero() || w.seen.IsZero() {
		return nil
	}
	e := storage.Event{Kind: PanelDown, At: w.seen}
	if w.why == resale.Unauthorized {
		e.Kind = KeyRefused
	} else if now.Sub(w.failing) < w.Timing.DownAfter {
		return nil
	}
	w.down = w.seen
	return w.commit(ctx, now, decision{events: []storage.Event{e}})
}

// beat writes down from time to time that nothing was missed so far.
func (w *watcher) beat(ctx context.Context, now time.Time) error {
	if now.Sub(w.saved) < heartbeat {
		return nil
	}
	return w.remember(ctx, now)
}

// remember writes down until when nothing was missed, and how many are online.
func (w *watcher) remember(ctx context.Context, now time.Time) error {
	w.saved = now
	// Before that, not everybody was mentioned.
	sample := w.live && now.Sub(w.opened) >= w.Timing.Settle && now.Sub(w.sampled) >= sampleEvery
	if sample {
		w.sampled = now
	}
	return w.Store.Update(ctx, func(tx *storage.Tx) error {
		if sample {
			err := tx.AddSample(storage.Sample{Panel: w.panel, At: now, Online: w.tracker.online, Known: len(w.tracker.clients)})
			if err != nil {
				return err
			}
		}
		return tx.SaveWatch(w.watch())
	})
}

func (w *watcher) watch() storage.Watch {
	return storage.Watch{Panel: w.panel, Seen: w.seen, Down: w.down}
}

// commit writes what was decided and what is to be told, in one transaction.
func (w *watcher) commit(ctx context.Context, now time.Time, d decision) error {
	return w.Store.Update(ctx, func(tx *storage.Tx) error {
		for _, s := range d.standings {
			if err := tx.SaveStanding(w.panel, s); err != nil {
				return err
			}
		}
		if err := tx.SaveWatch(w.watch()); err != nil {
			return err
		}
		return w.tell(tx, w.panel, d.events, w.roster.category, now)
	})
}
