package alerts

import (
	"time"

	"resellerbot/storage"
)

// mostWaiting bounds what waits to be told in a chat, through a night of quiet
// hours: beyond it, each client keeps only its last line.
const mostWaiting = 20_000

// tell puts events into the queues of the chats that want to hear of them.
func (a *Alerts) tell(tx *storage.Tx, panel string, events []storage.Event, category func(name string) int64, now time.Time) error {
	if len(events) == 0 {
		return nil
	}
	rules, err := tx.AlertRulesOf(panel)
	if err != nil {
		return err
	}
	for _, r := range rules {
		if r.Muted.After(now) {
			continue
		}
		var mine []storage.Event
		for _, e := range events {
			if about(r, e, category(e.Name)) {
				mine = append(mine, e)
			}
		}
		// A gap in which only others changed did not matter here.
		if len(mine) == 0 || len(mine) == 1 && mine[0].Kind == Gap && len(events) > 1 {
			continue
		}
		if err := a.enqueue(tx, r, mine, now); err != nil {
			return err
		}
	}
	return nil
}

func (a *Alerts) enqueue(tx *storage.Tx, r storage.AlertRule, events []storage.Event, now time.Time) error {
	place, _, err := tx.Chat(r.Chat)
	if err != nil || place.Unreachable {
		return err
	}
	q, err := tx.AlertQueue(r.Chat)
	if err != nil {
		return err
	}
	due := a.due(r, q, zoneOf(place), now)
	if q.Count+len(events) <= mostWaiting {
		return tx.AddEvents(r.Chat, due, events)
	}
	waiting, err := tx.TakeEvents(r.Chat, q.Last, func([]storage.Event) int { return q.Lines })
	if err != nil {
		return err
	}
	if !q.Due.IsZero() {
		due = q.Due
	}
	return tx.AddEvents(r.Chat, due, Collapse(append(waiting, events...)))
}

// due is when what happens now is told: with what happens right after it, not
// too soon after a long message, and not in quiet hours.
func (a *Alerts) due(r storage.AlertRule, q storage.AlertQueue, zone *time.Location, now time.Time) time.Time {
	due := now.Add(a.Timing.Group)
	rest := time.Duration(0)
	switch {
	case q.Lines > MostLines:
		rest = a.Timing.Calm
	case q.Lines > MostLines/4:
		rest = a.Timing.Calm / 2
	}
	if next := q.Last.Add(rest); next.After(due) {
		due = next
	}
	if quiet := r.QuietUntil(due, zone); !quiet.IsZero() {
		return quiet
	}
	return due
}

func zoneOf(c storage.Chat) *time.Location {
	if zone, err := time.LoadLocation(c.Zone); err == nil {
		return zone
	}
	return time.UTC
}
