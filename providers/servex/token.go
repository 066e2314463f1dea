package servex

import (
	"context"
	"net/http"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// SocketToken gives a token for the panel's WebSockets, good for about a day
// (SX17, GET /auth/sse-token).
func (c *Client) SocketToken(ctx context.Context) (resale.SocketToken, error) {
	var token struct {
		Token   text `json:"token"`
		Expires date `json:"exp"` // in seconds
	}
	err := c.do(ctx, httpapi.Request{
		Operation: "SX17", Act: "get socket token", Method: http.MethodGet, Path: []string{"auth", "sse-token"},
		Read: true, Complete: func() bool { return token.Token != "" },
	}, &token)
	if err != nil {
		return resale.SocketToken{}, err
	}
	return resale.SocketToken{Token: string(token.Token), Expires: token.Expires.Time}, nil
}
