// Package alerts takes what panels say live to the chats that want to hear it:
// event, who, once, grouped, outbox. What lasted is written down in the
// transaction that puts it into the chats' queues, and leaves a queue in the
// one that puts the message into the outbox: so that a crash between any two
// of them neither repeats nor loses it.
package alerts

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
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

// look begins and ends watchers as the rules want.
func (a *Alerts) look(ctx context.Context) {
	wanted, err := a.wanted(ctx)
	if err != nil {
		if ctx.Err() == nil {
			a.Log.Error("read whom to watch", "err", err)
		}
		return
	}
	for name, w := range wanted {
		if a.watching[name] == nil {
			a.start(ctx, name, w)
		}
	}
	for name, h := range a.watching {
		if _, still := wanted[name]; !still {
			h.stop()
			<-h.done
			delete(a.watching, name)
		}
	}
	if err := a.forgetIdle(ctx, wanted); err != nil && ctx.Err() == nil {
		a.Log.Error("forget panels that nobody watches", "err", err)
	}
}

// wanted gives what is to run, by a name of its own.
func (a *Alerts) wanted(ctx context.Context) (map[string]func(context.Context) error, error) {
	all := map[string]func(context.Context) error{}
	err := a.Store.View(ctx, func(tx *storage.Tx) error {
		clear(all)
		panels, err := tx.AlertPanels()
		if err != nil {
			return err
		}
		for _, panel := range panels {
			rules, err := tx.AlertRulesOf(panel)
			if err != nil {
				return err
			}
			a.want(all, panel, rules)
		}
		return a.wantViews(tx, all)
	})
	return all, err
}

func (a *Alerts) want(all map[string]func(context.Context) error, panel string, rules []storage.AlertRule) {
	for _, r := range rules {
		if r.Online || r.Offline {
			all["clients "+panel] = func(ctx context.Context) error { return a.newWatcher(panel).run(ctx) }
		}
		if r.Servers {
			all["servers "+panel] = func(ctx context.Context) error { return a.newServers(panel).run(ctx) }
		}
		if r.Commands {
			all["commands "+panel] = func(ctx context.Context) error { return a.newCommands(panel).run(ctx) }
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

// listenFor gives the way to a panel: through any chat that has a rule or a
// view for it. The rules are read at each connection, for chats come and go.
func (a *Alerts) listenFor(panel string) func(context.Context, servex.Listening) error {
	return func(ctx context.Context, l servex.Listening) error {
		chats, err := a.chatsOf(ctx, panel)
		if err != nil {
			return err
		}
		if len(chats) == 0 {
			return &resale.Error{Act: "listen", Code: resale.NotConnected, Err: errors.New("no chat has alerts for the panel")}
		}
		return a.Listen(ctx, chats[0], l)
	}
}

func (a *Alerts) chatsOf(ctx context.Context, panel string) (chats []int64, err error) {
	err = a.Store.View(ctx, func(tx *storage.Tx) error {
		chats = nil
		rules, err := tx.AlertRulesOf(panel)
		if err != nil {
			return err
		}
		for _, r := range rules {
			chats = append(chats, r.Chat)
		}
		views, err := tx.ServerViews()
		for _, v := range views {
			if v.Panel == panel {
				chats = append(chats, v.Chat)
			}
		}
		return err
	})
	return chats, err
}

// forgetIdle drops what is remembered of panels that nobody watches any more.
func (a *Alerts) forgetIdle(ctx context.Context, wanted map[string]func(context.Context) error) error {
	var idle []string
	err := a.Store.View(ctx, func(tx *storage.Tx) error {
		known, err := tx.WatchedPanels()
		idle = nil
		for _, panel := range known {
			if wanted["clients "+panel] == nil && wanted["servers "+panel] == nil {
				idle = append(idle, panel)
			}
		}
		return err
	})
	if err != nil || len(idle) == 0 {
		return err
	}
	return a.Store.Update(ctx, func(tx *storage.Tx) error {
		for _, panel := range idle {
			if err := tx.DropWatch(panel); err != nil {
				return err
			}
		}
		return nil
	})
}
