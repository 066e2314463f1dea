package vpnresellers

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// Where the id is known the calls by id are the better ones: a name may belong
// to another account by now.

// EnableByUsername is EnableAccount by name (VR11, PUT /un/accounts/enable).
func (c *Client) EnableByUsername(ctx context.Context, username string) (resale.VPNAccount, error) {
	return c.changeByUsername(ctx, httpapi.Request{Operation: "VR11", Act: "enable account"}, "enable", username, "")
}

// DisableByUsername is DisableAccount by name (VR12, PUT /un/accounts/disable).
func (c *Client) DisableByUsername(ctx context.Context, username string) (resale.VPNAccount, error) {
	return c.changeByUsername(ctx, httpapi.Request{Operation: "VR12", Act: "disable account"}, "disable", username, "")
}

// ChangePasswordByUsername is ChangePassword by name (VR13, PUT
// /un/accounts/change_password).
func (c *Client) ChangePasswordByUsername(ctx context.Context, username, password string) (resale.VPNAccount, error) {
	return c.changeByUsername(ctx, httpapi.Request{Operation: "VR13", Act: "change password"}, "change_password", username, password)
}

func (c *Client) changeByUsername(ctx context.Context, r httpapi.Request, what, username, password string) (resale.VPNAccount, error) {
	r.Method, r.Path = http.MethodPut, []string{"un", "accounts", what}
	r.Secrets = []secret.String{secret.New(password)}
	r.Body = struct {
		Username string `json:"username"`
		Password string `json:"password,omitempty"`
	}{username, password}
	return one[wireAccount](ctx, c.keyed, r, func(a resale.VPNAccount) bool { return strings.EqualFold(a.Username, username) })
}

// AccountOf gives an account to whoever knows its name and password, without
// the key (VR14, GET /un/accounts/show, Basic authentication). Unauthorized
// when the password is wrong.
func (c *Client) AccountOf(ctx context.Context, username, password string) (resale.VPNAccount, error) {
	credentials := base64.StdEncoding.EncodeToString([]byte(username + ":" + password))
	r := httpapi.Request{
		Operation: "VR14", Act: "read account", Method: http.MethodGet, Path: []string{"un", "accounts", "show"}, Read: true,
		Query:   url.Values{"username": {username}},
		Header:  http.Header{"Authorization": {"Basic " + credentials}},
		Secrets: []secret.String{secret.New(credentials), secret.New(password)},
	}
	return one[wireAccount](ctx, c.open, r, func(a resale.VPNAccount) bool { return strings.EqualFold(a.Username, username) })
}
