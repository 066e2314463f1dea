package jobs

import (
	"context"

	"resellerbot/internal/ops"
)

// ordersLimit is how many panels one run of Orders takes on.
const ordersLimit = 100

// Orders looks at the orders that are due, a turn for each panel, a few panels
// at once. What is new is told by OrderNews.
func Orders(o *ops.Ops, tell ops.TellOrders) func(context.Context) error {
	due := func(ctx context.Context) ([]string, error) {
		panels, err := o.DueOrderPanels(ctx)
		return panels[:min(len(panels), ordersLimit)], err
	}
	return eachPanel(due, func(ctx context.Context, panel string) error { return o.TrackOrders(ctx, panel, tell) })
}

// OrderNews tells each chat what is new about its orders.
func OrderNews(o *ops.Ops, tell ops.TellOrders) func(context.Context) error {
	return func(ctx context.Context) error { return o.TellOrderNews(ctx, tell) }
}
