package telegram

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/storage"
)

// SenderConfig is what a Sender needs. The paces default to what Telegram lets
// a bot do; a negative one is no limit.
type SenderConfig struct {
	API       *API
	Store     *storage.Store
	Workers   int     // calls at once; default 32
	PerSecond float64 // over all chats; default 25
	PerChat   float64 // a second in a private chat, with a burst of 5; default 1
	PerGroup  float64 // a minute in a group; default 20
	Now       func() time.Time
	Log       *slog.Logger
	Stats     Stats
}

// Sender empties the outbox: in order within a chat and lane, urgent lanes
// first, never faster than Telegram allows. See
// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
type Sender struct {
	SenderConfig
	pace   *rate.Limiter
	status atomic.Pointer[error]
	wake   chan struct{}
	wg     sync.WaitGroup
	crowd  crowd

	mu      sync.Mutex
	until   time.Time // the whole bot rests until then
	arrived []storage.OutKey
	plan    *plan
}

// NewSender prepares a sender and hears of every row from now on; Run starts
// it.
func NewSender(c SenderConfig) *Sender {
	if c.Workers == 0 {
		c.Workers = 32
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Sender{SenderConfig: c, wake: make(chan struct{}, 1)}
	s.pace = limiter(or(c.PerSecond, 25), 25)
	s.plan = newPlan(or(c.PerChat, 1), or(c.PerGroup, 20))
	s.setStatus(nil)
	c.Store.WatchOutbox(s.hear)
	return s
}

func or(v, other float64) float64 {
	if v == 0 {
		return other
	}
	return v
}

// limiter treats a negative rate as none.
func limiter(perSecond float64, burst int) *rate.Limiter {
	if perSecond < 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(perSecond), burst)
}

// Status is nil while messages go out, or names what is broken.
func (s *Sender) Status() error { return *s.status.Load() }

func (s *Sender) setStatus(err error) { s.status.Store(&err) }

// hear is told of rows after each commit. Only keys are kept in memory.
func (s *Sender) hear(keys []storage.OutKey) {
	s.mu.Lock()
	s.arrived = append(s.arrived, keys...)
	s.mu.Unlock()
	s.stir()
}

func (s *Sender) stir() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Run sends until ctx ends, and returns when the calls that were under way
// have been settled.
func (s *Sender) Run(ctx context.Context) error {
	var left []storage.OutKey
	err := s.Store.View(ctx, func(tx *storage.Tx) (err error) {
		left, err = tx.OutKeys()
		return err
	})
	if err != nil {
		return fmt.Errorf("send: read outbox: %w", err)
	}
	s.hear(left)
	slots := make(chan struct{}, s.Workers)
	defer s.wg.Wait()
	for {
		job, wait := s.next()
		if job == nil {
			if !s.sleep(ctx, wait) {
				return nil
			}
			continue
		}
		if err := s.pace.Wait(ctx); err != nil {
			return nil
		}
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return nil
		}
		s.wg.Go(func() {
			defer func() { <-slots; s.stir() }()
			// A call that is under way is settled even while the program ends,
			// for one that is cut off may be sent twice.
			s.deliver(context.WithoutCancel(ctx), job)
		})
	}
}

// next takes the most urgent row whose chat may be written to now.
func (s *Sender) next() (*job, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.arrived {
		s.plan.add(k)
	}
	s.arrived = s.arrived[:0]
	now := s.Now()
	if s.until.After(now) {
		return nil, s.until.Sub(now)
	}
	return s.plan.next(now)
}

// rest stops all sending until a time.
func (s *Sender) rest(until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if until.After(s.until) {
		s.until = until
	}
}

func (s *Sender) sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-s.wake:
	case <-timer.C:
	case <-ctx.Done():
		return false
	}
	return true
}

// done gives the chat free again, at once or at a time.
func (s *Sender) done(j *job, again bool, notBefore time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plan.done(j, again, notBefore)
}
