package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// due is work that becomes due at panels, and how it is shared out: at most
// width at once in all and ofPanel at each panel, and each panel in its turn.
// K names a piece of work, which is never done twice at once.
type due[J any, K comparable] struct {
	name    string // of a piece of work, for the log
	width   int
	ofPanel int
	timeout time.Duration // of a piece of work
	woken   <-chan struct{}
	panels  func(context.Context) ([]string, error)
	read    func(ctx context.Context, panel string, limit int) ([]J, error)
	key     func(J) K
	do      func(context.Context, J) error
	log     *slog.Logger
}

const (
	dueTick  = time.Second
	duePause = 5 * time.Second // of a panel after an error of our own
)

// run works until ctx ends, and returns when what was begun has returned.
func (d due[J, K]) run(ctx context.Context) error {
	w := &dueWorker[J, K]{
		due: d, ended: make(chan dueEnd[K], d.width), waiting: map[string][]J{},
		running: map[string]map[K]bool{}, served: map[string]int{}, paused: map[string]time.Time{},
	}
	return w.run(ctx)
}

// dueWorker shares the places out. Only its own goroutine touches the maps.
type dueWorker[J any, K comparable] struct {
	due[J, K]
	all     sync.WaitGroup
	ended   chan dueEnd[K]
	waiting map[string][]J        // by panel: read, and not begun
	running map[string]map[K]bool // by panel
	busy    int
	served  map[string]int // the turn in which a panel was last served
	turn    int
	paused  map[string]time.Time
	missed  bool // a look, for there was no free place
}

type dueEnd[K comparable] struct {
	panel string
	key   K
	err   error
}

func (w *dueWorker[J, K]) run(ctx context.Context) error {
	defer w.all.Wait()
	tick := time.NewTicker(dueTick)
	defer tick.Stop()
	err := w.look(ctx)
	for {
		if err != nil && ctx.Err() == nil {
			w.log.Error(w.name+": read what is due", "err", err)
		}
		w.begin(ctx)
		select {
		case <-ctx.Done():
			return nil
		case end := <-w.ended:
			err = w.end(ctx, end)
		case <-w.woken:
			err = w.look(ctx)
		case <-tick.C:
			err = w.look(ctx)
		}
	}
}

// look reads anew what is due everywhere, if anything can be begun; else when
// the next place is free. Nobody else finds a panel that had nothing to do.
func (w *dueWorker[J, K]) look(ctx context.Context) error {
	if w.missed = w.busy >= w.width; w.missed {
		return nil
	}
	panels, err := w.panels(ctx)
	if err != nil {
		return err
	}
	clear(w.waiting)
	for _, panel := range panels {
		if err := w.lookAt(ctx, panel); err != nil {
			return err
		}
	}
	return nil
}

func (w *dueWorker[J, K]) lookAt(ctx context.Context, panel string) error {
	delete(w.waiting, panel)
	if time.Now().Before(w.paused[panel]) || len(w.running[panel]) >= w.ofPanel {
		return nil
	}
	found, err := w.read(ctx, panel, w.ofPanel+len(w.running[panel]))
	if err != nil {
		return err
	}
	for _, j := range found {
		if !w.running[panel][w.key(j)] {
			w.waiting[panel] = append(w.waiting[panel], j)
		}
	}
	return nil
}

// begin fills the free places: each goes to the panel that has the fewest, and
// among those to the one that waits longest for its turn.
func (w *dueWorker[J, K]) begin(ctx context.Context) {
	for w.busy < w.width {
		panel, found := w.next()
		if !found {
			return
		}
		j := w.waiting[panel][0]
		w.waiting[panel] = w.waiting[panel][1:]
		w.start(ctx, panel, j)
	}
}

func (w *dueWorker[J, K]) next() (best string, found bool) {
	for panel, waiting := range w.waiting {
		n := len(w.running[panel])
		if len(waiting) == 0 || n >= w.ofPanel {
			continue
		}
		least := len(w.running[best])
		if !found || n < least || n == least && w.served[panel] < w.served[best] {
			best, found = panel, true
		}
	}
	return best, found
}

func (w *dueWorker[J, K]) start(ctx context.Context, panel string, j J) {
	key := w.key(j)
	if w.running[panel] == nil {
		w.running[panel] = map[K]bool{}
	}
	w.running[panel][key] = true
	w.busy++
	w.turn++
	w.served[panel] = w.turn
	w.all.Go(func() { w.ended <- dueEnd[K]{panel, key, w.once(ctx, j)} })
}

func (w *dueWorker[J, K]) once(ctx context.Context, j J) error {
	limited, cancel := context.WithTimeout(ctx, w.timeout)
	defer cancel()
	return guarded(func() error { return w.do(limited, j) })
}

// end takes a place back, and reads what else the panel has when nothing of it
// waits; all panels when that is late.
func (w *dueWorker[J, K]) end(ctx context.Context, e dueEnd[K]) error {
	w.busy--
	delete(w.running[e.panel], e.key)
	if len(w.running[e.panel]) == 0 {
		delete(w.running, e.panel)
	}
	if e.err != nil && ctx.Err() == nil {
		w.paused[e.panel] = time.Now().Add(duePause)
		w.log.Error(w.name, "which", e.key, "err", e.err)
		delete(w.waiting, e.panel)
		return nil
	}
	switch {
	case w.missed:
		return w.look(ctx)
	case len(w.waiting[e.panel]) > 0:
		return nil
	}
	return w.lookAt(ctx, e.panel)
}
