package telegram

import (
	"errors"
	"sync"
	"time"
)

// crowdWithin is how close together 429s of different chats must be to be
// about the bot as a whole.
const (
	crowdWithin = 5 * time.Second
	crowdChats  = 3
)

// crowd remembers which chats were told to wait lately.
type crowd struct {
	mu   sync.Mutex
	last map[int64]time.Time
}

// hit adds a 429 and tells whether it looks like the whole bot's.
func (c *crowd) hit(now time.Time, chat int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil {
		c.last = map[int64]time.Time{}
	}
	c.last[chat] = now
	for id, at := range c.last {
		if now.Sub(at) > crowdWithin {
			delete(c.last, id)
		}
	}
	return len(c.last) >= crowdChats
}

func waitOf(err error) time.Duration {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Wait
	}
	return 0
}

func newChatOf(err error) int64 {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.NewChat
	}
	return 0
}
