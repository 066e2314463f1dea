package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// DeleteReseller removes a reseller with all resellers and clients below it,
// once. One that is not there is refused with resale.NotFound; one that goes
// while its answer is lost counts as removed.
func (o *Ops) DeleteReseller(ctx context.Context, a Act, id int64, username string) (Outcome, error) {
	in, err := o.onReseller(ctx, "delete reseller", a.Place.Chat, id, username)
	if err != nil {
		return Outcome{}, err
	}
	return o.perform(ctx, a, deleteReseller(), in)
}

func deleteReseller() effect {
	return effect{
		name:       "delete reseller",
		provider:   Servex,
		repeatable: true,
		prepare:    readReseller,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return result{Reseller: in.Reseller.Before}, c.DeleteReseller(ctx, in.ID)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			_, err := in.Reseller.find(ctx, c, in)
			if resale.CodeOf(err) == resale.NotFound {
				return present, result{Reseller: in.Reseller.Before}, nil
			}
			return absent, result{Reseller: in.Reseller.Before}, err
		},
	}
}
