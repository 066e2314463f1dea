package telegram

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"resellerbot/storage"
)

// SenderConfig is what a Sender needs. The paces default to what Telegram lets
// a bot do; a negative one is no limit.
type SenderConfig struct {
	API       *API
	Store     *storage.Store
	Workers   int           // calls at once; default 32
	PerSecond float64       // over all chats; default 25
	PerChat   float64       // a second in a private chat, with a burst of 5; edits count; default 1
	PerGroup  float64       // a minute in a group; default 20
	Grace     time.Duration // how long calls may go on after the end; default 5 s
	Now       func() time.Time
	Log       *slog.Logger
	Stats     Stats
}

// Sender empties the outbox: in order within a chat and lane, urgent lanes
// first, never faster than Telegram allows. Only keys are kept in memory. See
// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
type Sender struct {
	SenderConfig
	mail  mailbox
	state health
}

// NewSender prepares a sender and hears of every row from now on; Run starts
// it. A store has one.
func NewSender(c SenderConfig) *Sender {
	c.Workers = or(c.Workers, 32)
	c.PerSecond, c.PerChat, c.PerGroup = or(c.PerSecond, 25), or(c.PerChat, 1), or(c.PerGroup, 20)
	c.Grace = or(c.Grace, 5*time.Second)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Sender{SenderConfig: c, mail: mailbox{news: make(chan struct{}, 1)}}
	c.Store.WatchOutbox(s.mail.queue)
	return s
}

func or[T int | float64 | time.Duration](v, otherwise T) T {
	if v == 0 {
		return otherwise
	}
	return v
}

// Status is nil while messages go out, or names what is broken.
func (s *Sender) Status() error { return s.state.status(s.Now()) }

// Run sends until ctx ends, and returns when the calls under way have been
// settled: those that take longer than the grace are cut off, and may come
// twice. What waits stays in the outbox.
func (s *Sender) Run(ctx context.Context) error {
	var left []storage.OutKey
	err := s.Store.View(ctx, func(tx *storage.Tx) (err error) {
		left, err = tx.OutKeys()
		return err
	})
	if err != nil {
		return fmt.Errorf("send: read outbox: %w", err)
	}
	p := newPlan(pace{s.PerSecond, s.PerChat, s.PerGroup}, s.Stats)
	p.add(left, s.Now())

	calls, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	jobs := make(chan job, s.Workers)
	var workers sync.WaitGroup
	for range s.Workers {
		workers.Go(func() {
			for j := range jobs {
				if ctx.Err() == nil {
					s.mail.report(s.deliver(calls, j))
				}
			}
		})
	}
	s.dispatch(ctx, p, jobs)
	close(jobs)
	grace := time.AfterFunc(s.Grace, cut)
	defer grace.Stop()
	workers.Wait()
	return nil
}

// dispatch hands out jobs until ctx ends. It alone touches the plan.
func (s *Sender) dispatch(ctx context.Context, p *plan, jobs chan<- job) {
	free := s.Workers
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		queued, done := s.mail.collect()
		now := s.Now()
		p.add(queued, now)
		for _, o := range done {
			p.done(o, now)
		}
		free += len(done)
		wake := time.Hour
		for free > 0 {
			j, after := p.next(now)
			if j == nil {
				wake = after
				break
			}
			free--
			jobs <- *j // has room for every worker
		}
		timer.Reset(wake)
		select {
		case <-s.mail.news:
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
}
