package servex

import (
	"context"
	"iter"
	"net/url"
	"strconv"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// defaultPage is what the panel gives when not asked for more.
const defaultPage = 10

// ListClients gives one page of clients (SX01, GET /clients).
func (c *Client) ListClients(ctx context.Context, q resale.ClientQuery) ([]resale.Client, error) {
	clients, _, err := c.clientPage(ctx, q)
	return clients, err
}

// clientPage also tells whether the page is full, so that another may follow.
// The panel's total is not asked: it is not always there.
func (c *Client) clientPage(ctx context.Context, q resale.ClientQuery) (clients []resale.Client, full bool, err error) {
	page := rows[wireClient]{name: "clients"}
	err = c.list(ctx, httpapi.Request{
		Operation: "SX01", Act: "list clients", Path: []string{"clients"}, Query: clientQuery(q),
		Complete: func() bool { return all(page.items, (*wireClient).present) },
	}, &page)
	if err != nil {
		return nil, false, err
	}
	for i := range page.items {
		clients = append(clients, page.items[i].client())
	}
	return clients, page.full(q.Limit), nil
}

func clientQuery(q resale.ClientQuery) url.Values {
	v := pageQuery(q.Page, q.Limit)
	put(v, "search", q.Search)
	put(v, "status", string(q.Status))
	put(v, "scope", string(q.Scope))
	if q.ResellerID > 0 {
		v.Set("resellerId", strconv.FormatInt(q.ResellerID, 10))
	}
	return v
}

func pageQuery(page, limit int) url.Values {
	v := url.Values{}
	if page > 0 {
		v.Set("page", strconv.Itoa(page))
	}
	if limit > 0 {
		v.Set("limit", strconv.Itoa(limit))
	}
	return v
}

func put(v url.Values, name, value string) {
	if value != "" {
		v.Set(name, value)
	}
}

// AllClients gives at most limit clients from q.Page on, page by page until
// a short page. An error ends it.
func (c *Client) AllClients(ctx context.Context, q resale.ClientQuery, limit int) iter.Seq2[resale.Client, error] {
	return func(yield func(resale.Client, error) bool) {
		seen := make(map[int64]bool)
		for q.Page = max(q.Page, 1); ; q.Page++ {
			clients, full, err := c.clientPage(ctx, q)
			if err != nil {
				yield(resale.Client{}, err)
				return
			}
			fresh := false
			for _, client := range clients {
				if seen[client.ID] {
					continue // the list moved while it was read
				}
				if len(seen) == limit {
					return
				}
				seen[client.ID], fresh = true, true
				if !yield(client, nil) {
					return
				}
			}
			// A page of nothing new is a panel that does not page: it would never end.
			if !full || !fresh || len(seen) == limit {
				return
			}
		}
	}
}
