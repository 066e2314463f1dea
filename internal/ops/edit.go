package ops

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/resale"
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
		provider:   Servex,
		repeatable: true,
		prepare:    readBefore,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			// The panel takes all fields at once: what goes along unchanged must
			// not bring back what was changed since.
			now, err := refind(ctx, c, in)
			if err != nil {
				return result{}, err
			}
			if now, err = c.UpdateClient(ctx, now, in.Edit); err != nil || in.Edit.Kind == nil {
				return result{Client: now}, err
			}
			// A yes to another kind is not always true.
			if seen, err := refind(ctx, c, in); err == nil && !same(in.Edit.Kind, seen.Kind) {
				return result{Client: seen}, &resale.Error{Act: "edit client", Code: resale.Unknown}
			}
			return result{Client: now}, nil
		},
		look: func(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
			now, err := refind(ctx, c, in)
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
		same(e.Kind, c.Kind) && same(e.Note, c.Note) && (e.UUID == nil || strings.EqualFold(*e.UUID, c.UUID))
}

func same[T comparable](want *T, is T) bool { return want == nil || *want == is }
