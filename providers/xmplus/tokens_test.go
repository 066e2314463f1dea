package xmplus

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// However many wait, and through however many clients, there is one fetch; and
// what one was told counts for all.
func TestATokenIsFetchedOnce(t *testing.T) { synctest.Test(t, aTokenIsFetchedOnce) }

func aTokenIsFetchedOnce(t *testing.T) {
	for name, answer := range map[string]error{"a token": nil, "a refusal": &resale.Error{Act: "get token", Code: resale.Unauthorized}} {
		var tokens Tokens
		var fetched atomic.Int32
		come := make(chan struct{})
		var all sync.WaitGroup
		for range 1000 {
			all.Go(func() {
				got, err := tokens.get(t.Context(), tokenID{1}, time.Now, func(context.Context) (secret.String, time.Time, error) {
					fetched.Add(1)
					<-come
					return secret.New("eyJ0.x"), time.Now().Add(time.Hour), answer
				})
				if got.Reveal() != "eyJ0.x" || !errors.Is(err, answer) {
					t.Errorf("%s: %q, %v", name, got.Reveal(), err)
				}
			})
		}
		synctest.Wait()
		close(come)
		all.Wait()
		if fetched.Load() != 1 || len(tokens.flights) != 0 {
			t.Errorf("%s: fetched %d times, %d under way", name, fetched.Load(), len(tokens.flights))
		}
	}
}

// Who goes away takes only themselves along.
func TestWhoStopsWaitingStopsNobody(t *testing.T) { synctest.Test(t, whoStopsWaiting) }

func whoStopsWaiting(t *testing.T) {
	var tokens Tokens
	var fetched atomic.Int32
	ask := func(ctx context.Context) (secret.String, time.Time, error) {
		if fetched.Add(1) == 1 {
			<-ctx.Done()
			return secret.String{}, time.Time{}, &resale.Error{Act: "get token", Code: resale.Unavailable, Err: ctx.Err()}
		}
		return secret.New("eyJ0.x"), time.Now().Add(time.Hour), nil
	}
	first, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() {
		if _, err := tokens.get(first, tokenID{1}, time.Now, ask); outcome(err) != "unavailable" {
			t.Errorf("the first: %v", err)
		}
	})
	synctest.Wait()
	impatient, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	all.Go(func() {
		if _, err := tokens.get(impatient, tokenID{1}, time.Now, ask); outcome(err) != "unavailable" || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the impatient one: %v", err)
		}
	})
	for range 10 {
		all.Go(func() {
			if got, err := tokens.get(t.Context(), tokenID{1}, time.Now, ask); err != nil || got.IsZero() {
				t.Errorf("one of the others: %v", err)
			}
		})
	}
	time.Sleep(2 * time.Second)
	stop()
	all.Wait()
	if fetched.Load() != 2 {
		t.Errorf("fetched %d times", fetched.Load())
	}
}

func TestTokensAreBounded(t *testing.T) {
	var tokens Tokens
	now := testNow()
	for i := range manyTokens + 50 {
		id := tokenID{byte(i), byte(i >> 8)}
		until := now.Add(time.Hour)
		if i < 10 {
			until = now // over
		}
		tokens.put(id, keptToken{token: secret.New("x"), until: until}, now)
	}
	if len(tokens.kept) > manyTokens {
		t.Errorf("%d are kept", len(tokens.kept))
	}
	last := manyTokens + 49
	if _, there := tokens.kept[tokenID{byte(last), byte(last >> 8)}]; !there {
		t.Error("the newest is not")
	}
}

// Panels, and keys of one panel, have tokens of their own.
func TestTokensAreOfOneKey(t *testing.T) {
	var tokens Tokens
	ids := map[tokenID]bool{}
	for _, base := range []string{"https://a.example", "https://b.example"} {
		for _, key := range []string{"one", "two"} {
			ids[New(Config{BaseURL: base, Key: secret.New(key), Tokens: &tokens}).account()] = true
		}
	}
	same := New(Config{BaseURL: "https://a.example/", Key: secret.New("one")}).account()
	if len(ids) != 4 || !ids[same] {
		t.Errorf("%d of 4, the same: %v", len(ids), ids[same])
	}
}
