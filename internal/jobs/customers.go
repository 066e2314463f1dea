package jobs

import (
	"context"
	"fmt"

	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// How much one run of Customers takes on.
const (
	customersLimit = 200
	customersWidth = 4
)

// Customers looks at the clients that customers are linked to, and has the
// customers told what they must know.
func Customers(o *ops.Ops, tell ops.TellCustomer) func(context.Context) error {
	return func(ctx context.Context) error {
		due, err := o.DueLinks(ctx, customersLimit)
		if err != nil {
			return err
		}
		return each(due, customersWidth, func(l storage.Link) error {
			if err := o.LookAtLink(ctx, l, tell); err != nil {
				return fmt.Errorf("link of chat %d, client %d: %w", l.Chat, l.ClientID, err)
			}
			return nil
		})
	}
}
