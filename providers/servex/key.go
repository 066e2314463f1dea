package servex

import (
	"context"

	"resellerbot/internal/resale"
)

// KeyKind tells an admin key from a reseller key by listing what only an
// admin key may (SX01 with scope=todos). Errors are those of a key or panel
// that does not work at all.
func (c *Client) KeyKind(ctx context.Context) (admin bool, err error) {
	const act = "check key"
	_, err = c.ListClients(ctx, resale.ClientQuery{Scope: resale.All, Limit: 1})
	switch resale.CodeOf(err) {
	case "":
		return true, nil
	case resale.Forbidden, resale.Invalid, resale.Refused, resale.NotFound:
		return false, nil
	case resale.Unavailable, resale.BadAnswer:
		// How a reseller key fails here is not documented: it may look like a broken panel, unless that serves the plain list.
		if _, plain := c.ListClients(ctx, resale.ClientQuery{Limit: 1}); plain == nil {
			return false, nil
		}
	}
	return false, renamed(err, act)
}
