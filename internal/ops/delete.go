package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// DeleteClient removes a client, once. One that is not there is refused with
// resale.NotFound; one that goes while its answer is lost counts as removed.
func (o *Ops) DeleteClient(ctx context.Context, a Act, id int64, username string) (Outcome, error) {
	return o.perform(ctx, a, deleteClient(), intent{ID: id, Username: username})
}

// deleteAct is the name of the act in the journal.
const deleteAct = "delete client"

func deleteClient() effect {
	return effect{
		name:       deleteAct,
		provider:   Servex,
		repeatable: true,
		prepare:    readBefore,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			return result{Client: in.Before}, c.DeleteClient(ctx, in.ID)
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			_, err := refind(ctx, c, in)
			if resale.CodeOf(err) == resale.NotFound {
				return present, result{Client: in.Before}, nil
			}
			return absent, result{Client: in.Before}, err
		},
	}
}
