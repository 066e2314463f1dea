package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// What one turn of a panel may take. Every five seconds ten calls are 120 a
// minute: less than half of what a key may, the rest is the people's own.
const (
	trackCalls  = 10
	refillCalls = 3 // of them
	trackTurn   = 30 * time.Second
)

// DueOrderPanels gives the panels that have orders or refills to be looked at,
// the longest due first.
func (o *Ops) DueOrderPanels(ctx context.Context) (panels []string, err error) {
	now := o.Now().UTC()
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		panels, err = tx.DuePanels(now, 0)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list panels with orders: %w", err)
	}
	return o.tracking.awake(panels, now), nil
}

// trackRun is one turn of a panel.
type trackRun struct {
	*Ops
	c        connection
	panel    string
	tell     TellOrders
	calls    int  // left
	answered bool // the panel did
}

// TrackOrders gives a panel's orders a turn: those that are due are read, up to
// a hundred in one call, whichever chats they are of. What is new is noted, see
// TellOrderNews. A panel that does not answer is no error: it is asked again
// later, and its chats are told when it lasts. Only one call for a panel may
// run at a time.
func (o *Ops) TrackOrders(ctx context.Context, panel string, tell TellOrders) error {
	c, found, err := o.through(ctx, "read orders", SMM, panel)
	if err != nil || !found { // nobody's any more
		return err
	}
	r := &trackRun{Ops: o, c: c, panel: panel, tell: tell, calls: trackCalls}
	if until, cause := o.tracking.resting(address(c), o.Now()); cause != nil {
		o.tracking.restUntil(panel, until)
		return r.troubled(ctx, resale.CodeOf(cause))
	}
	turn, cancel := context.WithTimeout(ctx, trackTurn)
	defer cancel()
	err = r.refills(turn)
	if err == nil {
		err = r.orders(turn)
	}
	if ctx.Err() != nil {
		return nil // shutting down
	}
	if r.answered {
		o.tracking.fine(panel, address(c))
		if failed := r.recovered(ctx); failed != nil {
			return failed
		}
	}
	return r.after(ctx, turn, err)
}

// after lets a panel that failed rest. Its chats hear of it only when nothing
// was answered.
func (r *trackRun) after(ctx, turn context.Context, err error) error {
	code := resale.CodeOf(err)
	switch {
	case err == nil, r.answered && turn.Err() != nil: // slow, but it answers
		return nil
	case code == resale.Internal && turn.Err() == nil:
		return fmt.Errorf("track orders: %w", err)
	}
	r.tracking.failed(r.panel, address(r.c), err, r.Now())
	if r.answered {
		return nil
	}
	return r.troubled(ctx, code)
}

// orders looks at the orders that are due.
func (r *trackRun) orders(ctx context.Context) error {
	for r.calls > 0 {
		due, err := r.soon(ctx, (*storage.Tx).DueOrders, func(o storage.Order) (time.Time, time.Duration) {
			return o.Next, lookIn(o, r.Now())
		})
		if err != nil || len(due) == 0 {
			return err
		}
		ids := make([]string, len(due))
		for i, o := range due {
			ids[i] = o.ID
		}
		asked := r.Now()
		said, failed := ask(ctx, r, asking[resale.OrderStatus]{"orders", r.c.smm.Statuses, r.c.smm.Status}, ids)
		err = r.note(ctx, due, func(o *storage.Order, was storage.Order, now time.Time) bool {
			s, known := said[was.ID]
			if !known || o.Checked.After(asked) || o.Next.IsZero() {
				return false
			}
			changed := !o.Next.Equal(was.Next) // by an act meanwhile, which wants it to be looked at soon
			wanted := o.Next
			switch {
			case s.garbled:
				o.Next = now.Add(lookIn(*o, now))
			case s.status == nil:
				missed(o, now)
			default:
				saw(o, *s.status, now)
			}
			if changed && wanted.Before(o.Next) {
				o.Next = wanted
			}
			return true
		})
		if err != nil || failed != nil {
			return firstOf(failed, err)
		}
	}
	return nil
}
