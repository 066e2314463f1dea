package ops

import (
	"context"
	"slices"
	"strings"

	"resellerbot/internal/resale"
)

// sortedMost bounds how many clients are read to be put in order.
const sortedMost = 1000

// ClientsByExpiry gives a page of a chat's clients in the order of their ends,
// the soonest first, or with latest the other way round. The panel sorts by
// nothing that it documents, so all that it finds are read.
func (o *Ops) ClientsByExpiry(ctx context.Context, chat int64, q resale.ClientQuery, latest bool) (ClientPage, error) {
	c, err := o.panel(ctx, "list clients", chat)
	if err != nil {
		return ClientPage{}, err
	}
	first, size := (max(q.Page, 1)-1)*max(q.Limit, 1), max(q.Limit, 1)
	q.Page, q.Limit = 1, 200
	var all []resale.Client
	for found, err := range c.AllClients(ctx, q, sortedMost) {
		if err != nil {
			return ClientPage{}, err
		}
		all = append(all, found)
	}
	slices.SortFunc(all, func(a, b resale.Client) int { return byExpiry(a, b, latest) })
	first = min(first, len(all))
	last := min(first+size, len(all))
	return ClientPage{Clients: all[first:last], More: last < len(all)}, nil
}

// byExpiry orders by the end, of equal ones by name; those without an end are
// last.
func byExpiry(a, b resale.Client, latest bool) int {
	order := a.Expires.Compare(b.Expires)
	switch {
	case a.Expires.IsZero() != b.Expires.IsZero():
		return -order
	case order == 0:
		return strings.Compare(a.Username, b.Username)
	case latest:
		return -order
	}
	return order
}
