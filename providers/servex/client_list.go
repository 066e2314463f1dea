package servex

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strconv"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

const (
	defaultPage = 10  // what the panel gives when not asked for more
	searchPage  = 100 // rows per page when looking one client up
	searchMost  = 2000
)

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

// FindClient looks a client up by its id among those that a search for its
// username finds, for the panel has no lookup by id. NotFound when it is not
// there. Without scopes own clients are searched, and those of Beyond.
func (c *Client) FindClient(ctx context.Context, id int64, username string, scopes ...resale.Scope) (resale.Client, error) {
	return c.find(ctx, username, scopes, func(found resale.Client) bool { return found.ID == id })
}

// FindByUsername looks a client up by its exact username, in any case.
// NotFound when it is not there. Without scopes own clients are searched, and
// those of Beyond.
func (c *Client) FindByUsername(ctx context.Context, username string, scopes ...resale.Scope) (resale.Client, error) {
	// The search also finds longer names and notes; taking its first hit would act on somebody else's account.
	return c.find(ctx, username, scopes, func(found resale.Client) bool { return strings.EqualFold(found.Username, username) })
}

func (c *Client) find(ctx context.Context, search string, scopes []resale.Scope, match func(resale.Client) bool) (resale.Client, error) {
	if len(scopes) == 0 {
		scopes = []resale.Scope{resale.Own}
		if c.beyond != "" {
			scopes = append(scopes, c.beyond)
		}
	}
	const act = "find client"
	for _, scope := range scopes {
		q := resale.ClientQuery{Search: search, Scope: scope, Limit: searchPage}
		rows := 0
		for client, err := range c.AllClients(ctx, q, searchMost) {
			// A panel that keeps a scope from a key has nobody to find there.
			if scope == c.beyond && scope != "" && resale.CodeOf(err) == resale.Forbidden {
				break
			}
			if err != nil {
				return resale.Client{}, renamed(err, act)
			}
			if match(client) {
				return client, nil
			}
			rows++
		}
		if rows == searchMost {
			// Not seeing it among so many is no proof that it is not there.
			return resale.Client{}, &resale.Error{Act: act, Code: resale.BadAnswer, Err: fmt.Errorf("more than %d hits", searchMost)}
		}
	}
	return resale.Client{}, notFound(act)
}

// renamed says in whose service a call failed.
func renamed(err error, act string) error {
	if e, ok := errors.AsType[*resale.Error](err); ok {
		e.Act = act
	}
	return err
}
