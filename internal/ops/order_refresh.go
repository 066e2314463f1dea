package ops

import (
	"context"
	"fmt"

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
	asked := o.Now()
	status, err := c.smm.Status(ctx, number)
	if err != nil {
		return row, err
	}
	var refill *resale.RefillStatus
	if row.Refill.Running() {
		// It is looked at again anyway: without it the order's state still counts.
		if s, err := c.smm.RefillStatus(ctx, row.Refill.ID); err == nil {
			refill = &s
		}
	}
	asking := row.Refill.ID
	panel, now := row.Panel, o.Now().UTC()
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		was, found, err := tx.Order(panel, number)
		if err != nil || !found {
			return err
		}
		row = was
		if !row.Checked.After(asked) {
			next := row.Next
			saw(&row, status, now)
			if row.Next.IsZero() && next.After(now) {
				row.Next = next // the last look is still to come
			}
		}
		if refill != nil && row.Refill.ID == asking && row.Refill.Running() {
			sawRefill(&row, refill, now)
		}
		seen(&row)
		return tx.SaveOrder(row)
	})
	if err != nil {
		return row, fmt.Errorf("note order: %w", err)
	}
	return row, nil
}

// seen notes that the chat sees the order's state just now.
func seen(o *storage.Order) {
	o.Told = o.Status.State
	o.Refill.Told = o.Refill.State
	for _, what := range []string{storage.NewsState, storage.NewsPartial, storage.NewsFound, storage.NewsRefill} {
		announce(o, what, false)
	}
}
