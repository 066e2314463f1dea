package vpnresellers

import (
	"context"
	"net/http"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// All of these may be called again: what is so already stays so.

// DeleteAccount removes an account (VR05, DELETE /accounts/{id}).
func (c *Client) DeleteAccount(ctx context.Context, id int64) error {
	return c.keyed.act(ctx, httpapi.Request{
		Operation: "VR05", Act: "delete account", Method: http.MethodDelete, Path: path("accounts", id),
	})
}

// EnableAccount lets a disabled account connect again (VR06, PUT
// /accounts/{id}/enable) and gives it as it is then.
func (c *Client) EnableAccount(ctx context.Context, id int64) (resale.VPNAccount, error) {
	return c.change(ctx, id, httpapi.Request{Operation: "VR06", Act: "enable account"}, "enable")
}

// DisableAccount keeps an account from connecting (VR07, PUT
// /accounts/{id}/disable) and gives it as it is then. Whether it is still
// billed is not documented.
func (c *Client) DisableAccount(ctx context.Context, id int64) (resale.VPNAccount, error) {
	return c.change(ctx, id, httpapi.Request{Operation: "VR07", Act: "disable account"}, "disable")
}

// ChangePassword sets an account's password (VR08, PUT
// /accounts/{id}/change_password).
func (c *Client) ChangePassword(ctx context.Context, id int64, password string) (resale.VPNAccount, error) {
	return c.change(ctx, id, httpapi.Request{
		Operation: "VR08", Act: "change password", Secrets: []secret.String{secret.New(password)},
		Body: struct {
			Password string `json:"password"`
		}{password},
	}, "change_password")
}

// SetExpiry sets the day, in UTC, at whose beginning an account ends; zero lets
// it renew itself, billed daily (VR09, PUT /accounts/{id}/expire). The time of
// day is cut off, see resale.VPNExpiry.
func (c *Client) SetExpiry(ctx context.Context, id int64, until time.Time) (resale.VPNAccount, error) {
	var day *string
	if !until.IsZero() {
		text := until.UTC().Format(time.DateOnly)
		day = &text
	}
	r := httpapi.Request{
		Operation: "VR09", Act: "set expiry", Method: http.MethodPut, Path: path("accounts", id, "expire"),
		Body: struct {
			Day *string `json:"expire_at"` // null must be sent
		}{day},
	}
	// A yes that leaves the account without its end would be billed for good.
	return one[wireAccount](ctx, c.keyed, r, func(a resale.VPNAccount) bool {
		return a.ID == id && a.RenewsItself() == until.IsZero()
	})
}

func (c *Client) change(ctx context.Context, id int64, r httpapi.Request, what string) (resale.VPNAccount, error) {
	r.Method, r.Path = http.MethodPut, path("accounts", id, what)
	return one[wireAccount](ctx, c.keyed, r, func(a resale.VPNAccount) bool { return a.ID == id })
}
