package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"resellerbot/internal/ops"
)

// panelsWidth is how many SMM panels are read at once.
const panelsWidth = 4

// Favourites compares the favourites that are due with what their panels sell,
// and has the chats told what is different.
func Favourites(o *ops.Ops, tell ops.TellFavourites) func(context.Context) error {
	return eachPanel(o.DueFavourites, func(ctx context.Context, panel string) error { return o.CompareFavourites(ctx, panel, tell) })
}

// Balances reads the balances that are due, and has the chats told whose is
// low.
func Balances(o *ops.Ops, tell ops.TellBalance) func(context.Context) error {
	return eachPanel(o.DueBalances, func(ctx context.Context, panel string) error { return o.WatchBalance(ctx, panel, tell) })
}

func eachPanel(due func(context.Context) ([]string, error), do func(context.Context, string) error) func(context.Context) error {
	return func(ctx context.Context) error {
		panels, err := due(ctx)
		if err != nil {
			return err
		}
		var wg sync.WaitGroup
		errs := make([]error, len(panels))
		slots := make(chan struct{}, panelsWidth)
		for i, panel := range panels {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				if err := guarded(func() error { return do(ctx, panel) }); err != nil && ctx.Err() == nil {
					errs[i] = fmt.Errorf("panel %s: %w", panel[:8], err)
				}
			})
		}
		wg.Wait()
		return errors.Join(errs...)
	}
}
