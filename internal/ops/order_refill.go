package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const soonestRefill = time.Minute

// refillIn is how long a refill rests until the next look; they take hours or
// days.
func refillIn(f storage.RefillFollow, now time.Time) time.Duration {
	age := now.Sub(f.At)
	if age >= rareAfter {
		return rareLook
	}
	return min(max(age/8, soonestRefill), latestLook)
}

// sawRefill takes what a panel says of an order's refill into its row; nil when
// it does not say.
func sawRefill(o *storage.Order, s *resale.RefillStatus, now time.Time) {
	f := &o.Refill
	f.Next = now.Add(refillIn(*f, now))
	if s == nil {
		if now.Sub(f.At) >= stuckAfter {
			point(o, storage.NewsRefillLost)
			f.Next = now.Add(rareLook)
		}
		return
	}
	unpoint(o, storage.NewsRefillLost)
	f.State, f.Word = s.State, s.Word
	if f.State.Final() {
		f.Next = time.Time{}
	}
	refillNews(o)
}

// refills looks at the refills that are due, in a part of the turn.
func (r *trackRun) refills(ctx context.Context) error {
	kept := max(r.calls-refillCalls, 0)
	r.calls -= kept
	defer func() { r.calls += kept }()
	for r.calls > 0 {
		due, err := r.soon(ctx, (*storage.Tx).DueRefills, func(o storage.Order) (time.Time, time.Duration) {
			return o.Refill.Next, refillIn(o.Refill, r.Now())
		})
		if err != nil || len(due) == 0 {
			return err
		}
		ids := make([]string, len(due))
		for i, o := range due {
			ids[i] = o.Refill.ID
		}
		said, failed := ask(ctx, r, asking[resale.RefillStatus]{"refills", r.c.smm.RefillStatuses, r.c.smm.RefillStatus}, ids)
		err = r.note(ctx, due, func(o *storage.Order, was storage.Order, now time.Time) bool {
			s, asked := said[was.Refill.ID]
			if !asked || o.Refill.ID != was.Refill.ID || !o.Refill.Running() {
				return false
			}
			if s.garbled {
				o.Refill.Next = now.Add(refillIn(o.Refill, now))
			} else {
				sawRefill(o, s.status, now)
			}
			return true
		})
		if err != nil || failed != nil {
			return firstOf(failed, err)
		}
	}
	return nil
}
