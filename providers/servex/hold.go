package servex

import (
	"context"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// hold reads a connection to its end, while another goroutine pings and sends
// the filters.
func hold(ctx context.Context, conn *websocket.Conn, l Listening, first []string) error {
	inner, stop := context.WithCancel(ctx)
	// Reading knows no context: closing the connection is what ends it.
	unhook := context.AfterFunc(inner, func() { _ = conn.Close() })
	defer unhook()
	var writing sync.WaitGroup
	defer func() { stop(); writing.Wait(); _ = conn.Close() }()
	conn.SetReadLimit(socketMessage)
	alive := func() error { return conn.SetReadDeadline(time.Now().Add(l.Dead)) }
	conn.SetPongHandler(func(string) error { return alive() })
	if err := alive(); err != nil {
		return err
	}
	if l.Feed == UserStatus {
		if err := sendFilter(conn, first); err != nil {
			return err
		}
	}
	if l.Opened != nil {
		l.Opened()
	}
	writing.Go(func() {
		defer stop() // what cannot be written to is dead
		keep(inner, conn, l)
	})
	for {
		kind, raw, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		if err := alive(); err != nil {
			return err
		}
		if kind == websocket.TextMessage {
			l.On(raw)
		}
	}
}

// keep pings, and sends each new filter, until ctx ends or a write fails.
func keep(ctx context.Context, conn *websocket.Conn, l Listening) {
	ping := time.NewTicker(l.Dead / 3)
	defer ping.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-ping.C:
			err = conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(socketTimeout))
		case names := <-l.Filter:
			err = sendFilter(conn, names)
		}
		if err != nil {
			return
		}
	}
}

func sendFilter(conn *websocket.Conn, names []string) error {
	if names == nil {
		names = []string{} // null would be no list
	}
	if err := conn.SetWriteDeadline(time.Now().Add(socketTimeout)); err != nil {
		return err
	}
	return conn.WriteJSON(struct {
		Type      string   `json:"type"`
		Usernames []string `json:"usernames"`
	}{"update_filter", names})
}
