package ops

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// doubtsMost is how many answers in a row a panel may lose before it rests:
// each of them is an act that somebody may have to look for.
const doubtsMost = 3

// claiming is what of the worker's state need not survive a restart.
type claiming struct {
	tracking
	woken chan struct{}
	mu    sync.Mutex
	lost  map[string]int // answers in a row, by panel
}

func newClaiming() *claiming {
	return &claiming{tracking: newTracking(), woken: make(chan struct{}, 1), lost: map[string]int{}}
}

func (w *claiming) wake() {
	select {
	case w.woken <- struct{}{}:
	default:
	}
}

// saw takes how a panel answered: one that cannot make anything now rests,
// longer each time, so that thousands who wait are not thousands of calls.
func (w *claiming) saw(panel string, s storage.State, code resale.Code, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if s != storage.Unknown {
		delete(w.lost, panel)
	} else if w.lost[panel]++; w.lost[panel] < doubtsMost {
		return
	}
	switch {
	case s == storage.Done:
		w.fine(panel)
	case s == storage.Unknown, code != resale.NotConnected && fateOf(code) == claimWaits:
		if until, _ := w.resting(panel, now); until.IsZero() { // several calls were under way
			w.failed(panel, panel, &resale.Error{Act: "make claim", Code: code}, now)
		}
	}
}

// ClaimsWaiting gets a value soon after a claim was made.
func (o *Ops) ClaimsWaiting() <-chan struct{} { return o.claiming.woken }

// DueClaimPanels gives the panels with claims that are due, the longest due
// first. One that could not make any just now rests for up to an hour.
func (o *Ops) DueClaimPanels(ctx context.Context) (panels []string, err error) {
	now := o.Now().UTC()
	var since map[string]time.Time
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		since, err = tx.DueClaimPanels(now)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due claims: %w", err)
	}
	for panel, at := range since {
		if !at.After(o.claimsDue(panel, now)) {
			panels = append(panels, panel)
		}
	}
	slices.SortFunc(panels, func(a, b string) int { return cmp.Or(since[a].Compare(since[b]), cmp.Compare(a, b)) })
	return panels, nil
}

// DueClaims gives a panel's claims that are due, the longest due first.
func (o *Ops) DueClaims(ctx context.Context, panel string, limit int) (due []storage.Claim, err error) {
	until := o.claimsDue(panel, o.Now().UTC())
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		due, err = tx.DueClaims(panel, until, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due claims: %w", err)
	}
	return due, nil
}

// claimsDue is until when what is due of a panel is taken up: while it rests,
// only what waited too long, and is refused without a call.
func (o *Ops) claimsDue(panel string, now time.Time) time.Time {
	if until, _ := o.claiming.resting(panel, now); until.IsZero() {
		return now
	}
	return now.Add(-claimPatience)
}
