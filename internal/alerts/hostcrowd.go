package alerts

import "sync"

// How many webhooks are taken in at once, each with a body of up to 64 KiB.
// Others are asked to come again.
const (
	crowdMost   = 512
	crowdOfChat = 32 // a panel that sends slowly keeps no other chat's out
)

// crowd counts the webhooks that are being taken in.
type crowd struct {
	mu    sync.Mutex
	all   int
	chats map[int64]int
}

func newCrowd() *crowd { return &crowd{chats: map[int64]int{}} }

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
