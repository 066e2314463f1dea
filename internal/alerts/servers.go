package alerts

import (
	"context"
	"slices"
	"sync"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// calmBelow is how far below its level a server must be to count as calm.
const calmBelow = 5

// server is how one server of a panel stands.
type server struct {
	resale.ServerStatus
	told    storage.ServerStanding
	heard   time.Time
	changed time.Time         // when Online differed from what is told first; zero: it does not
	over    map[int]time.Time // since when its load is over a level, or below one that was told
}

// servers watches the servers of a panel.
type servers struct {
	*Alerts
	panel string
	feed  *feed
	all   map[string]*server
	live  bool
	known map[string]storage.ServerStanding
	shown map[int64]shownView // by chat
}

func (a *Alerts) newServers(panel string) *servers {
	return &servers{
		Alerts: a, panel: panel, all: map[string]*server{}, shown: map[int64]shownView{},
		feed: newFeed(servex.ServerStatus, a.listenFor(panel), a.Timing, a.Now),
	}
}

// run watches until ctx ends, or storage fails.
func (s *servers) run(ctx context.Context) error {
	if err := s.restore(ctx); err != nil {
		return err
	}
	inner, stop := context.WithCancel(ctx)
	var feeding sync.WaitGroup
	feeding.Go(func() { s.feed.run(inner) })
	defer func() { stop(); feeding.Wait() }()
	tick := time.NewTicker(s.Tick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case m := <-s.feed.out:
			s.take(m)
		case <-tick.C:
			if err := s.tick(ctx, s.Now().UTC()); err != nil {
				return err
			}
		}
	}
}

func (s *servers) restore(ctx context.Context) error {
	return s.Store.View(ctx, func(tx *storage.Tx) error {
		known, err := tx.Servers(s.panel)
		s.known = map[string]storage.ServerStanding{}
		for _, k := range known {
			s.known[k.ID] = k
		}
		return err
	})
}

func (s *servers) take(m signal) {
	switch {
	case m.opened:
		s.live = true
		for _, one := range s.all { // silence while nothing was heard is not theirs
			one.heard = m.at
		}
		return
	case m.ended != nil:
		s.live = false
		s.Observe("server-status", string(resale.CodeOf(m.ended)))
		return
	}
	list, err := servex.ReadServers(m.raw)
	if err != nil {
		s.Observe("server-status", "not_understood")
		return
	}
	for _, status := range list {
		s.see(status, m.at)
	}
}

// see takes what is said about one server. The first time is where it begins.
func (s *servers) see(status resale.ServerStatus, now time.Time) {
	one := s.all[status.ID]
	if one == nil {
		told, known := s.known[status.ID]
		if !known {
			told = storage.ServerStanding{ID: status.ID, Name: status.Name, Online: status.Online, At: now}
		}
		one = &server{told: told, over: map[int]time.Time{}}
		s.all[status.ID] = one
	}
	one.ServerStatus, one.heard = status, now
	one.watch(now)
}

// watch notes since when a server is not as it is told.
func (one *server) watch(now time.Time) {
	switch {
	case one.Online == one.told.Online:
		one.changed = time.Time{}
	case one.changed.IsZero():
		one.changed = now
	}
	load := int(max(one.CPU, one.Memory))
	for _, level := range Levels() {
		over := load > level
		if slices.Contains(one.told.Over, level) {
			over = load <= level-calmBelow
		}
		switch {
		case !over || !one.Online:
			delete(one.over, level)
		case one.over[level].IsZero():
			one.over[level] = now
		}
	}
}

// decide gives what lasted about a server.
func (one *server) decide(t Timing, now time.Time) (events []storage.Event) {
	if one.Online && now.Sub(one.heard) >= t.ServerLost {
		one.Online = false
		one.watch(one.heard.Add(t.ServerLost))
	}
	hold := t.OfflineHold
	if one.Online {
		hold = t.OnlineHold
	}
	if !one.changed.IsZero() && now.Sub(one.changed) >= hold {
		one.told.Online, one.told.At = one.Online, one.changed
		kind := ServerOffline
		if one.Online {
			kind = ServerOnline
		}
		events = append(events, storage.Event{Kind: kind, Name: one.Name, At: one.changed})
		one.changed = time.Time{}
	}
	return append(events, one.decideLoad(t, now)...)
}

func (one *server) decideLoad(t Timing, now time.Time) (events []storage.Event) {
	for _, level := range Levels() {
		since := one.over[level]
		if since.IsZero() || now.Sub(since) < t.BusyAfter {
			continue
		}
		delete(one.over, level)
		if i := slices.Index(one.told.Over, level); i >= 0 {
			one.told.Over = slices.Delete(one.told.Over, i, i+1)
			events = append(events, storage.Event{Kind: ServerCalm, Name: one.Name, Count: level, At: since})
			continue
		}
		one.told.Over = append(one.told.Over, level)
		events = append(events, storage.Event{Kind: ServerBusy, Name: one.Name, Count: level, At: since, Text: one.loads()})
	}
	return events
}
