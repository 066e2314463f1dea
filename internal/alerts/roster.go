package alerts

import (
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// rosterEvery is how often it is looked at who is to be watched. The list
// itself is read once an hour at most, see ops.Listing.
const rosterEvery = 30 * time.Second

// roster is who is watched on a panel.
type roster struct {
	names      []string // sorted, in lower case
	categories map[string]int64
	err        error // it could not be read: those of before are still right
}

func (r roster) has(name string) bool { _, ok := slices.BinarySearch(r.names, name); return ok }

func (r roster) category(name string) int64 { return r.categories[name] }

// keepRoster reads who is to be watched, again and again until ctx ends.
func (w *watcher) keepRoster(ctx context.Context) {
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-pause.C:
		}
		r, err := w.readRoster(ctx)
		r.err = err
		if err != nil {
			pause.Reset(w.Timing.RetryMost)
		} else {
			pause.Reset(rosterEvery)
		}
		select {
		case w.rosters <- r:
		case <-ctx.Done():
			return
		}
	}
}

// unlisted notes that the panel cannot even be asked who is to be watched.
func (w *watcher) unlisted(err error) {
	w.Log.Debug("read who is to be watched", "err", err)
	if w.live {
		return
	}
	w.why = resale.CodeOf(err)
	if w.failing.IsZero() {
		w.failing = w.Now()
	}
}

// readRoster takes the clients that any rule of the panel is about.
func (w *watcher) readRoster(ctx context.Context) (roster, error) {
	var rules []storage.AlertRule
	err := w.Store.View(ctx, func(tx *storage.Tx) (err error) {
		rules, err = tx.AlertRulesOf(w.panel)
		return err
	})
	if err != nil || len(rules) == 0 {
		return roster{}, err
	}
	listing, err := w.Ops.Listing(ctx, rules[0].Chat, ops.Servex)
	if err != nil {
		return roster{}, err
	}
	r := roster{categories: make(map[string]int64, len(listing.Clients))}
	for _, c := range listing.Clients {
		name := strings.ToLower(c.Username)
		wanted := slices.ContainsFunc(rules, func(rule storage.AlertRule) bool {
			return (rule.Online || rule.Offline) && rule.Wants(name, c.CategoryID)
		})
		if wanted {
			r.names = append(r.names, name)
			r.categories[name] = c.CategoryID
		}
	}
	slices.Sort(r.names)
	return r, nil
}

// enrol changes who is watched. Who left is forgotten, and begins anew when
// watched again.
func (w *watcher) enrol(ctx context.Context, r roster) error {
	if r.err != nil {
		w.unlisted(r.err)
		return nil
	}
	same := slices.Equal(w.roster.names, r.names)
	first := w.roster.names == nil
	w.roster = r
	if same && !first {
		return nil
	}
	w.feed.watch(slices.Clone(r.names))
	dropped := w.tracker.forget(r.has)
	if len(dropped) == 0 {
		return nil
	}
	return w.Store.Update(ctx, func(tx *storage.Tx) error {
		for _, name := range dropped {
			if err := tx.DropStanding(w.panel, name); err != nil {
				return err
			}
		}
		return nil
	})
}
