package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"resellerbot/internal/ops"
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
		var wg sync.WaitGroup
		errs := make([]error, len(due))
		slots := make(chan struct{}, customersWidth)
		for i, l := range due {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				if err := o.LookAtLink(ctx, l, tell); err != nil {
					errs[i] = fmt.Errorf("link of chat %d, client %d: %w", l.Chat, l.ClientID, err)
				}
			})
		}
		wg.Wait()
		return errors.Join(errs...)
	}
}
