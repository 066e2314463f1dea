package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
)

// DeleteClient removes a client. One that is gone already counts as removed.
func (o *Ops) DeleteClient(ctx context.Context, a Act, id int64, username string) (Outcome, error) {
	before, err := o.Client(ctx, a.Place.Chat, id, username)
	if err != nil {
		return o.known(ctx, a, err)
	}
	return o.perform(ctx, a, deleteClient(), intent{ID: id, Username: username, Before: before})
}

func deleteClient() effect {
	return effect{
		name:       "delete client",
		repeatable: true,
		call: func(ctx context.Context, c *servex.Client, in intent) (result, error) {
			return result{Client: in.Before}, c.DeleteClient(ctx, in.ID)
		},
		look: func(ctx context.Context, c *servex.Client, in intent, _ time.Time) (verdict, result, error) {
			_, err := c.FindClient(ctx, in.ID, in.Username)
			if resale.CodeOf(err) == resale.NotFound {
				return present, result{Client: in.Before}, nil
			}
			return absent, result{Client: in.Before}, err
		},
	}
}
