package telegram

import (
	"time"

	"resellerbot/storage"
)

// chatLine is what waits for one chat. It exists while something waits or its
// bucket is not full.
type chatLine struct {
	chat     int64
	rows     [lanes][]storage.OutKey
	until    [lanes]time.Time
	bucket   *bucket
	busy     bool
	ready    [lanes]bool // stands among the ready of that lane
	timed    time.Time   // will be looked at again
	failures int
	part     int
}

// eligible gives the most urgent lane that may go now; -1 and a time when one
// may later; -1 and the zero time when nothing waits.
func (c *chatLine) eligible(now time.Time) (lane int, at time.Time) {
	for _, l := range byUrgency() {
		if len(c.rows[l]) == 0 {
			continue
		}
		if !c.until[l].After(now) {
			return int(l), time.Time{}
		}
		if at.IsZero() || c.until[l].Before(at) {
			at = c.until[l]
		}
	}
	return -1, at
}

// pace is how long the chat's pace makes a lane wait.
func (c *chatLine) pace(lane int, now time.Time) time.Duration {
	if lane == int(storage.Cleanups) {
		return 0
	}
	return c.bucket.wait(now)
}

// charge takes calls off the chat's pace; less than none gives them back.
func (c *chatLine) charge(lane, calls int) {
	if lane != int(storage.Cleanups) {
		c.bucket.take(calls)
	}
}
