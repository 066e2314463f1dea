// Package alerts takes what panels say live to the chats that want to hear it:
// event, who, once, grouped, outbox. What lasted is written down in the
// transaction that puts it into the chats' queues, and leaves a queue in the
// one that puts the message into the outbox: so that a crash between any two
// of them neither repeats nor loses it.
package alerts

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/providers/servex"
	"resellerbot/storage"
)

// How often it is looked at whom to watch, and how soon a watcher that failed
// begins anew.
const (
	lookEvery  = 5 * time.Second
	againAfter = 5 * time.Second
)

// Telling is one message to a chat.
type Telling struct {
	Rule  storage.AlertRule
	Zone  *time.Location
	Lines []storage.Event // at most MostLines
	More  int             // that did not fit
	Batch uint64          // holds all of them, when some did not fit
}

// Config is what Alerts needs.
type Config struct {
	Store   *storage.Store
	Ops     *ops.Ops
	Listen  func(ctx context.Context, chat int64, l servex.Listening) error // default Ops.Listen
	Render  func(Telling) chat.Message
	Servers func(View) chat.Message // a live view of servers
	Observe func(feed, what string) // counts; must not block
	Now     func() time.Time
	Log     *slog.Logger
	Timing  Timing
	Tick    time.Duration // how often it is decided what lasted; default 1 s
}

// Alerts watches panels and tells chats.
type Alerts struct {
	Config
	watching map[string]*handle // by panel and feed; Run's alone
	all      sync.WaitGroup
}

type handle struct {
	stop context.CancelFunc
	done chan struct{}
}

// New makes an Alerts. It does nothing before Run.
func New(c Config) *Alerts {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Observe == nil {
		c.Observe = func(string, string) {}
	}
	if c.Tick == 0 {
		c.Tick = time.Second
	}
	if c.Listen == nil {
		c.Listen = c.Ops.Listen
	}
	c.Timing = c.Timing.withDefaults()
	return &Alerts{Config: c, watching: map[string]*handle{}}
}

// Run works until ctx ends, and returns when every watcher has ended.
func (a *Alerts) Run(ctx context.Context) error {
	defer a.all.Wait()
	look, flush := time.NewTicker(min(lookEvery, 5*a.Tick)), time.NewTicker(a.Tick)
	defer look.Stop()
	defer flush.Stop()
	a.look(ctx)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
			a.look(ctx)
		case <-flush.C:
			if err := a.flush(ctx); err != nil && ctx.Err() == nil {
				a.Log.Error("tell alerts", "err", err)
			}
		}
	}
}

// start runs one watcher until it is stopped; one that fails begins anew.
func (a *Alerts) start(ctx context.Context, name string, run func(context.Context) error) {
	ctx, stop := context.WithCancel(ctx)
	h := &handle{stop: stop, done: make(chan struct{})}
	a.watching[name] = h
	a.all.Go(func() {
		defer close(h.done)
		for ctx.Err() == nil {
			if err := run(ctx); err != nil && ctx.Err() == nil {
				a.Log.Error("watch a panel", "err", err)
			}
			pause(ctx, againAfter)
		}
	})
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
