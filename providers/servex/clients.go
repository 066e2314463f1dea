package servex

import (
	"context"
	"iter"
	"time"

	"resellerbot/internal/resale"
)

// ListClients gives one page of clients (SX01, GET /clients).
func (c *Client) ListClients(ctx context.Context, q resale.ClientQuery) ([]resale.Client, error) {
	return nil, nil
}

// AllClients gives at most limit clients from q.Page on, page by page until
// a short page. An error ends it.
func (c *Client) AllClients(ctx context.Context, q resale.ClientQuery, limit int) iter.Seq2[resale.Client, error] {
	return func(func(resale.Client, error) bool) {}
}

// FindClient looks a client up by its id among those that a search for its
// username finds, for the panel has no lookup by id. NotFound when it is not
// there. Without scopes only own clients are searched.
func (c *Client) FindClient(ctx context.Context, id int64, username string, scopes ...resale.Scope) (resale.Client, error) {
	return resale.Client{}, nil
}

// FindByUsername looks a client up by its exact username, in any case.
// NotFound when it is not there. Without scopes only own clients are searched.
func (c *Client) FindByUsername(ctx context.Context, username string, scopes ...resale.Scope) (resale.Client, error) {
	return resale.Client{}, nil
}

// KeyKind tells an admin key from a reseller key, by a probe of what only
// an admin key may list.
func (c *Client) KeyKind(ctx context.Context) (admin bool, err error) { return false, nil }

// CreateClient creates a client (SX02, POST /clients). Duration is in days for
// resale.Paid and in minutes for resale.Test. After Unknown the client may
// exist: look it up with FindByUsername, never create again blindly.
func (c *Client) CreateClient(ctx context.Context, n resale.NewClient) (resale.Client, error) {
	return resale.Client{}, nil
}

// UpdateClient changes a client (SX03, PUT /clients/{id}) and gives it as it
// is then.
func (c *Client) UpdateClient(ctx context.Context, current resale.Client, e resale.ClientEdit) (resale.Client, error) {
	return resale.Client{}, nil
}

// DeleteClient removes a client (SX04, DELETE /clients/{id}).
func (c *Client) DeleteClient(ctx context.Context, id int64) error { return nil }

// RenewClient adds days (SX05, POST /clients/{id}/renew) and gives the new
// expiry, zero when the answer has none. Not idempotent: each call adds.
func (c *Client) RenewClient(ctx context.Context, id int64, days int) (time.Time, error) {
	return time.Time{}, nil
}

// ToggleSuspend suspends an active client and reactivates a suspended one
// (SX06, PUT /clients/{id}/suspend). It gives the new status, "" when the
// answer has none. Read the client before and after; never repeat it blindly.
func (c *Client) ToggleSuspend(ctx context.Context, id int64) (resale.ClientStatus, error) {
	return "", nil
}
