package ops

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"resellerbot/internal/resale"
)

// choices keeps for a moment the accounts of panels that somebody chooses from,
// so that each tap does not read them all. The slices are shared: nobody changes
// them.
type choices struct {
	flight singleflight.Group
	mu     sync.Mutex
	kept   map[string]choice
	acts   map[string]int // how many changed a panel since the program began
}

type choice struct {
	accounts []resale.VPNAccount
	at       time.Time
}

// get gives what is kept of a panel, or reads it, once for all who wait.
func (k *choices) get(ctx context.Context, panel string, now func() time.Time, read func(context.Context) ([]resale.VPNAccount, error)) ([]resale.VPNAccount, error) {
	if c, ok := k.fresh(panel, now()); ok {
		return c.accounts, nil
	}
	ch := k.flight.DoChan(panel, func() (any, error) {
		reading, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		acts := k.actsOn(panel)
		all, err := read(reading)
		if err == nil {
			k.keep(panel, choice{all, now()}, acts)
		}
		return all, err
	})
	select {
	case r := <-ch:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.([]resale.VPNAccount), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (k *choices) fresh(panel string, now time.Time) (choice, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, ok := k.kept[panel]
	return c, ok && now.Sub(c.at) < choiceLife
}

func (k *choices) actsOn(panel string) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.acts[panel]
}

// keep also forgets what is too old, and keeps nothing that an act changed while
// it was read.
func (k *choices) keep(panel string, c choice, acts int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for other, old := range k.kept {
		if c.at.Sub(old.at) >= choiceLife {
			delete(k.kept, other)
		}
	}
	if k.acts[panel] == acts {
		k.kept[panel] = c
	}
}

// changed forgets a panel that an act changed.
func (k *choices) changed(panel string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.kept, panel)
	k.acts[panel]++
}
