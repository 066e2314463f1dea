package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/servex"
)

// EditClient sets fields of a client. They are absolute values, so setting
// them twice does no harm. A password cannot be read back: when the answer is
// lost, it is set again.
func (o *Ops) EditClient(ctx context.Context, a Act, id int64, username string, e resale.ClientEdit) (Outcome, error) {
	return o.perform(ctx, a, editClient(), intent{ID: id, Username: username, Edit: e})
}

func editClient() effect {
	return effect{
		name:       "edit client",
		repeatable: true,
		prepare:    readBefore,
		call: func(ctx context.Context, c *servex.Client, in intent) (result, error) {
			now, err := c.UpdateClient(ctx, in.Before, in.Edit)
			return result{Client: now}, err
		},
		look: func(ctx context.Context, c *servex.Client, in intent, _ time.Time) (verdict, result, error) {
			name := in.Username
			if in.Edit.Username != nil {
				name = *in.Edit.Username
			}
			now, err := c.FindClient(ctx, in.ID, name)
			if resale.CodeOf(err) == resale.NotFound {
				return absent, result{}, nil
			}
			if err != nil || in.Edit.Password != nil || !has(now, in.Edit) {
				return absent, result{Client: now}, err
			}
			return present, result{Client: now}, nil
		},
	}
}

// has tells whether every edited field reads as it was set.
func has(c resale.Client, e resale.ClientEdit) bool {
	return same(e.Username, c.Username) && same(e.CategoryID, c.CategoryID) && same(e.Limit, c.Limit) &&
		same(e.Kind, c.Kind) && same(e.Note, c.Note) && same(e.UUID, c.UUID)
}

func same[T comparable](want *T, is T) bool { return want == nil || *want == is }
