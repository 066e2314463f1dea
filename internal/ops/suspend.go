package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

const suspendAct = "suspend client"

// SetSuspended suspends a client or lets it in again. The panel has only a
// toggle, so the state is read, toggled if it differs, and read again; it is
// never toggled twice without a look in between.
func (o *Ops) SetSuspended(ctx context.Context, a Act, id int64, username string, suspended bool) (Outcome, error) {
	return o.perform(ctx, a, suspendClient(), intent{ID: id, Username: username, Want: suspended})
}

func suspendClient() effect {
	return effect{
		name:     suspendAct,
		provider: Servex,
		prepare:  readBefore,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			now, err := refind(ctx, c, in)
			if err != nil || in.asWanted(now) {
				return result{Client: now}, err
			}
			if _, err := c.ToggleSuspend(ctx, in.ID); err != nil {
				return result{Client: now}, err
			}
			now, err = refind(ctx, c, in)
			if err != nil || !in.asWanted(now) {
				return result{Client: now}, &resale.Error{Act: suspendAct, Code: resale.Unknown, Err: err}
			}
			return result{Client: now}, nil
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := refind(ctx, c, in)
			if err != nil {
				return unclear, result{}, err
			}
			if in.asWanted(now) {
				return present, result{Client: now}, nil
			}
			return absent, result{Client: now}, nil
		},
	}
}

func (in intent) asWanted(c resale.Client) bool {
	return (c.Status == resale.Suspended) == in.Want
}
