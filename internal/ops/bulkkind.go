package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// bulkKind is how the items of a bulk are done, and what becomes of the others
// when one of them is not.
type bulkKind struct {
	act  func(ctx context.Context, a Act, item storage.BulkItem) (Outcome, error)
	done func(item *storage.BulkItem, out Outcome) // notes what came of one that is done

	halts    []resale.Code // every other item would be refused so too: the bulk stops
	waits    []resale.Code // the panel is in no state to answer: the bulk waits
	mostDown int           // how often an item is tried again after one of waits
	patient  bool          // then the bulk stops, rather than go on with the next item
	doubts   int           // so many unknown items in a row stop the bulk; 0: none do
}

func (r *bulkRun) kindOf(act string) bulkKind {
	if act == storage.BulkOrder {
		return r.orders()
	}
	if providerOf(r.b.Provider) == VPNResellers {
		return r.accounts()
	}
	return r.clients()
}

// accounts are done like clients. What the balance does not suffice for, it
// suffices for none of.
func (r *bulkRun) accounts() bulkKind {
	k := r.clients()
	k.act = func(ctx context.Context, a Act, item storage.BulkItem) (Outcome, error) {
		if r.b.Act == storage.BulkRenew {
			return r.RenewVPN(ctx, a, item.ID, item.Username, r.b.Days)
		}
		return r.SetVPNDisabled(ctx, a, item.ID, item.Username, r.b.Act == storage.BulkSuspend)
	}
	k.done = func(item *storage.BulkItem, out Outcome) {
		if r.b.Act == storage.BulkRenew && out.VPN != nil && !out.VPN.Account.Active {
			item.Code = storage.StillOff
		}
	}
	k.halts = append(k.halts, resale.NoFunds)
	return k
}

func (r *bulkRun) clients() bulkKind {
	return bulkKind{
		act: func(ctx context.Context, a Act, item storage.BulkItem) (Outcome, error) {
			if r.b.Act == storage.BulkRenew {
				return r.RenewClient(ctx, a, item.ID, item.Username, r.b.Days)
			}
			return r.SetSuspended(ctx, a, item.ID, item.Username, r.b.Act == storage.BulkSuspend)
		},
		done: func(item *storage.BulkItem, out Outcome) {
			if r.b.Act == storage.BulkRenew && out.Client.Kind == resale.Test {
				item.Code = storage.StillTest
			}
		},
		halts:    []resale.Code{resale.Unauthorized},
		waits:    []resale.Code{resale.Unavailable},
		mostDown: bulkDowns,
	}
}

// after is what follows a refusal.
type after int

const (
	goOn  after = iota // the item is refused, the next is taken
	halt               // the bulk stops, the item is left
	again              // the bulk waits and takes the same item
	later              // the item waits, others go first
)

// refusal judges a try that surely changed nothing, and counts it when there is
// to be another one: its journal row is settled, so that has a key of its own.
func (k bulkKind) refusal(item *storage.BulkItem, code resale.Code, now time.Time) after {
	next := goOn
	switch {
	case slices.Contains(k.halts, code):
		return halt
	case code == resale.RateLimited:
		next = again
	case slices.Contains(k.waits, code):
		if item.Down++; item.Down <= k.mostDown {
			next = again
		} else if k.patient {
			return halt
		}
	case code == resale.SameLink && item.Held < len(linkWaits()):
		item.NotBefore = now.UTC().Add(linkWaits()[item.Held])
		item.Held++
		next = later
	}
	if next != goOn {
		item.Tries++
	}
	return next
}

// doubted tells whether the item was the last of too many unknown ones in a
// row. A panel that answers nothing clear would make all the others so, and a
// person would have to look for each of them.
func (k bulkKind) doubted(items []storage.BulkItem, n int) bool {
	if k.doubts == 0 || n+1 < k.doubts {
		return false
	}
	return !slices.ContainsFunc(items[n+1-k.doubts:n], func(i storage.BulkItem) bool { return i.State != storage.Unknown })
}
