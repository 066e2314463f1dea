package telegram

import (
	"time"

	"resellerbot/storage"
)

// When several chats are refused within a short time, it is the bot that is
// too fast.
const (
	crowd     = 3
	crowdTime = 3 * time.Second
)

type refusal struct {
	chat int64
	at   time.Time
}

// heed makes a refusal count for as much as it concerns.
func (p *plan) heed(o outcome, now time.Time) {
	switch o.trouble {
	case Revoked:
		p.pauseAll(o.until)
	case TooMany:
		p.refused = append(p.refused, refusal{o.job.key.Chat, now})
		switch {
		case p.crowded(now):
			p.stats.tooMany("bot")
			p.pauseAll(o.until)
		case o.job.key.Lane == storage.Broadcasts:
			p.stats.tooMany("lane")
			p.paused[storage.Broadcasts] = o.until
		default:
			p.stats.tooMany("chat")
		}
	}
}

func (p *plan) pauseAll(until time.Time) {
	for l := range p.paused {
		if until.After(p.paused[l]) {
			p.paused[l] = until
		}
	}
}

func (p *plan) crowded(now time.Time) bool {
	for len(p.refused) > 0 && now.Sub(p.refused[0].at) > crowdTime {
		p.refused = p.refused[1:]
	}
	chats := map[int64]bool{}
	for _, r := range p.refused {
		chats[r.chat] = true
	}
	return len(chats) >= crowd
}
