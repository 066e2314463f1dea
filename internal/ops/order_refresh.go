package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// RefreshOrder reads one order of a chat now, with its refill when one runs,
// and notes what it says; the chat is not told of that again. NotFound: the
// chat has no order of this number. When the panel does not answer, the order
// is as it was seen last, beside the error.
func (o *Ops) RefreshOrder(ctx context.Context, chat int64, number string) (storage.Order, error) {
	row, _, err := o.Order(ctx, chat, number)
	if err != nil {
		return row, err
	}
	c, found, err := o.through(ctx, "read order", SMM, row.Panel)
	if err == nil && !found {
		err = &resale.Error{Act: "read order", Code: resale.NotConnected}
	}
	if err != nil {
		return row, err
	}
	look := refresh{asked: o.Now(), refill: row.Refill.ID}
	if look.status, err = c.smm.Status(ctx, number); err != nil {
		return row, err
	}
	if row.Refill.Running() {
		// It is looked at again anyway: without it the order's state still counts.
		if s, err := c.smm.RefillStatus(ctx, row.Refill.ID); err == nil {
			look.refilled = &s
		}
	}
	panel, now := row.Panel, o.Now().UTC()
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		was, found, err := tx.Order(panel, number)
		if err != nil || !found {
			return err
		}
		row = was
		look.note(&row, now)
		return tx.SaveOrder(row)
	})
	if err != nil {
		return row, fmt.Errorf("note order: %w", err)
	}
	return row, nil
}

// refresh is what a panel said to a person.
type refresh struct {
	asked    time.Time
	status   resale.OrderStatus
	refill   string // which refill was asked for
	refilled *resale.RefillStatus
}

// note takes it into the row as it is by then.
func (l refresh) note(o *storage.Order, now time.Time) {
	if !o.Checked.After(l.asked) {
		next := o.Next
		saw(o, l.status, now)
		if o.Next.IsZero() && next.After(now) {
			o.Next = next // the last look is still to come
		}
	}
	if l.refilled != nil && o.Refill.ID == l.refill && o.Refill.Running() {
		sawRefill(o, l.refilled, now)
	}
	seen(o)
}

// seen notes that the chat sees the order's state just now.
func seen(o *storage.Order) {
	o.Told = o.Status.State
	o.Refill.Told = o.Refill.State
	for _, what := range []string{storage.NewsState, storage.NewsPartial, storage.NewsFound, storage.NewsRefill} {
		announce(o, what, false)
	}
}
