package ops

import (
	"context"
	"encoding/json"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	renewAct   = "renew client"
	paidSuffix = ".paid" // of a renewal's key: the act that makes a test a paid client
)

func toPaid() resale.ClientEdit {
	paid := resale.Paid
	return resale.ClientEdit{Kind: &paid}
}

// intendPaid writes down, with the end of a test's renewal, that it becomes a
// paid client: whoever waits does it at once, Reconcile what is left.
func intendPaid(tx *storage.Tx, renewal storage.Entry, c resale.Client, next time.Time, told bool) error {
	raw, err := json.Marshal(intent{ID: c.ID, Username: c.Username, Edit: toPaid()})
	if err != nil {
		return err
	}
	_, _, err = tx.Intend(storage.Entry{
		Key: renewal.Key + paidSuffix, Act: editClient().name, Provider: renewal.Provider, Panel: renewal.Panel, BaseURL: renewal.BaseURL,
		Chat: renewal.Chat, Thread: renewal.Thread, Person: renewal.Person, Lang: renewal.Lang,
		State: storage.Pending, Intent: raw, At: renewal.Settled, Next: next, Told: told,
	})
	return err
}

// turnsPaid tells whether an act that is done has one behind it.
func turnsPaid(act string, s storage.State, c resale.Client) bool {
	return act == renewAct && s == storage.Done && c.Kind == resale.Test && c.ID != 0
}

// turned goes on at once with what stands behind a renewal that was settled
// late. What does not end well now is left to Reconcile.
func (o *Ops) turned(ctx context.Context, key string, out Outcome) (Outcome, error) {
	if !turnsPaid(out.Act, out.State, out.Client) {
		return out, nil
	}
	row, found, err := o.entry(ctx, key+paidSuffix)
	if err != nil || !found {
		return out, err
	}
	if !row.State.Settled() {
		if err := o.Reconcile(ctx, row, nil); err != nil {
			o.Log.Warn("make a renewed test a paid client", "act", row.Key, "err", err)
			return out, nil
		}
		if row, _, err = o.entry(ctx, row.Key); err != nil {
			return out, err
		}
	}
	if row.State != storage.Done {
		return out, nil
	}
	paid, err := outcomeOf(row)
	out.Client = paid.Client
	return out, err
}
