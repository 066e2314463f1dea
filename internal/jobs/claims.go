package jobs

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// How many claims are worked on at once, and how long one may take.
const (
	claimsWidth   = 32
	claimsOfPanel = 4
	claimTimeout  = 2 * time.Minute
	claimTick     = time.Second
	claimPause    = 5 * time.Second // of a panel after an error of our own
)

// Claims makes what people claim, as soon as they do: at most a few at once of
// each panel, and each panel in its turn. It runs until ctx ends, and returns
// when what was begun has returned.
func Claims(o *ops.Ops, tell ops.TellClaim) func(context.Context) error {
	return func(ctx context.Context) error {
		w := &claimWorker{
			ops: o, tell: tell, ended: make(chan claimEnd, claimsWidth),
			running: map[string]map[storage.ClaimKey]bool{}, served: map[string]int{}, paused: map[string]time.Time{},
		}
		return w.run(ctx)
	}
}

// claimWorker shares the places out. Only its own goroutine touches the maps.
type claimWorker struct {
	ops     *ops.Ops
	tell    ops.TellClaim
	all     sync.WaitGroup
	ended   chan claimEnd
	running map[string]map[storage.ClaimKey]bool // by panel
	busy    int
	served  map[string]int // the turn in which a panel was last served
	turn    int
	paused  map[string]time.Time
}

type claimEnd struct {
	panel string
	key   storage.ClaimKey
	err   error
}

func (w *claimWorker) run(ctx context.Context) error {
	defer w.all.Wait()
	tick := time.NewTicker(claimTick)
	defer tick.Stop()
	for {
		if err := w.begin(ctx); err != nil && ctx.Err() == nil {
			w.ops.Log.Error("claims", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case end := <-w.ended:
			w.end(ctx, end)
		case <-w.ops.ClaimsWaiting():
		case <-tick.C:
		}
	}
}

// begin fills the free places: each goes to the panel that has the fewest, and
// among those to the one that waits longest for its turn.
func (w *claimWorker) begin(ctx context.Context) error {
	if w.busy >= claimsWidth {
		return nil
	}
	panels, err := w.ops.DueClaimPanels(ctx)
	if err != nil {
		return err
	}
	waiting := map[string][]storage.Claim{}
	for _, panel := range panels {
		if time.Now().Before(w.paused[panel]) || len(w.running[panel]) >= claimsOfPanel {
			continue
		}
		due, err := w.ops.DueClaims(ctx, panel, claimsOfPanel+len(w.running[panel]))
		if err != nil {
			return err
		}
		for _, c := range due {
			if !w.running[panel][c.Key()] {
				waiting[panel] = append(waiting[panel], c)
			}
		}
	}
	for w.busy < claimsWidth {
		panel, found := w.next(waiting)
		if !found {
			return nil
		}
		w.start(ctx, panel, waiting[panel][0])
		waiting[panel] = waiting[panel][1:]
	}
	return nil
}

func (w *claimWorker) next(waiting map[string][]storage.Claim) (best string, found bool) {
	for panel, claims := range waiting {
		n := len(w.running[panel])
		if len(claims) == 0 || n >= claimsOfPanel {
			continue
		}
		least := len(w.running[best])
		if !found || n < least || n == least && w.served[panel] < w.served[best] {
			best, found = panel, true
		}
	}
	return best, found
}

func (w *claimWorker) start(ctx context.Context, panel string, c storage.Claim) {
	if w.running[panel] == nil {
		w.running[panel] = map[storage.ClaimKey]bool{}
	}
	w.running[panel][c.Key()] = true
	w.busy++
	w.turn++
	w.served[panel] = w.turn
	w.all.Go(func() { w.ended <- claimEnd{panel, c.Key(), w.grant(ctx, c)} })
}

func (w *claimWorker) grant(ctx context.Context, c storage.Claim) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.Join(err, fmt.Errorf("panicked: %v\n%s", p, debug.Stack()))
		}
	}()
	limited, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	return w.ops.GrantClaim(limited, c, w.tell)
}

func (w *claimWorker) end(ctx context.Context, e claimEnd) {
	w.busy--
	delete(w.running[e.panel], e.key)
	if len(w.running[e.panel]) == 0 {
		delete(w.running, e.panel)
	}
	if e.err != nil && ctx.Err() == nil {
		w.paused[e.panel] = time.Now().Add(claimPause)
		w.ops.Log.Error("make claim", "offer", e.key.Offer, "err", e.err)
	}
}
