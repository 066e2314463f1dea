package ops

import (
	"maps"
	"time"
)

// How often a chat hears of its orders: news are gathered, and while they keep
// coming the messages become rarer.
const (
	gatherFor    = 10 * time.Second
	firstPause   = time.Minute
	longestPause = 15 * time.Minute
)

// pace is when a chat was told last, and may be told again.
type pace struct {
	waiting time.Time // since when there is something to tell; zero: there is nothing
	last    time.Time
	pause   time.Duration
}

// ready tells whether a chat with news may be told now.
func (t *tracking) ready(chat int64, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.paces[chat]
	if p.waiting.IsZero() {
		p.waiting = now
		t.paces[chat] = p
	}
	return now.Sub(p.waiting) >= gatherFor && now.Sub(p.last) >= p.pause
}

// spoke notes that a chat was told.
func (t *tracking) spoke(chat int64, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.paces[chat]
	switch since := now.Sub(p.last); {
	case p.last.IsZero(), since > 2*p.pause+firstPause:
		p.pause = firstPause
	default:
		p.pause = min(2*p.pause, longestPause)
	}
	t.paces[chat] = pace{last: now, pause: p.pause}
	maps.DeleteFunc(t.paces, func(_ int64, p pace) bool { return p.waiting.IsZero() && now.Sub(p.last) > 4*longestPause })
}
