package telegram

import "time"

// pace is how fast messages go out; a rate below 0 is no limit.
type pace struct {
	perSecond float64 // over all chats
	perChat   float64 // a second, in a chat with one person
	perGroup  float64 // a minute, in a group
}

// What may come at once. Telegram counts about 30 a second over all chats, so
// the rate and its burst together stay below that.
const (
	burst      = 5
	chatBurst  = 5
	groupBurst = 5
)

func (p pace) overall() *bucket { return newBucket(p.perSecond, burst) }

func (p pace) chat(id int64) *bucket {
	if id > 0 {
		return newBucket(p.perChat, chatBurst)
	}
	// On top of the full rate, a burst would be more than allowed in the first minute.
	return newBucket(p.perGroup*0.75/60, groupBurst)
}

// bucket holds tokens that come back at a rate. Unlike rate.Limiter it gives
// back what was not used, and goes into debt for what could not wait.
type bucket struct {
	rate, burst, tokens float64
	at                  time.Time
}

// newBucket is full; a rate that is not above 0 is no limit.
func newBucket(rate float64, burst int) *bucket {
	b := float64(max(burst, 1))
	return &bucket{rate: rate, burst: b, tokens: b}
}

func (b *bucket) refill(now time.Time) {
	if passed := now.Sub(b.at); passed > 0 && !b.at.IsZero() {
		b.tokens = min(b.burst, b.tokens+passed.Seconds()*b.rate)
	}
	b.at = now
}

// wait gives how long until there is a token.
func (b *bucket) wait(now time.Time) time.Duration {
	if b.rate <= 0 {
		return 0
	}
	b.refill(now)
	if b.tokens >= 1 {
		return 0
	}
	return time.Duration((1-b.tokens)/b.rate*float64(time.Second)).Truncate(time.Millisecond) + time.Millisecond
}

// take takes n tokens, there or not; a negative n gives back.
func (b *bucket) take(n int) { b.tokens = min(b.burst, b.tokens-float64(n)) }

// full tells whether the bucket remembers nothing worth keeping.
func (b *bucket) full(now time.Time) bool {
	if b.rate <= 0 {
		return true
	}
	b.refill(now)
	return b.tokens >= b.burst
}
