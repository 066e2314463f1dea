package ops

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// How a bulk goes on.
const (
	bulkSlice = 10 * time.Second // then others have their turn
	bulkShow  = 3 * time.Second  // between two looks that a person gets
	bulkWait  = 30 * time.Second // when the panel does not say how long
	bulkDowns = 5                // how often a client is tried again while the panel is unavailable
)

// ShowBulk puts how far a bulk came into the outbox. It runs in the transaction
// that saves it, and may run more than once.
type ShowBulk func(*storage.Tx, storage.Bulk) error

// RunBulk works on a bulk, one item after the other, until it is ended, must
// wait, or others should have their turn. It is called again and again; what a
// crash interrupted is looked up in the journal and never done blindly. Only one
// call for a bulk may run at a time.
func (o *Ops) RunBulk(ctx context.Context, id string, show ShowBulk) error {
	r := &bulkRun{Ops: o, show: show}
	if err := r.begin(ctx, id); err != nil {
		return fmt.Errorf("run bulk %s: %w", id, err)
	}
	until := o.Now().Add(bulkSlice)
	for r.b.State == storage.BulkRunning {
		n, wait := r.next()
		if n < 0 {
			return r.save(ctx, func(b *storage.Bulk) {
				b.State, b.Why, b.NotBefore = storage.BulkWaiting, string(resale.SameLink), wait
			})
		}
		if !o.Now().Before(until) {
			return r.save(ctx, func(b *storage.Bulk) { b.NotBefore = o.Now() })
		}
		if err := r.item(ctx, n); ctx.Err() != nil {
			return nil // shutting down: the journal knows the rest
		} else if err != nil {
			return fmt.Errorf("run bulk %s: %w", id, err)
		}
	}
	return nil
}

// bulkRun is one turn of a bulk.
type bulkRun struct {
	*Ops
	b        storage.Bulk // as it was saved last
	kind     bulkKind
	begun    []int // items that a crash interrupted
	show     ShowBulk
	shown    time.Time
	services map[string]resale.Service // by number, of a BulkOrder; nil until they are needed
}

// begin reads the bulk and, if it is due, says that it runs.
func (r *bulkRun) begin(ctx context.Context, id string) error {
	var found bool
	err := r.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if r.b, found, err = tx.Bulk(id); err != nil || !found {
			return err
		}
		r.begun, err = r.interrupted(tx)
		return err
	})
	if err != nil || !found || r.b.NotBefore.After(r.Now()) {
		r.b.State = storage.BulkWaiting // nothing to do
		return err
	}
	r.kind = r.kindOf(r.b.Act)
	r.shown = r.Now() // in the turn before; a change is shown anyway
	return r.save(ctx, func(b *storage.Bulk) { b.State, b.Why = storage.BulkRunning, "" })
}

// next gives the item to work on: one that was interrupted, for its end must be
// known, or the first that need not wait. When all that are left must, n is
// below 0 and wait is when the first of them may go.
func (r *bulkRun) next() (n int, wait time.Time) {
	if len(r.begun) > 0 {
		n, r.begun = r.begun[0], r.begun[1:]
		return n, wait
	}
	for n, item := range r.b.Items {
		switch {
		case item.State != "":
		case !item.NotBefore.After(r.Now()):
			return n, time.Time{}
		case wait.IsZero() || item.NotBefore.Before(wait):
			wait = item.NotBefore
		}
	}
	return -1, wait
}

// item takes one item a step further. What is unknown, whoever reconciles it
// tells the person.
func (r *bulkRun) item(ctx context.Context, n int) error {
	item := r.b.Items[n]
	a := Act{Key: itemKey(r.b.ID, n, item), Place: chat.Place{Chat: r.b.Chat, Thread: r.b.Thread}, Person: r.b.Person, Lang: r.b.Lang}
	out, err := r.kind.act(ctx, a, item)
	switch {
	case resale.CodeOf(err) == resale.NotConnected:
		return r.abandon(ctx, n, item, resale.NotConnected)
	case err != nil:
		return r.fault(ctx, err)
	case out.State == storage.Refused:
		return r.refused(ctx, n, item, out)
	case out.State == storage.Done:
		item.State = storage.Done
		r.kind.done(&item, out)
	default:
		item.State = storage.Unknown
	}
	return r.saveItem(ctx, n, item, func(b *storage.Bulk) {
		if item.State == storage.Unknown && r.kind.doubted(b.Items, n) && anyLeft(b.Items) {
			b.State, b.Why = storage.BulkStopped, string(resale.Unknown)
		}
	})
}

// fault is our own: not at once again, and not with another key.
func (r *bulkRun) fault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	if saved := r.save(ctx, func(b *storage.Bulk) { r.wait(b, resale.CodeOf(err), 0) }); saved != nil {
		return saved
	}
	return err
}

// refused goes on after an item that was surely not done.
func (r *bulkRun) refused(ctx context.Context, n int, item storage.BulkItem, out Outcome) error {
	switch r.kind.refusal(&item, out.Code, r.Now()) {
	case halt:
		return r.save(ctx, func(b *storage.Bulk) { b.State, b.Why = storage.BulkStopped, string(out.Code) })
	case again:
		return r.saveItem(ctx, n, item, func(b *storage.Bulk) { r.wait(b, out.Code, out.Wait) })
	case goOn:
		item.State, item.Code, item.Detail = storage.Refused, string(out.Code), out.Detail
	}
	return r.saveItem(ctx, n, item, func(*storage.Bulk) {})
}

func (r *bulkRun) wait(b *storage.Bulk, why resale.Code, d time.Duration) {
	if d <= 0 {
		d = bulkWait
	}
	b.State, b.Why, b.NotBefore = storage.BulkWaiting, string(why), r.Now().UTC().Add(d)
}
