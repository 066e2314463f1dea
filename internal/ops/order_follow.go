package ops

import (
	"errors"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// firstLook is how soon after an order or a request its state is read.
const firstLook = 30 * time.Second

// followOrders takes an act's end, in the transaction that settles it, to the
// rows of the orders that it is about: from then on they are followed.
func (p *pursuit) followOrders(tx *storage.Tx, row storage.Entry, r result) error {
	if p.in.Order == nil || row.State != storage.Done || r.Order == nil {
		return nil
	}
	if p.in.Order.places() {
		return p.followPlaced(tx, row, r.Order.Number)
	}
	for _, end := range r.Order.Each {
		if end.Code != "" {
			continue
		}
		if err := followEach(tx, row, end); err != nil {
			return err
		}
	}
	return nil
}

func (p *pursuit) followPlaced(tx *storage.Tx, row storage.Entry, number string) error {
	in, now := p.in.Order, row.Settled
	placed := storage.Order{
		Chat: row.Chat, Thread: row.Thread, Person: row.Person, Lang: row.Lang, Panel: row.Panel, BaseURL: row.BaseURL,
		ID: number, Key: row.Key, Service: in.Service.ID, Name: in.Service.Name, Kind: in.Service.Kind,
		Refillable: in.Service.Refill, Cancelable: in.Service.Cancel, Values: in.Values, Quantity: in.Quantity, Cost: in.Cost,
		Currency: in.Currency, At: now, Status: resale.OrderStatus{State: resale.OrderPending}, Told: resale.OrderPending, Next: now.Add(firstLook),
	}
	err := tx.SaveOrder(placed)
	if errors.Is(err, storage.ErrTaken) {
		// The act is done, whatever the panel numbers: that must not be lost.
		p.Log.Error("a panel gave a number twice", "act", row.Key, "order", number)
		err = nil
	}
	if err != nil {
		return err
	}
	return tx.UseService(row.Chat, row.Panel, in.Service.ID, now)
}

// followEach takes a refill to its order's row, and has a cancelled order
// looked at soon.
func followEach(tx *storage.Tx, row storage.Entry, end OrderEnd) error {
	o, found, err := tx.Order(row.Panel, end.Number)
	if err != nil || !found {
		return err
	}
	soon := row.Settled.Add(firstLook)
	if row.Act == refillAct {
		o.Refill = storage.RefillFollow{ID: end.Refill, State: resale.RefillPending, At: row.Settled, Next: soon, Told: resale.RefillPending}
	} else if o.Cancel = row.Settled; !o.Status.State.Final() {
		o.Next = soon
	}
	return tx.SaveOrder(o)
}
