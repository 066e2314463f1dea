package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// dateSlack is how far a new expiry may be from where we reckon it, for
// panels count from midnight or from now, in their own zone.
const dateSlack = 36 * time.Hour

// RenewClient adds days to a client, once. The old expiry is read before the
// call and the new one after it; when the answer is lost the two are compared.
// A test becomes a paid client, in an act of its own: Outcome.Client.Kind is
// still resale.Test when that one did not end well.
func (o *Ops) RenewClient(ctx context.Context, a Act, id int64, username string, days int) (Outcome, error) {
	out, err := o.perform(ctx, a, renewClient(), intent{ID: id, Username: username, Days: days})
	if err != nil || out.State != storage.Done || out.Client.Kind != resale.Test {
		return out, err
	}
	a.Key += paidSuffix
	turned, err := o.EditClient(ctx, a, id, username, toPaid())
	switch {
	case ctx.Err() != nil:
		return Outcome{}, ctx.Err() // begun anew with the same keys, nothing happens twice
	case err != nil: // it is intended, and Reconcile goes on with it
		o.Log.Warn("make a renewed test a paid client", "act", a.Key, "err", err)
	case turned.State == storage.Done:
		out.Client = turned.Client
	}
	return out, nil
}

func renewClient() effect {
	return effect{
		name:     renewAct,
		provider: Servex,
		prepare:  readBefore,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			hint, err := c.RenewClient(ctx, in.ID, in.Days)
			if err != nil {
				return result{}, err
			}
			r := result{Client: in.Before, After: hint}
			// The answer's date is a hint; what counts is what the panel now holds.
			if now, err := refind(ctx, c, in); err == nil {
				r.Client, r.After = now, now.Expires
			}
			return unmoved(r, in.Before.Expires)
		},
		look: func(ctx context.Context, c connection, in intent, called time.Time) (verdict, result, error) {
			now, err := refind(ctx, c, in)
			if err != nil {
				return unclear, result{}, err
			}
			return renewed(in.Before.Expires, now.Expires, called, in.Days), result{Client: now, After: now.Expires}, nil
		},
	}
}

// unmoved doubts a yes after which the old date is still read. It is not asked
// for again: a panel that shows things late would renew twice.
func unmoved(r result, before time.Time) (result, error) {
	if before.IsZero() || !r.After.Equal(before) {
		return r, nil
	}
	r.Yes = true
	return r, &resale.Error{Act: "renew", Code: resale.Unknown}
}

// renewed judges by the dates whether a renewal took effect. Panels add to the
// old expiry, or to today when that is past; never does it end sooner. Without
// dates nothing can be told.
func renewed(before, now, called time.Time, days int) verdict {
	switch {
	case now.IsZero():
		return unclear
	case now.Equal(before):
		return absent
	case now.Before(before):
		return unclear
	}
	near := func(from time.Time) bool { return now.Sub(from.AddDate(0, 0, days)).Abs() <= dateSlack }
	if near(before) || before.Sub(called) <= dateSlack && near(called) {
		return present
	}
	return unclear
}
