package ops

import (
	"context"

	"resellerbot/internal/resale"
)

// ResellerPage is one page of a list; More tells whether the next page may
// hold something.
type ResellerPage struct {
	Resellers []resale.Reseller
	More      bool
}

// Resellers lists the resellers that a chat's key sees in q.Scope. It changes
// nothing.
func (o *Ops) Resellers(ctx context.Context, chat int64, q resale.ResellerQuery) (ResellerPage, error) {
	c, err := o.panel(ctx, "list resellers", chat)
	if err != nil {
		return ResellerPage{}, err
	}
	found, err := c.ListResellers(ctx, q)
	if err != nil {
		return ResellerPage{}, err
	}
	return ResellerPage{Resellers: found, More: len(found) >= max(q.Limit, 1)}, nil
}

// Reseller reads one reseller. The panel has no look-up by id, so the name is
// searched and the id must match.
func (o *Ops) Reseller(ctx context.Context, chat, id int64, username string) (resale.Reseller, error) {
	c, err := o.panel(ctx, "read reseller", chat)
	if err != nil {
		return resale.Reseller{}, err
	}
	return c.FindResellerByID(ctx, id, username, c.scopes()...)
}

// FreeResellerName tells whether the key sees no reseller of that name. The
// panel may still refuse the name.
func (o *Ops) FreeResellerName(ctx context.Context, chat int64, username string) (bool, error) {
	c, err := o.panel(ctx, "check username", chat)
	if err != nil {
		return false, err
	}
	_, err = c.FindReseller(ctx, username, c.scopes()...)
	if resale.CodeOf(err) == resale.NotFound {
		return true, nil
	}
	return false, err
}

// scopes are where resellers are looked for: an admin key reaches those of
// others too.
func (c connection) scopes() []resale.Scope {
	if c.admin {
		return []resale.Scope{resale.Own, resale.All}
	}
	return []resale.Scope{resale.Own}
}
