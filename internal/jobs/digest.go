package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"resellerbot/internal/ops"
)

// How much one run of Digests takes on.
const (
	digestsLimit = 400
	digestsWidth = 8
)

// Digests makes the digests that are due: each chat's once a day.
func Digests(o *ops.Ops, tell ops.TellDigest) func(context.Context) error {
	return func(ctx context.Context) error {
		due, err := o.DueDigests(ctx, digestsLimit)
		if err != nil {
			return err
		}
		var wg sync.WaitGroup
		errs := make([]error, len(due))
		slots := make(chan struct{}, digestsWidth)
		for i, some := range due {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				for _, d := range some {
					if err := guarded(func() error { return o.RunDigest(ctx, d, tell) }); err != nil {
						errs[i] = errors.Join(errs[i], fmt.Errorf("chat %d: %w", d.Chat, err))
					}
				}
			})
		}
		wg.Wait()
		return errors.Join(errs...)
	}
}
