package servex

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/websocket"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// dial opens the connection. It is closed when ctx ends.
func (c *Client) dial(ctx context.Context, s *socket) error {
	address, err := url.Parse(c.sockets.url)
	if err != nil {
		return s.fail(resale.Internal, errors.New("the address of the sockets cannot be read"))
	}
	address = address.JoinPath("ws", string(s.Feed))
	address.RawQuery = url.Values{"token": {s.token}}.Encode()
	timeout := c.timeout
	if timeout <= 0 {
		timeout = httpapi.DefaultTimeout
	}
	dialer := websocket.Dialer{
		HandshakeTimeout: timeout,
		NetDialContext: func(dialing context.Context, network, addr string) (net.Conn, error) {
			conn, err := c.sockets.dial(dialing, network, addr)
			if err == nil {
				s.guard(ctx, conn) // the library alone does not end a handshake with its context
			}
			return conn, err
		},
	}
	header := http.Header{}
	header.Set("User-Agent", cmp.Or(c.sockets.userAgent, "resellerbot"))
	conn, response, err := dialer.DialContext(ctx, address.String(), header)
	if err != nil {
		return s.refused(response, err)
	}
	s.conn = conn
	return nil
}

// refused tells why the panel opened no connection.
func (s *socket) refused(response *http.Response, err error) error {
	if response == nil {
		return s.fail(resale.Unavailable, err)
	}
	body, _ := io.ReadAll(response.Body) // the library keeps the first kilobyte
	_ = response.Body.Close()
	err = fmt.Errorf("status %d", response.StatusCode)
	page := strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") || bytes.HasPrefix(bytes.TrimSpace(body), []byte("<"))
	switch {
	case response.Header.Get("Cf-Mitigated") != "", page && response.StatusCode < 500:
		return s.fail(resale.Blocked, err)
	case response.StatusCode == http.StatusUnauthorized:
		return s.fail(resale.Unauthorized, err)
	case response.StatusCode == http.StatusForbidden:
		return s.fail(resale.Forbidden, err)
	default:
		return s.fail(resale.Unavailable, err)
	}
}

// lost tells how an open connection ended. The panel's own words for it are
// left out: they could be anything.
func (s *socket) lost(err error) error {
	if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
		err = fmt.Errorf("closed by the panel, code %d", closed.Code)
	} else if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		err = errors.New("no sign of life in time")
	}
	return s.fail(resale.Unavailable, err)
}

// fail drops the error but for its text, without the token.
func (s *socket) fail(code resale.Code, err error) error {
	text := err.Error()
	for _, form := range []string{s.token, url.QueryEscape(s.token)} {
		text = strings.ReplaceAll(text, form, secret.New("").String())
	}
	return s.Listening.fail(code, errors.New(text))
}

func (l *Listening) fail(code resale.Code, err error) error {
	return &resale.Error{Act: "listen to " + string(l.Feed), Code: code, Err: err}
}

// noToken keeps of a failed SX17 the codes that waiting does not cure.
func (l *Listening) noToken(err error) error {
	failed := &resale.Error{Act: "listen to " + string(l.Feed), Code: resale.Unavailable, Err: err}
	cause, ok := errors.AsType[*resale.Error](err)
	if !ok {
		return failed
	}
	failed.Wait = cause.Wait
	switch cause.Code {
	case resale.Unauthorized, resale.Forbidden, resale.Blocked:
		failed.Code = cause.Code
	}
	return failed
}
