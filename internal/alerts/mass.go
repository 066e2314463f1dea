package alerts

import (
	"time"

	"resellerbot/storage"
)

// massive tells whether nearly everybody is going: then it is the panel that
// went. It is asked when the first of them is due, and looks at all that are
// on their way.
func (k *tracker) massive(now time.Time) bool {
	leaving, due := 0, false
	for _, c := range k.restless {
		if c.told && !c.seen {
			leaving++
			due = due || now.Sub(c.changed) >= k.timing.OfflineHold
		}
	}
	return due && leaving >= massLeast && leaving*100 >= k.online*massPercent
}

// leave tells all that are on their way as one.
func (k *tracker) leave(now time.Time, d *decision) {
	e := storage.Event{Kind: AllOffline, At: now}
	for _, c := range k.restless {
		if !c.told || c.seen {
			continue
		}
		e.Count++
		if c.changed.Before(e.At) {
			e.At = c.changed
		}
		c.mass = true
		k.gone++
		k.turn(c, d)
		c.flips = 0
		delete(k.restless, c.name)
	}
	d.events = append(d.events, e)
}

// welcome tells how many of a mass are back, when all are or some time went
// by. Until then nothing is decided about them, so that a restart in between
// loses nothing.
func (k *tracker) welcome(now time.Time, d *decision) {
	var back []*client
	first := now
	for _, c := range k.restless {
		if c.mass && c.seen && now.Sub(c.changed) >= k.timing.OnlineHold {
			back = append(back, c)
			if c.changed.Before(first) {
				first = c.changed
			}
		}
	}
	if len(back) == 0 || k.gone > len(back) && now.Sub(first) < k.timing.OfflineHold {
		return
	}
	for _, c := range back {
		c.mass, c.flips = false, 0
		k.gone--
		k.turn(c, d)
		delete(k.restless, c.name)
	}
	d.events = append(d.events, storage.Event{Kind: Returned, Count: len(back), At: first, Until: now})
}
