package servex

import (
	"context"
	"time"

	"resellerbot/internal/resale"
)

// ListResellers gives one page of resellers (SX07, GET /resellers).
func (c *Client) ListResellers(ctx context.Context, q resale.ResellerQuery) ([]resale.Reseller, error) {
	return nil, nil
}

// FindReseller looks a reseller up by its exact login, in any case. NotFound
// when it is not there.
func (c *Client) FindReseller(ctx context.Context, username string) (resale.Reseller, error) {
	return resale.Reseller{}, nil
}

// CreateReseller creates a reseller (SX08, POST /resellers).
func (c *Client) CreateReseller(ctx context.Context, n resale.NewReseller) (resale.Reseller, error) {
	return resale.Reseller{}, nil
}

// UpdateReseller changes a reseller (SX09, PUT /resellers/{id}).
func (c *Client) UpdateReseller(ctx context.Context, current resale.Reseller, e resale.ResellerEdit) (resale.Reseller, error) {
	return resale.Reseller{}, nil
}

// DeleteReseller removes a reseller with all resellers and clients below it
// (SX10, DELETE /resellers/{id}).
func (c *Client) DeleteReseller(ctx context.Context, id int64) error { return nil }

// RenewReseller adds days to a validity account (SX11, POST
// /resellers/{id}/renew). Not idempotent: each call adds.
func (c *Client) RenewReseller(ctx context.Context, id int64, days int) (time.Time, error) {
	return time.Time{}, nil
}

// ToggleReseller deactivates an active reseller with everyone below it, or
// reactivates them (SX12, PUT /resellers/{id}/toggle-status).
func (c *Client) ToggleReseller(ctx context.Context, id int64) (status string, err error) {
	return "", nil
}
