package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"resellerbot/internal/ops"
)

// How much one run of Orders takes on.
const (
	ordersLimit = 100
	ordersWidth = 4
)

// Orders looks at the orders that are due, a turn for each panel, a few panels
// at once. What is new is told by OrderNews.
func Orders(o *ops.Ops, tell ops.TellOrders) func(context.Context) error {
	return func(ctx context.Context) error {
		panels, err := o.DueOrderPanels(ctx)
		if err != nil {
			return err
		}
		panels = panels[:min(len(panels), ordersLimit)]
		var wg sync.WaitGroup
		errs := make([]error, len(panels))
		slots := make(chan struct{}, ordersWidth)
		for i, panel := range panels {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				if err := o.TrackOrders(ctx, panel, tell); err != nil {
					errs[i] = fmt.Errorf("panel %s: %w", panel, err)
				}
			})
		}
		wg.Wait()
		return errors.Join(errs...)
	}
}

// OrderNews tells each chat what is new about its orders.
func OrderNews(o *ops.Ops, tell ops.TellOrders) func(context.Context) error {
	return func(ctx context.Context) error { return o.TellOrderNews(ctx, tell) }
}
