package telegram

import (
	"container/heap"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/storage"
)

const lanes = 4

// byUrgency is the order in which lanes are served. Deletions go first and
// take nothing of a chat's pace: a typed secret must be gone at once.
func byUrgency() [lanes]storage.Lane {
	return [lanes]storage.Lane{storage.Cleanups, storage.Replies, storage.Alerts, storage.Broadcasts}
}

// plan decides which chat is written to next. It is not safe for concurrent
// use.
type plan struct {
	chats    map[int64]*route
	ready    [lanes][]*route // chats whose most urgent row is in that lane
	waiting  delayed         // chats that must rest
	perChat  float64
	perGroup float64
}

// route is what a chat has to be sent.
type route struct {
	chat   int64
	rows   [lanes][]storage.OutKey
	seen   map[uint64]bool // rows by their number, for a row may be heard of twice
	busy   bool            // a call is under way
	listed bool            // in ready or waiting
	until  time.Time
	paced  bool // until is our own pace, not Telegram's word
	pace   *rate.Limiter
	index  int
}

// job is one row on its way.
type job struct {
	key   storage.OutKey
	route *route
}

func newPlan(perChat, perGroup float64) *plan {
	return &plan{chats: map[int64]*route{}, perChat: perChat, perGroup: perGroup}
}

func (p *plan) add(k storage.OutKey) {
	r := p.chats[k.Chat]
	if r == nil {
		r = &route{chat: k.Chat, seen: map[uint64]bool{}, pace: limiter(p.perChat, 5)}
		if k.Chat < 0 {
			// With a burst of 5, no minute sees more than the limit.
			r.pace = limiter(p.perGroup*0.75/60, 5)
		}
		p.chats[k.Chat] = r
	}
	if r.seen[k.Seq] || int(k.Lane) >= lanes {
		return
	}
	r.seen[k.Seq] = true
	r.rows[k.Lane] = append(r.rows[k.Lane], k)
	if k.Lane == storage.Cleanups && r.listed && r.paced && !r.until.IsZero() {
		heap.Remove(&p.waiting, r.index)
		r.listed, r.paced, r.until = false, false, time.Time{}
	}
	p.list(r)
}

// lane is the most urgent one that has a row.
func (r *route) lane() int {
	for _, lane := range byUrgency() {
		if len(r.rows[lane]) > 0 {
			return int(lane)
		}
	}
	return -1
}

func (p *plan) list(r *route) {
	if r.busy || r.listed || r.lane() < 0 {
		return
	}
	r.listed = true
	if !r.until.IsZero() {
		heap.Push(&p.waiting, r)
		return
	}
	p.ready[r.lane()] = append(p.ready[r.lane()], r)
}

// longestSleep bounds how long the plan sleeps without being asked again.
const longestSleep = time.Minute

// next gives the next row to send, or how long there is nothing to do.
func (p *plan) next(now time.Time) (*job, time.Duration) {
	p.rested(now)
	for _, i := range byUrgency() {
		for len(p.ready[i]) > 0 {
			r := p.ready[i][0]
			p.ready[i] = p.ready[i][1:]
			r.listed = false
			lane := r.lane()
			if lane < 0 {
				continue
			}
			if wait := r.wait(now, lane); wait > 0 {
				r.until, r.paced = now.Add(wait), true
				p.list(r)
				continue
			}
			r.busy = true
			return &job{key: r.rows[lane][0], route: r}, 0
		}
	}
	if len(p.waiting) > 0 {
		return nil, min(max(p.waiting[0].until.Sub(now), time.Millisecond), longestSleep)
	}
	return nil, longestSleep
}

// wait is how long the chat's pace makes the next row wait.
func (r *route) wait(now time.Time, lane int) time.Duration {
	if lane == int(storage.Cleanups) {
		return 0
	}
	v := r.pace.ReserveN(now, 1)
	d := v.DelayFrom(now)
	if d > 0 {
		v.CancelAt(now)
	}
	return d
}

// rested brings back the chats whose rest is over.
func (p *plan) rested(now time.Time) {
	for len(p.waiting) > 0 && !p.waiting[0].until.After(now) {
		r := heap.Pop(&p.waiting).(*route)
		r.listed, r.paced, r.until = false, false, time.Time{}
		p.list(r)
	}
}

// done takes the row off the route, or leaves it there to be tried again, and
// lets the chat go on.
func (p *plan) done(j *job, again bool, notBefore time.Time) {
	r := j.route
	r.busy = false
	if !again {
		r.rows[j.key.Lane] = r.rows[j.key.Lane][1:]
		delete(r.seen, j.key.Seq)
	}
	r.until, r.paced = notBefore, false
	p.list(r)
	if r.lane() < 0 && r.pace.Limit() == rate.Inf {
		delete(p.chats, r.chat)
	}
	p.forget()
}

// forgetAbove bounds the chats whose pace is remembered though nothing waits.
const forgetAbove = 10_000

func (p *plan) forget() {
	if len(p.chats) < forgetAbove {
		return
	}
	for id, r := range p.chats {
		if r.lane() < 0 && !r.busy && r.pace.Tokens() >= float64(r.pace.Burst()) {
			delete(p.chats, id)
		}
	}
}

// delayed is a heap of chats by when their rest ends.
type delayed []*route

func (d delayed) Len() int           { return len(d) }
func (d delayed) Less(i, j int) bool { return d[i].until.Before(d[j].until) }
func (d delayed) Swap(i, j int)      { d[i], d[j] = d[j], d[i]; d[i].index, d[j].index = i, j }
func (d *delayed) Push(x any)        { r := x.(*route); r.index = len(*d); *d = append(*d, r) }
func (d *delayed) Pop() any {
	old := *d
	r := old[len(old)-1]
	*d = old[:len(old)-1]
	return r
}
