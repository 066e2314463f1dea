package servex

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"resellerbot/internal/resale"
)

// How far one is looked for.
const (
	searchPage = 100 // rows per page when searching
	searchMost = 2000
	idPage     = 500 // when looking through all of them
	idMost     = 20_000
)

// FindClient looks a client up by its id among those that a search for its
// username finds, for the panel has no lookup by id. NotFound when it is not
// there. Without scopes own clients are searched, and those of Beyond.
func (c *Client) FindClient(ctx context.Context, id int64, username string, scopes ...resale.Scope) (resale.Client, error) {
	return c.find(ctx, username, scopes, func(found resale.Client) bool { return found.ID == id })
}

// FindRenamed looks a client up by its id alone, among all of them, when its
// name is not what it was. NotFound when it is not there. Without scopes own
// clients are looked through, and those of Beyond.
func (c *Client) FindRenamed(ctx context.Context, id int64, scopes ...resale.Scope) (resale.Client, error) {
	q := resale.ClientQuery{Limit: idPage}
	return c.findIn(ctx, q, idMost, scopes, func(found resale.Client) bool { return found.ID == id })
}

// FindByUsername looks a client up by its exact username, in any case.
// NotFound when it is not there. Without scopes own clients are searched, and
// those of Beyond.
func (c *Client) FindByUsername(ctx context.Context, username string, scopes ...resale.Scope) (resale.Client, error) {
	// The search also finds longer names and notes; taking its first hit would act on somebody else's account.
	return c.find(ctx, username, scopes, func(found resale.Client) bool { return strings.EqualFold(found.Username, username) })
}

func (c *Client) find(ctx context.Context, search string, scopes []resale.Scope, match func(resale.Client) bool) (resale.Client, error) {
	return c.findIn(ctx, resale.ClientQuery{Search: search, Limit: searchPage}, searchMost, scopes, match)
}

func (c *Client) findIn(ctx context.Context, q resale.ClientQuery, most int, scopes []resale.Scope, match func(resale.Client) bool) (resale.Client, error) {
	if len(scopes) == 0 {
		scopes = []resale.Scope{resale.Own}
		if c.beyond != "" {
			scopes = append(scopes, c.beyond)
		}
	}
	const act = "find client"
	for _, q.Scope = range scopes {
		rows := 0
		for client, err := range c.AllClients(ctx, q, most) {
			// A panel that keeps a scope from a key has nobody to find there.
			if q.Scope == c.beyond && q.Scope != "" && resale.CodeOf(err) == resale.Forbidden {
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
		if rows == most {
			// Not seeing it among so many is no proof that it is not there.
			return resale.Client{}, &resale.Error{Act: act, Code: resale.BadAnswer, Err: fmt.Errorf("more than %d hits", most)}
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
