package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// CreateClient creates a client, once. A name that is in use is refused with
// resale.Taken. When the answer is lost the exact name is looked for and
// adopted. Not every panel refuses a name twice, so the call is repeated only
// when the first one is surely over.
func (o *Ops) CreateClient(ctx context.Context, a Act, n resale.NewClient) (Outcome, error) {
	return o.perform(ctx, a, createClient(), intent{New: n, Username: n.Username})
}

func createClient() effect {
	return effect{
		name:     "create client",
		provider: Servex,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			_, err := c.FindByUsername(ctx, in.Username)
			switch resale.CodeOf(err) {
			case resale.NotFound:
				return nil
			case "":
				return &resale.Error{Act: "create client", Code: resale.Taken}
			}
			return err
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			made, err := c.CreateClient(ctx, in.New)
			return result{Client: made, After: made.Expires}, err
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			found, err := c.FindByUsername(ctx, in.Username)
			if resale.CodeOf(err) == resale.NotFound {
				return absent, result{}, nil
			}
			return present, result{Client: found, After: found.Expires}, err
		},
	}
}
