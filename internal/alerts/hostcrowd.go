package alerts

import (
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many webhooks are taken in at once, each with a body of up to 64 KiB.
// Others are asked to come again.
const (
	crowdMost   = 512
	crowdOfChat = 32 // a panel that sends slowly keeps no other chat's out
)

// How many webhooks of one chat are kept. By each it is known for two days that
// it came: a panel that invents them fills no disk. What is beyond the lists tell.
const (
	keptAtOnce = 30_000
	keptEach   = rate.Limit(2) // a second
	keptChats  = 4096          // of which it is known; one that was silent is as good as new
)

// crowd counts the webhooks that are being taken in.
type crowd struct {
	mu    sync.Mutex
	all   int
	chats map[int64]int
	kept  map[int64]*rate.Limiter
}

func newCrowd() *crowd { return &crowd{chats: map[int64]int{}, kept: map[int64]*rate.Limiter{}} }

// keeps tells whether one more of a chat is to be kept.
func (c *crowd) keeps(chat int64, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	of := c.kept[chat]
	if of == nil {
		if len(c.kept) >= keptChats {
			maps.DeleteFunc(c.kept, func(_ int64, old *rate.Limiter) bool { return old.TokensAt(now) >= keptAtOnce })
		}
		of = rate.NewLimiter(keptEach, keptAtOnce)
		c.kept[chat] = of
	}
	return of.AllowN(now, 1)
}

// enter tells whether there is room for one more of a chat, which leaves then.
func (c *crowd) enter(chat int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all >= crowdMost || c.chats[chat] >= crowdOfChat {
		return false
	}
	c.all++
	c.chats[chat]++
	return true
}

func (c *crowd) leave(chat int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	if c.chats[chat]--; c.chats[chat] == 0 {
		delete(c.chats, chat)
	}
}
