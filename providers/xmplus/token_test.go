package xmplus

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// jwt is a token as panels make them.
func jwt(claims, suffix string) string {
	return "eyJ0eXAiOiJKV1QifQ." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln" + suffix
}

func tokenReply(token string) reply {
	return answers(200, `{"status":"success","code":100,"data":{"token":"`+token+`"}}`)
}

func TestXM01Token(t *testing.T) {
	c, p := start(t, recorded(t, "packages.json"))
	for range 3 {
		if _, err := c.Plans(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	p.wasAsked(`packages {}`, `packages {}`, `packages {}`)
}

// It goes back word for word, with the sign that its end is cut at.
func TestATokenGoesBackAsItCame(t *testing.T) {
	want := tokenIn(t, recorded(t, "token.json"))
	if !strings.Contains(want, "#") {
		t.Fatal(want)
	}
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/token") {
			recorded(t, "token.json").to(w)
			return
		}
		if got := r.Header.Get("Authorization"); got != "Bearer "+want || r.Header.Get("xmplus-authorization") != "" {
			t.Errorf("sent %q", got)
		}
		recorded(t, "packages.json").to(w)
	}))
	if _, err := c.Plans(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestHowLongATokenIsKept(t *testing.T) {
	now := testNow()
	made := func(iat, exp time.Duration, suffix string) string {
		return jwt(fmt.Sprintf(`{"iat":%d,"exp":%d}`, now.Add(iat).Unix(), now.Add(exp).Unix()), suffix)
	}
	for name, test := range map[string]struct {
		token string
		want  time.Duration
	}{
		"as documented":      {tokenIn(t, recorded(t, "token.json")), 84600*time.Second - 2*time.Minute},
		"without a suffix":   {made(0, time.Hour, ""), 58 * time.Minute},
		"with dots behind #": {made(0, time.Hour, "#a.b.c"), 58 * time.Minute},
		"a week":             {made(0, 7*24*time.Hour, ""), 24*time.Hour - 2*time.Minute},
		"for ever":           {jwt(`{"exp":1e300}`, ""), 24*time.Hour - 2*time.Minute},
		"the clock is ahead": {made(3*time.Hour, 4*time.Hour, ""), 58 * time.Minute},
		"the clock is late":  {made(-time.Hour, time.Minute, ""), 30 * time.Second},
		"over":               {made(-2*time.Hour, -time.Hour, ""), 10 * time.Second},
		"short":              {made(0, 3*time.Minute, ""), 90 * time.Second},
		"padded":             {strings.Replace(jwt(`{"exp":1795171600 }`, ""), ".c2ln", "=.c2ln", 1), 58 * time.Minute},
		"no end":             {jwt(`{"iat":1}`, ""), time.Hour},
		"an end in words":    {jwt(`{"exp":"tomorrow"}`, ""), time.Hour},
		"no JSON":            {jwt(`{`, ""), time.Hour},
		"no base64":          {"a.*.c", time.Hour},
		"no JWT":             {"132|InventedSanctumToken", time.Hour},
		"cut at once":        {"#a.b.c", time.Hour},
	} {
		if got := keepFor(test.token, now); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestATokenIsKeptUntilShortlyBeforeItsEnd(t *testing.T) {
	p := &panel{t: t, tokens: []reply{recorded(t, "token.json")}, replies: []reply{recorded(t, "packages.json")}}
	now := testNow()
	c := serve(t, p, func(config *Config) { config.Now = func() time.Time { return now } })
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{0, 1}, {84600*time.Second - 121*time.Second, 1}, {84600*time.Second - 119*time.Second, 2}} {
		now = testNow().Add(step.after)
		if _, err := c.Plans(t.Context()); err != nil || p.fetched != step.want {
			t.Errorf("after %v: %d fetched, %v", step.after, p.fetched, err)
		}
	}
}

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
		tokens.put(id, keptToken{secret.New("x"), until}, now)
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
