package servex

import (
	"context"
	"net"
	"time"

	"github.com/gorilla/websocket"
)

// read hands on each message until the connection ends, and tells why it did.
// Whatever the panel sends proves that it is there.
func (s *socket) read() error {
	s.conn.SetReadLimit(maxMessage)
	s.conn.SetPongHandler(func(string) error { return s.alive() })
	s.conn.SetPingHandler(func(data string) error {
		if err := s.alive(); err != nil {
			return err
		}
		return s.conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(writeTimeout))
	})
	for {
		if err := s.alive(); err != nil {
			return err
		}
		kind, raw, err := s.conn.ReadMessage()
		if err != nil {
			return err
		}
		if kind == websocket.TextMessage {
			s.On(raw)
		}
	}
}

func (s *socket) alive() error { return s.conn.SetReadDeadline(time.Now().Add(s.Dead)) }

// write sends pings and every new filter until the connection ends.
func (s *socket) write(ctx context.Context) {
	ping := time.NewTicker(max(s.Dead/pingsUntilDead, time.Millisecond))
	defer ping.Stop()
	filters := s.Filter
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-ping.C:
			err = s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTimeout))
		case usernames, ok := <-filters:
			if !ok {
				filters = nil
				continue
			}
			err = s.filter(usernames)
		}
		if err != nil {
			s.end(err)
			return
		}
	}
}

func (s *socket) filter(usernames []string) error {
	message := struct {
		Type      string   `json:"type"`
		Usernames []string `json:"usernames"`
	}{"update_filter", append([]string{}, usernames...)} // an empty list, never null
	if err := s.conn.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	return s.conn.WriteJSON(message)
}

// guard closes conn as soon as ctx ends, whatever is being done with it: the
// bare one, for TLS would still try to say goodbye to somebody who is silent.
func (s *socket) guard(ctx context.Context, conn net.Conn) {
	shut := make(chan struct{})
	s.shut = shut
	context.AfterFunc(ctx, func() {
		defer close(shut)
		_ = conn.Close()
	})
}
