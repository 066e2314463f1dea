package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"resellerbot/internal/ops"
)

// How much one run of Reconcile takes on.
const (
	reconcileLimit = 50
	reconcileWidth = 4
)

// Reconcile looks up what became of the acts whose answer was lost, and has
// the people told who wait to hear it.
func Reconcile(o *ops.Ops, tell ops.Tell) func(context.Context) error {
	return func(ctx context.Context) error {
		due, err := o.Unsettled(ctx, reconcileLimit)
		if err != nil {
			return err
		}
		var wg sync.WaitGroup
		errs := make([]error, len(due))
		slots := make(chan struct{}, reconcileWidth)
		for i, row := range due {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				if err := guarded(func() error { return o.Reconcile(ctx, row, tell) }); err != nil {
					errs[i] = fmt.Errorf("act %s: %w", row.Key, err)
				}
			})
		}
		wg.Wait()
		return errors.Join(errs...)
	}
}
