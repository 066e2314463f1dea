package servex

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"resellerbot/internal/resale"
)

// DefaultWSURL is where the panel's WebSockets are.
const DefaultWSURL = "wss://front.servex.ws"

// Dial connects to an address.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// sockets is how a client comes to the panel's WebSockets.
type sockets struct {
	url       string
	dial      Dial
	userAgent string
}

// Feed is one of the panel's WebSockets.
type Feed string

// The feeds. All but UserStatus need an admin's key.
const (
	ServerStatus   Feed = "server-status"   // SX18, see ReadServers
	CommandUpdates Feed = "command-updates" // SX19, see ReadCommand
	UserStatus     Feed = "user-status"     // SX20, see ReadPresences
)

// The bounds of a connection.
const (
	DefaultDead    = 45 * time.Second // what the panel's own pages take for dead
	maxMessage     = 1 << 20
	writeTimeout   = 10 * time.Second
	pingsUntilDead = 3
)

// Listening is what one connection is for.
type Listening struct {
	Feed Feed
	// Filter is for UserStatus only: the usernames that are listened to. Listen
	// takes the first value before it dials; each later one replaces it on the
	// open connection. When it is closed the last value stays.
	Filter <-chan []string
	Opened func()           // optional: the connection is open and the first filter sent
	On     func(raw []byte) // gets each text message, of at most 1 MiB; one at a time, and nothing is read meanwhile
	Dead   time.Duration    // without a message, ping or pong for so long the connection is dead; default DefaultDead
}

// Listen holds one connection, with a token of its own, until ctx ends, which
// gives ctx.Err(), or the connection does, which gives a *resale.Error:
// Unauthorized, Forbidden, Blocked, or Unavailable for everything that may
// pass. It never dials twice: whether and when to listen again is the
// caller's to decide. Nothing of it runs on when it has returned.
func (c *Client) Listen(ctx context.Context, l Listening) error {
	if l.Dead <= 0 {
		l.Dead = DefaultDead
	}
	if l.Opened == nil {
		l.Opened = func() {}
	}
	err := c.listen(ctx, l)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (c *Client) listen(ctx context.Context, l Listening) error {
	usernames, err := l.first(ctx)
	if err != nil {
		return l.fail(resale.Internal, err)
	}
	token, err := c.SocketToken(ctx)
	if err != nil {
		return l.noToken(err)
	}
	// Every end of the connection is the end of this context, for the reason that came first.
	ctx, end := context.WithCancelCause(ctx)
	s := socket{Listening: l, token: token.Token, end: end}
	defer s.close()
	if failed := c.dial(ctx, &s); failed != nil {
		return failed
	}
	s.hold(ctx, usernames)
	return s.lost(context.Cause(ctx))
}

// first waits for the first filter, which other feeds have none of.
func (l *Listening) first(ctx context.Context) ([]string, error) {
	if l.Feed != UserStatus {
		l.Filter = nil
		return nil, nil
	}
	if l.Filter == nil {
		return nil, errors.New("no filter")
	}
	select {
	case usernames, ok := <-l.Filter:
		if !ok {
			return nil, errors.New("the filter was closed before its first value")
		}
		return usernames, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// socket is one connection. hold reads it, and one goroutine writes to it.
type socket struct {
	Listening
	token string
	conn  *websocket.Conn
	end   context.CancelCauseFunc
	shut  <-chan struct{} // closed when the connection is; nil before there is one
}

// hold is the connection's open life.
func (s *socket) hold(ctx context.Context, usernames []string) {
	if s.Feed == UserStatus {
		if err := s.filter(usernames); err != nil {
			s.end(err)
			return
		}
	}
	s.Opened()
	var writer sync.WaitGroup
	writer.Go(func() { s.write(ctx) })
	s.end(s.read())
	writer.Wait()
}

// close returns when nothing of the connection is left.
func (s *socket) close() {
	s.end(nil)
	if s.shut != nil {
		<-s.shut
	}
}
