package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// RenewReseller adds days to a validity account, once. The old expiry is read
// before the call and the new one after it; when the answer is lost the two
// are compared.
func (o *Ops) RenewReseller(ctx context.Context, a Act, id int64, username string, days int) (Outcome, error) {
	in, err := o.onReseller(ctx, "renew reseller", a.Place.Chat, id, username)
	if err != nil {
		return Outcome{}, err
	}
	in.Days = days
	return o.perform(ctx, a, renewReseller(), in)
}

func renewReseller() effect {
	return effect{
		name:     "renew reseller",
		provider: Servex,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			if err := readReseller(ctx, c, in); err != nil {
				return err
			}
			if in.Reseller.Before.AccountType == resale.Credit {
				return &resale.Error{Act: "renew reseller", Code: resale.Refused} // it has no date
			}
			return nil
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			hint, err := c.RenewReseller(ctx, in.ID, in.Days)
			if err != nil {
				return result{}, err
			}
			r := result{Reseller: in.Reseller.Before, After: hint}
			// The answer's date is a hint; what counts is what the panel now holds.
			if now, err := in.Reseller.find(ctx, c, in); err == nil {
				r.Reseller, r.After = now, now.Expires
			}
			return unmoved(r, in.Reseller.Before.Expires)
		},
		look: func(ctx context.Context, c connection, in intent, called time.Time) (verdict, result, error) {
			now, err := in.Reseller.find(ctx, c, in)
			if err != nil {
				return unclear, result{}, err
			}
			return renewed(in.Reseller.Before.Expires, now.Expires, called, in.Days), result{Reseller: now, After: now.Expires}, nil
		},
	}
}
