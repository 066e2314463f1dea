package vpnresellers

import (
	"context"
	"errors"
	"net/http"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// What the panel says to a name and a password that do not belong together, by
// statuses that nobody else has.
const (
	noSuchName    resale.Code = "no_such_name"   // 460
	wrongPassword resale.Code = "wrong_password" // 461
)

// ValidateAccount tells whether an account of that name has that password
// (VR10, POST /accounts/validate, or as documented /accounts/{id}/validate).
// NotFound when nobody has that name.
func (c *Client) ValidateAccount(ctx context.Context, id int64, username, password string) (bool, error) {
	var got struct {
		verdict
		Success *flag `json:"success"`
	}
	r := httpapi.Request{
		Operation: "VR10", Act: "validate account", Method: http.MethodPost, Path: []string{"accounts", "validate"},
		Read: true, Secrets: []secret.String{secret.New(password)}, // it changes nothing
		Body: struct {
			Username string `json:"username"`
			Password string `json:"password"`
		}{username, password},
		Statuses: map[int]resale.Code{460: noSuchName, 461: wrongPassword},
		Complete: func() bool { return !got.denies() && (got.Success == nil || bool(*got.Success)) },
	}
	err := c.keyed.do(ctx, r, &got)
	if missing(err) {
		r.Path = path("accounts", id, "validate")
		if second := c.keyed.do(ctx, r, &got); !missing(second) {
			err = second
		}
	}
	e, _ := errors.AsType[*resale.Error](err)
	switch resale.CodeOf(err) {
	case wrongPassword:
		return false, nil
	case noSuchName:
		e.Code = resale.NotFound
	}
	return err == nil, err
}
