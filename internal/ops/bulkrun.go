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

// RunBulk works on a bulk, one client after the other, until it is ended, must
// wait, or others should have their turn. It is called again and again; what a
// crash interrupted is looked up in the journal and never done blindly. Only one
// call for a bulk may run at a time.
func (o *Ops) RunBulk(ctx context.Context, id string, show ShowBulk) error {
	r := &bulkRun{Ops: o, show: show}
	if err := r.begin(ctx, id); err != nil {
		return fmt.Errorf("run bulk %s: %w", id, err)
	}
	until := o.Now().Add(bulkSlice)
	for n := 0; n < len(r.b.Items) && r.b.State == storage.BulkRunning; n++ {
		if r.b.Items[n].State != "" {
			continue
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
	b     storage.Bulk // as it was saved last
	show  ShowBulk
	shown time.Time
}

// begin reads the bulk and, if it is due, says that it runs.
func (r *bulkRun) begin(ctx context.Context, id string) error {
	var found bool
	err := r.Store.View(ctx, func(tx *storage.Tx) (err error) {
		r.b, found, err = tx.Bulk(id)
		return err
	})
	if err != nil || !found || r.b.NotBefore.After(r.Now()) {
		r.b.State = storage.BulkWaiting // nothing to do
		return err
	}
	r.shown = r.Now() // in the turn before; a change is shown anyway
	return r.save(ctx, func(b *storage.Bulk) { b.State, b.Why = storage.BulkRunning, "" })
}

// item takes one client a step further.
func (r *bulkRun) item(ctx context.Context, n int) error {
	item := r.b.Items[n]
	out, err := r.act(ctx, n, item)
	code := out.Code
	if err != nil {
		code = resale.CodeOf(err)
	}
	switch {
	case err != nil && code != resale.NotConnected:
		if ctx.Err() != nil {
			return err
		}
		// Our own fault: not at once again, and not with another key.
		if saved := r.save(ctx, func(b *storage.Bulk) { r.wait(b, code, 0) }); saved != nil {
			return saved
		}
		return err
	case err != nil:
		return r.abandon(ctx, n, item, code)
	case out.State == storage.Refused && code == resale.Unauthorized:
		return r.save(ctx, func(b *storage.Bulk) { b.State, b.Why = storage.BulkStopped, string(code) })
	case out.State == storage.Refused && r.again(&item, code):
		return r.saveItem(ctx, n, item, func(b *storage.Bulk) { r.wait(b, code, out.Wait) })
	}
	return r.saveItem(ctx, n, r.ended(item, out), func(*storage.Bulk) {})
}

// ended is a client with its act's end. What is unknown, whoever reconciles it
// tells the person.
func (r *bulkRun) ended(item storage.BulkItem, out Outcome) storage.BulkItem {
	item.State = storage.Unknown
	switch out.State {
	case storage.Refused:
		item.State, item.Code = storage.Refused, string(out.Code)
	case storage.Done:
		item.State = storage.Done
		if r.b.Act == storage.BulkRenew && out.Client.Kind == resale.Test {
			item.Code = storage.StillTest
		}
	}
	return item
}

// again counts a try that surely changed nothing and tells whether there is to
// be another one. Its journal row is settled, so the next has a key of its own.
func (*bulkRun) again(item *storage.BulkItem, code resale.Code) bool {
	switch code {
	case resale.RateLimited:
	case resale.Unavailable:
		if item.Down++; item.Down > bulkDowns {
			return false
		}
	default:
		return false
	}
	item.Tries++
	return true
}

func (r *bulkRun) wait(b *storage.Bulk, why resale.Code, d time.Duration) {
	if d <= 0 {
		d = bulkWait
	}
	b.State, b.Why, b.NotBefore = storage.BulkWaiting, string(why), r.Now().UTC().Add(d)
}

func (r *bulkRun) act(ctx context.Context, n int, item storage.BulkItem) (Outcome, error) {
	a := Act{Key: r.key(n, item), Place: chat.Place{Chat: r.b.Chat, Thread: r.b.Thread}, Person: r.b.Person, Lang: r.b.Lang}
	if r.b.Act == storage.BulkRenew {
		return r.RenewClient(ctx, a, item.ID, item.Username, r.b.Days)
	}
	return r.SetSuspended(ctx, a, item.ID, item.Username, r.b.Act == storage.BulkSuspend)
}
