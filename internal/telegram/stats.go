package telegram

import (
	"time"

	"resellerbot/storage"
)

// Stats is told what happens, for metrics. Each function may be nil, is called
// from many goroutines, and must not block.
type Stats struct {
	Received      func(updates int)                                          // fresh updates in the inbox
	Parked        func()                                                     // an update was put aside
	HandlerFailed func()                                                     // an error or panic of the Handler
	TooMany       func(scope string)                                         // a 429; scope: "chat", "lane" or "bot"
	Sent          func(kind storage.Kind, result string, took time.Duration) // an outbox row was tried; result: a Kind of Error, or "ok"
	Instant       func(method string, result string)                         // a callback answer or chat action; result "dropped" when there was no room
}

func (s Stats) received(n int) {
	if s.Received != nil && n > 0 {
		s.Received(n)
	}
}

func (s Stats) parked() {
	if s.Parked != nil {
		s.Parked()
	}
}

func (s Stats) handlerFailed() {
	if s.HandlerFailed != nil {
		s.HandlerFailed()
	}
}

func (s Stats) tooMany(scope string) {
	if s.TooMany != nil {
		s.TooMany(scope)
	}
}

func (s Stats) sent(kind storage.Kind, result string, took time.Duration) {
	if s.Sent != nil {
		s.Sent(kind, result, took)
	}
}

func (s Stats) instant(method, result string) {
	if s.Instant != nil {
		s.Instant(method, result)
	}
}
