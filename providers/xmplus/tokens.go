package xmplus

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"sync"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

const manyTokens = 4096

// Tokens keeps the tokens of panels, one for each key, until shortly before
// they end. Share one among all clients: a token is fetched once, however many
// wait for it. The zero value is ready, and safe for concurrent use.
type Tokens struct {
	mu      sync.Mutex
	kept    map[tokenID]keptToken
	flights map[tokenID]*flight // those that are being fetched
}

// Format keeps the tokens out of every verb.
func (t *Tokens) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, "{tokens}") }

type tokenID [sha256.Size]byte

type keptToken struct {
	token       secret.String
	made, until time.Time
}

// flight is one fetch and what became of it, once done is closed.
type flight struct {
	done  chan struct{}
	token secret.String
	err   error
	left  bool // who fetched it went away: that says nothing about the panel
}

type fetch func(context.Context) (token secret.String, until time.Time, err error)

// get gives the kept token, or one that is fetched for whoever came first. All
// who wait share what became of it.
func (t *Tokens) get(ctx context.Context, id tokenID, now func() time.Time, ask fetch) (secret.String, error) {
	for {
		t.mu.Lock()
		if known, ok := t.kept[id]; ok && now().Before(known.until) {
			t.mu.Unlock()
			return known.token, nil
		}
		ahead := t.flights[id]
		if ahead == nil {
			own := &flight{done: make(chan struct{}), left: true}
			if t.flights == nil {
				t.flights = make(map[tokenID]*flight)
			}
			t.flights[id] = own
			t.mu.Unlock()
			return t.fly(ctx, id, own, now, ask)
		}
		t.mu.Unlock()
		select {
		case <-ahead.done:
			if !ahead.left {
				return ahead.token, ahead.err
			}
		case <-ctx.Done():
			return secret.String{}, &resale.Error{Act: "get token", Code: resale.Unavailable, Err: ctx.Err()}
		}
	}
}

func (t *Tokens) fly(ctx context.Context, id tokenID, own *flight, now func() time.Time, ask fetch) (secret.String, error) {
	var until time.Time
	defer func() { // also when ask panics: the others must not wait for ever
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.flights, id)
		if own.err == nil && !own.left {
			t.keep(id, keptToken{own.token, now(), until}, now())
		}
		close(own.done)
	}()
	own.token, until, own.err = ask(ctx)
	own.left = own.err != nil && ctx.Err() != nil
	return own.token, own.err
}

// put keeps a token that was fetched by the way.
func (t *Tokens) put(id tokenID, k keptToken, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keep(id, k, now)
}

func (t *Tokens) keep(id tokenID, k keptToken, now time.Time) {
	if t.kept == nil {
		t.kept = make(map[tokenID]keptToken)
	}
	if len(t.kept) >= manyTokens {
		maps.DeleteFunc(t.kept, func(_ tokenID, old keptToken) bool { return !now.Before(old.until) })
	}
	for other := range t.kept { // any one: it is fetched again
		if len(t.kept) < manyTokens {
			break
		}
		delete(t.kept, other)
	}
	t.kept[id] = k
}

// doubt forgets a token that may be why there was a no that nobody understands,
// unless it is too new for that. It tells whether to ask with another one.
func (t *Tokens) doubt(id tokenID, used secret.String, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	known, ok := t.kept[id]
	if !ok || known.token != used {
		return true // somebody else did
	}
	if now.Sub(known.made).Abs() < tokenTrusted {
		return false
	}
	delete(t.kept, id)
	return true
}

// drop forgets a token that was refused, unless there is another one by now.
func (t *Tokens) drop(id tokenID, refused secret.String) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept[id].token == refused {
		delete(t.kept, id)
	}
}
