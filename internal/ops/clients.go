package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// ClientPage is one page of a list. The panel does not say how many there are
// in all; More tells whether the next page may hold something.
type ClientPage struct {
	Clients []resale.Client
	More    bool
}

// Clients lists a chat's clients. It changes nothing.
func (o *Ops) Clients(ctx context.Context, chat int64, q resale.ClientQuery) (ClientPage, error) {
	c, err := o.panel(ctx, "list clients", chat)
	if err != nil {
		return ClientPage{}, err
	}
	limit := max(q.Limit, 1)
	found, err := c.ListClients(ctx, q)
	if err != nil {
		return ClientPage{}, err
	}
	return ClientPage{Clients: found, More: len(found) >= limit}, nil
}

// Client reads one client. The panel has no look-up by id, so the name is
// searched and the id must match.
func (o *Ops) Client(ctx context.Context, chat, id int64, username string) (resale.Client, error) {
	c, err := o.panel(ctx, "read client", chat)
	if err != nil {
		return resale.Client{}, err
	}
	return c.FindClient(ctx, id, username)
}

// Categories lists the categories that a client may be put into: those that
// are not expired.
func (o *Ops) Categories(ctx context.Context, chat int64) ([]resale.Category, error) {
	c, err := o.panel(ctx, "list categories", chat)
	if err != nil {
		return nil, err
	}
	all, err := c.ListCategories(ctx)
	if err != nil {
		return nil, err
	}
	return open(all, o.Now()), nil
}

// CategoryName gives the name of a category, expired ones included, or "" for
// one that the key does not see.
func (o *Ops) CategoryName(ctx context.Context, chat, id int64) (string, error) {
	c, err := o.panel(ctx, "list categories", chat)
	if err != nil {
		return "", err
	}
	all, err := c.ListCategories(ctx)
	for _, c := range all {
		if c.ID == id {
			return c.Name, nil
		}
	}
	return "", err
}

func open(all []resale.Category, now time.Time) []resale.Category {
	var out []resale.Category
	for _, c := range all {
		if !c.Expired(now) {
			out = append(out, c)
		}
	}
	return out
}

// FreeUsername tells whether no client of that name is seen on the panel. A
// reseller sees only own clients, so the panel may still refuse the name.
func (o *Ops) FreeUsername(ctx context.Context, chat int64, username string) (bool, error) {
	c, err := o.panel(ctx, "check username", chat)
	if err != nil {
		return false, err
	}
	_, err = c.FindByUsername(ctx, username)
	if resale.CodeOf(err) == resale.NotFound {
		return true, nil
	}
	return false, err
}
