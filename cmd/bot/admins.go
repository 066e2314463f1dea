package main

import (
	"context"
	"sync"
	"time"
)

const (
	adminsFor  = time.Minute // how long an answer counts: a demoted admin is out soon
	adminsMost = 10_000
)

// admins remembers for a while who is an admin of a group: a question to
// Telegram for every tap would be slow.
type admins struct {
	ask func(ctx context.Context, chat, person int64) (bool, error)

	mu    sync.Mutex
	known map[membership]adminAnswer
}

type membership struct{ chat, person int64 }

type adminAnswer struct {
	is bool
	at time.Time
}

func newAdmins(ask func(ctx context.Context, chat, person int64) (bool, error)) *admins {
	return &admins{ask: ask, known: make(map[membership]adminAnswer)}
}

func (a *admins) is(ctx context.Context, chat, person int64) (bool, error) {
	who := membership{chat, person}
	a.mu.Lock()
	known, ok := a.known[who]
	a.mu.Unlock()
	if ok && time.Since(known.at) < adminsFor {
		return known.is, nil
	}
	is, err := a.ask(ctx, chat, person)
	if err != nil {
		return false, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.known) >= adminsMost {
		clear(a.known)
	}
	a.known[who] = adminAnswer{is, time.Now()}
	return is, nil
}

// allows tells who may use the bot at all.
func (c AccessConfig) allows(person int64) bool {
	if c.Mode == "open" {
		return true
	}
	for _, list := range [][]int64{c.Admins, c.Allow} {
		for _, id := range list {
			if id == person {
				return true
			}
		}
	}
	return false
}
