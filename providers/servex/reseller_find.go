package servex

import (
	"context"
	"fmt"
	"strings"

	"resellerbot/internal/resale"
)

// FindReseller looks a reseller up by its exact login, in any case. NotFound
// when it is not there. Without scopes only own resellers are searched.
func (c *Client) FindReseller(ctx context.Context, username string, scopes ...resale.Scope) (resale.Reseller, error) {
	return c.findReseller(ctx, username, scopes, func(found resale.Reseller) bool { return strings.EqualFold(found.Username, username) })
}

// FindResellerByID looks a reseller up by its id among those that a search for
// its login finds, for the panel has no lookup by id. NotFound when it is not
// there. Without scopes only own resellers are searched.
func (c *Client) FindResellerByID(ctx context.Context, id int64, username string, scopes ...resale.Scope) (resale.Reseller, error) {
	return c.findReseller(ctx, username, scopes, func(found resale.Reseller) bool { return found.ID == id })
}

func (c *Client) findReseller(ctx context.Context, search string, scopes []resale.Scope, match func(resale.Reseller) bool) (resale.Reseller, error) {
	if len(scopes) == 0 {
		scopes = []resale.Scope{""} // what the panel takes for own
	}
	for _, scope := range scopes {
		found, err := c.searchResellers(ctx, resale.ResellerQuery{Search: search, Scope: scope, Limit: searchPage}, match)
		if resale.CodeOf(err) != resale.NotFound {
			return found, err
		}
	}
	return resale.Reseller{}, notFound("find reseller")
}

// searchResellers reads page by page until one matches.
func (c *Client) searchResellers(ctx context.Context, q resale.ResellerQuery, match func(resale.Reseller) bool) (resale.Reseller, error) {
	const act = "find reseller"
	seen := make(map[int64]bool)
	for q.Page = 1; len(seen) < searchMost; q.Page++ {
		hits, full, err := c.resellerPage(ctx, q)
		if err != nil {
			return resale.Reseller{}, renamed(err, act)
		}
		before := len(seen)
		for _, hit := range hits {
			if match(hit) {
				return hit, nil
			}
			seen[hit.ID] = true
		}
		// A page of nothing new is a panel that does not page.
		if !full || len(seen) == before {
			return resale.Reseller{}, notFound(act)
		}
	}
	// Not seeing it among so many is no proof that it is not there.
	return resale.Reseller{}, &resale.Error{Act: act, Code: resale.BadAnswer, Err: fmt.Errorf("more than %d hits", searchMost)}
}
