package servex

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"resellerbot/internal/resale"
)

// DefaultWSURL is where the panel's WebSockets are.
const DefaultWSURL = "wss://front.servex.ws"

// Feed is one of the panel's WebSockets.
type Feed string

// The feeds: SX18, SX19 and SX20. The first two are for admin keys.
const (
	ServerStatus   Feed = "server-status"
	CommandUpdates Feed = "command-updates"
	UserStatus     Feed = "user-status"
)

// DefaultDead is how long a connection may be silent. The panel documents no
// ping; its production client takes 45 s of silence for dead.
const DefaultDead = 45 * time.Second

const (
	socketTimeout = 10 * time.Second // of the handshake and of each write
	socketMessage = 1 << 20          // bytes of one message
)

// Dial connects to an address.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

type sockets struct {
	url       string
	dial      Dial
	userAgent string
}

// Listening is what to do with one connection.
type Listening struct {
	Feed   Feed
	Filter <-chan []string  // UserStatus: whom to hear of; the first value is awaited, each is sent as it comes
	Opened func()           // the connection is open, and the first filter sent
	On     func(raw []byte) // each message; called from one goroutine
	Dead   time.Duration    // neither message nor pong for so long ends it; default DefaultDead
}

// Listen holds one connection (SX18 to SX20, /ws/<feed>), with a token of its
// own, and returns when it ended: with the context's error, or with a
// *resale.Error. It does not connect again, and leaves no goroutine behind.
func (c *Client) Listen(ctx context.Context, l Listening) error {
	if l.Dead == 0 {
		l.Dead = DefaultDead
	}
	act := "listen to " + string(l.Feed)
	var first []string
	if l.Feed == UserStatus {
		select {
		case first = <-l.Filter:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	token, err := c.SocketToken(ctx)
	if err != nil {
		return err
	}
	conn, err := c.open(ctx, act, l.Feed, token.Token)
	if err != nil {
		return err
	}
	err = hold(ctx, conn, l, first)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &resale.Error{Act: act, Code: resale.Unavailable, Err: err}
}

// open dials. The token is part of the address, so no error may show that.
func (c *Client) open(ctx context.Context, act string, feed Feed, token string) (*websocket.Conn, error) {
	dialer := websocket.Dialer{NetDialContext: c.sockets.dial, HandshakeTimeout: socketTimeout, Proxy: nil}
	header := http.Header{}
	if c.sockets.userAgent != "" {
		header.Set("User-Agent", c.sockets.userAgent)
	}
	address := strings.TrimSuffix(c.sockets.url, "/") + "/ws/" + string(feed) + "?token=" + url.QueryEscape(token)
	ctx, cancel := context.WithTimeout(ctx, 2*socketTimeout)
	defer cancel()
	conn, response, err := dialer.DialContext(ctx, address, header)
	if response != nil {
		defer func() { _ = response.Body.Close() }()
	}
	if err == nil {
		return conn, nil
	}
	failed := &resale.Error{Act: act, Code: resale.Unavailable, Err: withoutAddress(err)}
	if response != nil {
		failed.Code = handshakeCode(response)
	}
	return nil, failed
}

func handshakeCode(r *http.Response) resale.Code {
	switch {
	case strings.HasPrefix(r.Header.Get("Content-Type"), "text/html"):
		return resale.Blocked
	case r.StatusCode == http.StatusUnauthorized:
		return resale.Unauthorized
	case r.StatusCode == http.StatusForbidden:
		return resale.Forbidden
	case r.StatusCode == http.StatusTooManyRequests:
		return resale.RateLimited
	}
	return resale.Unavailable
}

// withoutAddress keeps of an error what holds no address.
func withoutAddress(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}
