package smm

import (
	"context"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// Cancel asks to cancel up to MaxIDs orders (SM09). The error of an order that
// was answered is nil when its cancellation was requested, which is not yet a
// refund: only its status tells. Of an order that is missing nobody can tell.
func (c *Client) Cancel(ctx context.Context, orders []string) (map[string]error, error) {
	k := call{operation: "SM09", act: "cancel orders", action: "cancel", field: "cancel"}
	answers, err := c.many(ctx, k, "orders", "order", orders)
	if err != nil {
		return nil, err
	}
	asked := make(map[string]error, len(answers))
	for order, row := range answers {
		switch yes := requested(row.value("cancel")); {
		case !yes:
			c.keep(asked, order, k, row)
		case row.denial() == "":
			asked[order] = nil
		}
	}
	return asked, nil
}

// requested tells a yes: 1, the number of a cancellation, true or a word of
// consent.
func requested(a answer) bool {
	switch word := httpapi.Scalar(a.Raw); {
	case id(a.Raw) != "", word == "true", word == "success":
		return true
	default:
		state := resale.OrderStateOf(word)
		return state == resale.OrderCanceled || state == resale.OrderPending
	}
}
