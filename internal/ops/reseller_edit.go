package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// EditReseller sets fields of a reseller. They are absolute values, so setting
// them twice does no harm. A password cannot be read back: when the answer is
// lost, it is set again. An empty list of categories is never sent.
func (o *Ops) EditReseller(ctx context.Context, a Act, id int64, username string, e resale.ResellerEdit) (Outcome, error) {
	in, err := o.onReseller(ctx, "edit reseller", a.Place.Chat, id, username)
	if err != nil {
		return Outcome{}, err
	}
	in.Reseller.Edit = e
	return o.perform(ctx, a, editReseller(), in)
}

func editReseller() effect {
	return effect{
		name:       "edit reseller",
		provider:   Servex,
		repeatable: true,
		prepare:    readReseller,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			// The panel takes all fields at once, and credits are spent meanwhile:
			// what goes along unchanged must be as fresh as can be.
			now, err := in.Reseller.findRenamed(ctx, c, in)
			if err != nil {
				return result{}, err
			}
			now, err = c.UpdateReseller(ctx, now, in.Reseller.Edit)
			return result{Reseller: now}, err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := in.Reseller.findRenamed(ctx, c, in)
			if resale.CodeOf(err) == resale.NotFound {
				return absent, result{}, nil
			}
			if err == nil && len(in.Reseller.Edit.CategoryIDs) > 0 && now.CategoryIDs == nil {
				return unclear, result{Reseller: now}, nil // the panel does not say which they are
			}
			if err != nil || in.blind() || !reads(now, in.Reseller.Edit) {
				return absent, result{Reseller: now}, err
			}
			return present, result{Reseller: now}, nil
		},
	}
}

// reads tells whether every edited field reads as it was set. Of an expiry the
// day counts, of categories which they are, not their order.
func reads(r resale.Reseller, e resale.ResellerEdit) bool {
	if e.Expires != nil && e.Expires.UTC().Format(time.DateOnly) != r.Expires.UTC().Format(time.DateOnly) {
		return false
	}
	if len(e.CategoryIDs) > 0 && !slices.Equal(slices.Sorted(slices.Values(e.CategoryIDs)), slices.Sorted(slices.Values(r.CategoryIDs))) {
		return false
	}
	return same(e.Name, r.Name) && same(e.Username, r.Username) && same(e.MaxUsers, r.MaxUsers) &&
		same(e.AccountType, r.AccountType) && same(e.Note, r.Note)
}
