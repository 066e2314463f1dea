package alerts

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// viewEvery is how often a live message may change.
const viewEvery = 5 * time.Second

// View is what a live view of servers shows.
type View struct {
	storage.ServerView
	Zone    *time.Location
	Servers []resale.ServerStatus
	Live    bool // the panel is heard
	Over    bool // it changes no more
	At      time.Time
}

type shownView struct {
	html string
	at   time.Time
}

// wantViews watches the servers of panels that somebody looks at.
func (a *Alerts) wantViews(tx *storage.Tx, all map[string]func(context.Context) error) error {
	views, err := tx.ServerViews()
	for _, v := range views {
		all["servers "+v.Panel] = func(ctx context.Context) error { return a.newServers(v.Panel).run(ctx) }
	}
	return err
}

// showViews edits the live messages whose content changed.
func (s *servers) showViews(ctx context.Context, now time.Time) error {
	views, err := s.views(ctx)
	if err != nil {
		return err
	}
	for _, v := range views {
		over := !v.Until.After(now)
		last := s.shown[v.Chat]
		if !over && (now.Sub(last.at) < viewEvery || len(s.all) == 0 && now.Sub(last.at) < time.Minute && !last.at.IsZero()) {
			continue
		}
		if err := s.show(ctx, v, over, now); err != nil {
			return err
		}
	}
	return nil
}

func (s *servers) views(ctx context.Context) (mine []storage.ServerView, err error) {
	err = s.Store.View(ctx, func(tx *storage.Tx) error {
		mine = nil
		all, err := tx.ServerViews()
		for _, v := range all {
			if v.Panel == s.panel {
				mine = append(mine, v)
			}
		}
		return err
	})
	return mine, err
}

func (s *servers) show(ctx context.Context, v storage.ServerView, over bool, now time.Time) error {
	return s.Store.Update(ctx, func(tx *storage.Tx) error {
		place, _, err := tx.Chat(v.Chat)
		if err != nil {
			return err
		}
		m := s.Config.Servers(View{ServerView: v, Zone: zoneOf(place), Servers: s.statuses(), Live: s.live, Over: over, At: now})
		if over {
			delete(s.shown, v.Chat)
			if err := tx.DropServerView(v.Chat); err != nil {
				return err
			}
		} else {
			if m.HTML == s.shown[v.Chat].html {
				return nil
			}
			s.shown[v.Chat] = shownView{m.HTML, now}
		}
		return tx.Queue(showing(v, m, now))
	})
}

func showing(v storage.ServerView, m chat.Message, now time.Time) *storage.Outgoing {
	return &storage.Outgoing{
		Key: storage.OutKey{Chat: v.Chat, Lane: storage.Alerts}, Thread: v.Thread,
		Kind: storage.Show, Slot: v.Slot, Message: m, At: now,
	}
}
