package alerts

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// hear takes what a message says about clients. The first list of a connection
// is how all stand: who is not in it is not online.
func (w *watcher) hear(ctx context.Context, list []resale.Presence, whole bool, now time.Time) error {
	var begun []storage.Standing
	for _, p := range list {
		name := strings.ToLower(p.Username)
		if !w.roster.has(name) {
			continue
		}
		if w.named != nil {
			w.named[name] = true
		}
		if s := w.tracker.see(name, p.Online, now); s != nil {
			begun = append(begun, *s)
		}
	}
	if whole && w.named != nil && now.Sub(w.opened) < w.Timing.Settle && len(list) > 1 {
		w.absent(now)
	}
	if len(begun) == 0 {
		return nil
	}
	return w.commit(ctx, now, decision{standings: begun})
}

// judgeSilence looks, a while after a connection opened, at who was not
// mentioned on it. Only where most of those online were is the silence about
// the rest a sign; else the panel tells changes only.
func (w *watcher) judgeSilence(now time.Time) {
	if w.named == nil || now.Sub(w.opened) < w.Timing.Settle {
		return
	}
	mentioned := 0
	for name := range w.named {
		if c := w.tracker.clients[name]; c != nil && c.told {
			mentioned++
		}
	}
	if mentioned > 0 && mentioned*2 >= w.tracker.online {
		w.absent(now)
	}
	w.named = nil
}

func (w *watcher) absent(now time.Time) {
	for name, c := range w.tracker.clients {
		if c.seen && !w.named[name] {
			w.tracker.see(name, false, now)
		}
	}
	w.named = nil
}

// rest begins the waiting of those who were changing anew: while the panel was
// not seen they may have turned back.
func (k *tracker) rest(now time.Time) {
	for _, c := range k.restless {
		c.changed = now
	}
}
