package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// MaxOrders is how many orders one bulk may place.
const MaxOrders = 1000

// How a bulk of orders meets trouble.
const (
	orderDowns  = 20 // tries at a panel that is down, 30 s apart
	orderDoubts = 3
)

// linkWaits is how long an order whose link is busy waits before each further
// try.
func linkWaits() []time.Duration {
	return []time.Duration{2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}
}

// orders places each item. What is refused for want of money, or of a key, is
// refused to all that follow.
func (r *bulkRun) orders() bulkKind {
	return bulkKind{
		act:   r.place,
		done:  placed,
		halts: []resale.Code{resale.Unauthorized, resale.Forbidden, resale.NotConnected, resale.NoFunds},
		// The last two are of what is read before an order, never of the order.
		waits:    []resale.Code{resale.Unavailable, resale.Blocked, resale.BadAnswer},
		mostDown: orderDowns, patient: true,
		doubts: orderDoubts,
	}
}

// placed notes the number of an order that is placed, and what it costs.
func placed(item *storage.BulkItem, out Outcome) {
	if out.Order == nil || item.Order == nil {
		return
	}
	line := *item.Order // shared with the row as it was
	line.Number, line.Cost = out.Order.Number, out.Order.Cost
	item.Order = &line
}

// place orders a line, unless it would cost more than was confirmed.
func (r *bulkRun) place(ctx context.Context, a Act, item storage.BulkItem) (Outcome, error) {
	out, begun, err := r.placeBegun(ctx, a)
	if begun || err != nil {
		return out, err
	}
	if item.Order == nil {
		return Outcome{Act: placeAct, State: storage.Refused, Code: resale.Invalid}, nil
	}
	line := *item.Order
	service, err := r.sold(ctx, line.Service)
	if err == nil {
		err = stillFor(service, line)
	}
	if err == nil {
		err = r.alone(ctx, line)
	}
	switch resale.CodeOf(err) {
	case "":
		return r.PlaceOrder(ctx, a, NewOrder{Service: service, Values: line.Values, Currency: r.b.Currency, Panel: r.b.Panel})
	case resale.NotConnected, resale.Internal:
		return Outcome{}, err
	default:
		detail, wait := detailOf(err)
		return Outcome{Act: placeAct, State: storage.Refused, Code: resale.CodeOf(err), Name: line.Name, Detail: detail, Wait: wait}, nil
	}
}

// placeBegun takes an order that the journal knows to its end, whatever it
// costs by now and whether or not it is still sold: it may be placed already.
func (r *bulkRun) placeBegun(ctx context.Context, a Act) (out Outcome, begun bool, err error) {
	row, found, err := r.entry(ctx, a.Key)
	if err != nil || !found {
		return Outcome{}, false, err
	}
	var in intent
	if err := json.Unmarshal(row.Intent, &in); err != nil || in.Order == nil {
		return Outcome{}, true, fmt.Errorf("%s: read journal: %w", placeAct, err)
	}
	out, err = r.perform(ctx, a, r.placeOrder(), in)
	return out, true, err
}

// sold gives a service as the panel sells it now. The list is at most ten
// minutes old, see Services, and looked through once in a turn.
func (r *bulkRun) sold(ctx context.Context, id string) (resale.Service, error) {
	if r.services == nil {
		if err := r.readSold(ctx); err != nil {
			return resale.Service{}, err
		}
	}
	s, found := r.services[id]
	if !found {
		return resale.Service{}, &resale.Error{Act: placeAct, Code: resale.NotFound}
	}
	return s, nil
}

// readSold fails as Unavailable when the list cannot be read, whatever the
// panel says: that is about no line in particular.
func (r *bulkRun) readSold(ctx context.Context) error {
	list, err := r.Services(ctx, r.b.Chat)
	if err == nil && r.b.Panel != "" && list.Panel != r.b.Panel { // another account by now
		return &resale.Error{Act: placeAct, Code: resale.NotConnected}
	}
	switch code := resale.CodeOf(err); {
	case code == "" && !list.Stale:
	case code == resale.NotConnected, code == resale.Unauthorized, code == resale.Forbidden, code == resale.RateLimited, code == resale.Internal:
		return err
	default:
		return &resale.Error{Act: placeAct, Code: resale.Unavailable, Err: err}
	}
	r.services = make(map[string]resale.Service, len(list.Services))
	for _, s := range list.Services {
		r.services[s.ID] = s
	}
	return nil
}

// stillFor tells whether a line may be ordered for what was confirmed.
func stillFor(s resale.Service, line storage.OrderLine) error {
	if err := s.Check(line.Values); err != nil {
		return err
	}
	cost, err := s.Cost(line.Values)
	if err == nil && line.Cost.Less(cost) {
		err = &resale.Error{Act: placeAct, Code: resale.Changed}
	}
	return err
}

// alone tells whether nobody ordered the same since the list was looked up: two
// people may have sent the same list.
func (r *bulkRun) alone(ctx context.Context, line storage.OrderLine) error {
	if r.b.Panel == "" {
		return nil
	}
	own := bulkPrefix + r.b.ID + "."
	var twin bool
	err := r.Store.View(ctx, func(tx *storage.Tx) error {
		running, err := tx.OrdersOnLink(r.b.Panel, line.Values.Target())
		twin = slices.ContainsFunc(running, func(o storage.Order) bool {
			return o.Service == line.Service && o.At.After(r.b.Seen) && !strings.HasPrefix(o.Key, own)
		})
		return err
	})
	if err == nil && twin {
		err = &resale.Error{Act: placeAct, Code: storage.Twin}
	}
	return err
}
