package alerts

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
)

// signalsWaiting bounds what a feed may be ahead of its watcher; a full queue
// holds the connection's reader, and nothing is dropped.
const signalsWaiting = 256

// refusedPause is how long a panel that refuses the key is left alone.
const refusedPause = 5 * time.Minute

// signal is what comes from a feed: a message, or that it opened or ended.
type signal struct {
	raw    []byte
	opened bool
	ended  error
	at     time.Time
}

// feed keeps one connection to a panel open: it dials again whenever one ends.
type feed struct {
	kind   servex.Feed
	listen func(context.Context, servex.Listening) error
	timing Timing
	now    func() time.Time
	out    chan signal

	mu     sync.Mutex
	filter []string
	active chan []string // of the connection that is open, or about to be
}

func newFeed(kind servex.Feed, listen func(context.Context, servex.Listening) error, t Timing, now func() time.Time) *feed {
	return &feed{kind: kind, listen: listen, timing: t, now: now, out: make(chan signal, signalsWaiting)}
}

// run dials until ctx ends. Many panels begin at once at a start, so each
// waits a moment of its own.
func (f *feed) run(ctx context.Context) {
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval, pause.MaxInterval, pause.Multiplier = min(time.Second, f.timing.RetryMost), f.timing.RetryMost, 2
	for ctx.Err() == nil {
		opened := f.once(ctx)
		if opened.refused {
			f.sleep(ctx, refusedPause)
			continue
		}
		if opened.yes {
			pause.Reset()
		}
		f.sleep(ctx, max(pause.NextBackOff(), opened.wait))
	}
}

type attempt struct {
	yes, refused bool
	wait         time.Duration // as the panel asks
}

// once holds one connection to its end.
func (f *feed) once(ctx context.Context) (a attempt) {
	err := f.listen(ctx, servex.Listening{
		Feed: f.kind, Filter: f.begin(), Dead: f.timing.Dead,
		Opened: func() { a.yes = true; f.send(ctx, signal{opened: true, at: f.now()}) },
		On:     func(raw []byte) { f.send(ctx, signal{raw: raw, at: f.now()}) },
	})
	a.refused = resale.CodeOf(err) == resale.Unauthorized || resale.CodeOf(err) == resale.NotConnected
	if e, ok := errors.AsType[*resale.Error](err); ok {
		a.wait = e.Wait
	}
	if err != nil {
		f.send(ctx, signal{ended: err, at: f.now()})
	}
	return a
}

func (f *feed) send(ctx context.Context, s signal) {
	select {
	case f.out <- s:
	case <-ctx.Done():
	}
}

func (f *feed) sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// begin gives the filter's channel for a new connection; nil for feeds without.
func (f *feed) begin() <-chan []string {
	if f.kind != servex.UserStatus {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.active = make(chan []string, 1)
	if f.filter != nil {
		f.active <- f.filter
	}
	return f.active
}

// watch changes who is listened for, on the open connection and later ones.
func (f *feed) watch(names []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.filter = names
	if f.active == nil {
		return
	}
	select { // an older one that was not sent yet is of no use
	case <-f.active:
	default:
	}
	f.active <- names
}
