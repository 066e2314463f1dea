package alerts

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// loads says how loaded a server is, in figures only.
func (one *server) loads() string {
	return fmt.Sprintf("CPU %.0f%%, RAM %.0f%%", one.CPU, one.Memory)
}

// tick tells what lasted, and shows the live views.
func (s *servers) tick(ctx context.Context, now time.Time) error {
	if s.live {
		if err := s.decide(ctx, now); err != nil {
			return err
		}
	}
	return s.showViews(ctx, now)
}

func (s *servers) decide(ctx context.Context, now time.Time) error {
	var events []storage.Event
	var changed []storage.ServerStanding
	for _, one := range s.all {
		_, written := s.known[one.told.ID]
		mine := one.decide(s.Timing, now)
		if len(mine) > 0 || !written {
			changed = append(changed, one.told)
		}
		events = append(events, mine...)
	}
	if len(changed) == 0 {
		return nil
	}
	slices.SortFunc(events, func(a, b storage.Event) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Name, b.Name)) })
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		for _, c := range changed {
			if err := tx.SaveServer(s.panel, c); err != nil {
				return err
			}
		}
		// So that it is found when nobody watches the panel any more.
		if w, err := tx.Watch(s.panel); err != nil {
			return err
		} else if err := tx.SaveWatch(w); err != nil {
			return err
		}
		return s.tell(tx, s.panel, events, func(string) int64 { return 0 }, now)
	})
	for _, c := range changed {
		s.known[c.ID] = c
	}
	return err
}

// statuses gives how the servers stand, by name.
func (s *servers) statuses() []resale.ServerStatus {
	var all []resale.ServerStatus
	for _, one := range s.all {
		all = append(all, one.ServerStatus)
	}
	slices.SortFunc(all, func(a, b resale.ServerStatus) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
