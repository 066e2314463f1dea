package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// CreateReseller creates a reseller, once. A name that is in use is refused
// with resale.Taken. When the answer is lost the exact name is looked for
// among the key's own and adopted. Not every panel refuses a name twice, so the
// call is repeated only when the first one is surely over.
func (o *Ops) CreateReseller(ctx context.Context, a Act, n resale.NewReseller) (Outcome, error) {
	return o.perform(ctx, a, createReseller(), intent{Username: n.Username, Reseller: &resellerIntent{New: n}})
}

func createReseller() effect {
	return effect{
		name:     "create reseller",
		provider: Servex,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			_, err := c.FindReseller(ctx, in.Username)
			switch resale.CodeOf(err) {
			case resale.NotFound:
				return nil
			case "":
				return &resale.Error{Act: "create reseller", Code: resale.Taken}
			}
			return err
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.CreateReseller(ctx, in.Reseller.New)
			return result{Reseller: asAsked(made, in.Reseller.New)}, err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			found, err := c.FindReseller(ctx, in.Username)
			if resale.CodeOf(err) == resale.NotFound {
				return absent, result{}, nil
			}
			return present, result{Reseller: asAsked(found, in.Reseller.New)}, err
		},
	}
}

// asAsked fills what the panel left out with what was asked for.
func asAsked(r resale.Reseller, n resale.NewReseller) resale.Reseller {
	if r.Username == "" {
		r.Username = n.Username
	}
	if r.AccountType == "" {
		r.AccountType = n.AccountType
	}
	if r.MaxUsers == 0 {
		r.MaxUsers = n.MaxUsers
	}
	if r.Expires.IsZero() {
		r.Expires = n.Expires
	}
	return r
}
