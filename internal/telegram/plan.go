package telegram

import (
	"container/heap"
	"time"

	"resellerbot/storage"
)

const lanes = 6

// byUrgency is the order in which lanes are served. Deletions go first and
// take nothing of a chat's pace: a typed secret must be gone at once.
func byUrgency() [lanes]storage.Lane {
	return [lanes]storage.Lane{storage.Cleanups, storage.Replies, storage.Alerts, storage.Newcomers, storage.Broadcasts, storage.Later}
}

// job is a row to be sent.
type job struct {
	key      storage.OutKey
	failures int // attempts before that failed
	part     int // parts of a long text that are through already
}

// outcome is what became of a job.
type outcome struct {
	job      job
	finished bool      // the row is out of the outbox, or of this chat
	until    time.Time // if not finished: when to go on
	lane     bool      // until concerns this lane only
	calls    int
	part     int
	trouble  Trouble
}

// plan decides which row goes next. It knows keys and times only, and is
// used by one goroutine.
type plan struct {
	pace    pace
	stats   Stats
	overall *bucket
	chats   map[int64]*chatLine
	where   map[uint64]int64 // the chat in whose line a row stands
	ready   [lanes][]*chatLine
	waits   waits
	paused  [lanes]time.Time
	refused []refusal
}

func newPlan(p pace, stats Stats) *plan {
	return &plan{pace: p, stats: stats, overall: p.overall(), chats: map[int64]*chatLine{}, where: map[uint64]int64{}}
}

// add puts rows at the end of their lines. One that is known already is passed
// over, one of a chat that became another changes its line.
func (p *plan) add(keys []storage.OutKey, now time.Time) {
	for _, k := range keys {
		if at, known := p.where[k.Seq]; known && at == k.Chat || int(k.Lane) >= lanes {
			continue
		}
		p.where[k.Seq] = k.Chat
		c := p.chats[k.Chat]
		if c == nil {
			c = &chatLine{chat: k.Chat, bucket: p.pace.chat(k.Chat)}
			p.chats[k.Chat] = c
		}
		c.rows[k.Lane] = append(c.rows[k.Lane], k)
		p.place(c, now)
	}
}

// place puts a chat where it will be found when it is its turn.
func (p *plan) place(c *chatLine, now time.Time) {
	if c.busy {
		return
	}
	lane, at := c.eligible(now)
	switch {
	case lane < 0 && at.IsZero():
		p.retire(c, now)
	case lane < 0:
		p.wait(c, at)
	default:
		if wait := c.pace(lane, now); wait > 0 {
			p.wait(c, now.Add(wait))
		} else if !c.ready[lane] {
			c.ready[lane] = true
			p.ready[lane] = append(p.ready[lane], c)
		}
	}
}

func (p *plan) retire(c *chatLine, now time.Time) {
	if c.bucket.full(now) {
		delete(p.chats, c.chat)
		return
	}
	p.wait(c, now.Add(time.Minute))
}

func (p *plan) wait(c *chatLine, at time.Time) {
	if !c.timed.IsZero() && !at.Before(c.timed) {
		return
	}
	c.timed = at
	heap.Push(&p.waits, waiting{at, c})
}

// next gives the row that goes now; or nil, and how long there will be none.
func (p *plan) next(now time.Time) (*job, time.Duration) {
	wake := time.Hour
	for len(p.waits) > 0 {
		if first := p.waits[0]; first.at.After(now) {
			wake = first.at.Sub(now)
			break
		}
		w := heap.Pop(&p.waits).(waiting)
		if w.at.Equal(w.chat.timed) {
			w.chat.timed = time.Time{}
		}
		if p.chats[w.chat.chat] == w.chat {
			p.place(w.chat, now)
		}
	}
	for _, lane := range byUrgency() {
		if p.paused[lane].After(now) {
			if len(p.ready[lane]) > 0 {
				wake = min(wake, p.paused[lane].Sub(now))
			}
			continue
		}
		for len(p.ready[lane]) > 0 {
			if wait := p.overall.wait(now); wait > 0 {
				return nil, min(wake, wait)
			}
			c := p.ready[lane][0]
			p.ready[lane][0] = nil
			p.ready[lane] = p.ready[lane][1:]
			c.ready[lane] = false
			if j := p.begin(c, int(lane), now); j != nil {
				return j, 0
			}
		}
	}
	return nil, wake
}

// begin starts a chat's first row of a lane, if things are still as they were
// when the chat was found ready.
func (p *plan) begin(c *chatLine, lane int, now time.Time) *job {
	if p.chats[c.chat] != c || c.busy {
		return nil
	}
	p.forgetMoved(c, lane)
	if is, _ := c.eligible(now); is != lane || c.pace(lane, now) > 0 {
		p.place(c, now)
		return nil
	}
	c.busy = true
	c.charge(lane, 1)
	p.overall.take(1)
	return &job{key: c.rows[lane][0], failures: c.failures, part: c.part}
}

// forgetMoved passes over rows that stand in another chat's line by now.
func (p *plan) forgetMoved(c *chatLine, lane int) {
	for rows := c.rows[lane]; len(rows) > 0 && p.where[rows[0].Seq] != c.chat; rows = c.rows[lane] {
		c.rows[lane] = rows[1:]
	}
}

// done takes note of what became of a job.
func (p *plan) done(o outcome, now time.Time) {
	k := o.job.key
	c := p.chats[k.Chat] // a busy line is never dropped
	c.busy = false
	c.charge(int(k.Lane), o.calls-1)
	p.overall.take(o.calls - 1)
	if o.finished {
		c.rows[k.Lane] = c.rows[k.Lane][1:]
		c.failures, c.part = 0, 0
		if p.where[k.Seq] == k.Chat {
			delete(p.where, k.Seq)
		}
	} else {
		if o.calls > 0 {
			c.failures, c.part = c.failures+1, o.part
		}
		for l := range c.until {
			if !o.lane || l == int(k.Lane) {
				c.until[l] = o.until
			}
		}
	}
	p.heed(o, now)
	p.place(c, now)
}
