package ops

import (
	"context"
	"fmt"
	"slices"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// Confirmation is what a person saw when they said yes to an order.
type Confirmation struct {
	Running []string `json:"running,omitempty"` // see LinkOrders.Numbers
}

// stillSo refuses as Changed an order that is not what was confirmed any more:
// its cost or its limits are others, or meanwhile somebody ordered the same.
func (o *Ops) stillSo(ctx context.Context, c connection, in *orderIntent) error {
	if in.Confirmed == nil {
		return nil
	}
	changed := func(format string, args ...any) error {
		return &resale.Error{Act: placeAct, Code: resale.Changed, Err: fmt.Errorf(format, args...)}
	}
	now, currency, err := o.serviceNow(ctx, c, in.Service.ID)
	if err != nil {
		return err
	}
	if err := now.Check(in.Values); err != nil {
		return changed("check again: %w", err)
	}
	cost, err := now.Cost(in.Values)
	if err != nil {
		return changed("compute cost again: %w", err)
	}
	if !cost.Equal(in.Cost) || currency != "" && in.Currency != "" && currency != in.Currency {
		return changed("it costs %v %s, not %v %s", cost, currency, in.Cost, in.Currency)
	}
	twin, err := o.twin(ctx, c.panel, in)
	if err != nil {
		return err
	}
	if twin != "" {
		return changed("order %s is for the same", twin)
	}
	return nil
}

// serviceNow reads one service anew, see FreshService.
func (o *Ops) serviceNow(ctx context.Context, c connection, id string) (resale.Service, string, error) {
	list, err := o.services(ctx, c, servicesRest)
	if err != nil {
		return resale.Service{}, "", err
	}
	s, found := list.Find(id)
	if !found || list.Stale {
		return resale.Service{}, "", &resale.Error{Act: "read service", Code: resale.NotFound}
	}
	return s, list.Currency, nil
}

// twin finds a running order of the same service for the same link that the
// person did not know of.
func (o *Ops) twin(ctx context.Context, panel string, in *orderIntent) (number string, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		running, err := tx.OrdersOnLink(panel, in.Values.Target())
		for _, order := range running {
			if order.Service == in.Service.ID && !slices.Contains(in.Confirmed.Running, order.ID) {
				number = order.ID
			}
		}
		return err
	})
	return number, err
}
