package xmplus

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func refusals() []reply {
	return []reply{
		answers(401, `{"message":"Unauthorized"}`), answers(401, ``), answers(401, `{"status":"error","code":401}`),
		answers(200, `{"status":"error","code":401,"message":"Nope"}`), answers(200, `{"status":"error","code":208,"message":"Token has expired"}`),
		answers(200, `{"status":"error","code":208,"message":"Invalid token"}`), answers(403, `{"error":"Expired token"}`),
		answers(200, `{"status":"error","message":"Unauthenticated."}`), answers(400, `{"message":"Signature verification failed"}`),
	}
}

// secondToken is another one than the recorded.
func secondToken() reply { return tokenReply(jwt(`{"exp":1795252600}`, "#second")) }

// A read gets a new token and is made once more, and no more.
func TestARefusedTokenIsFetchedAnewForReads(t *testing.T) { synctest.Test(t, refusedTokenOfReads) }

func refusedTokenOfReads(t *testing.T) {
	for _, no := range refusals() {
		for name, ask := range reads() {
			c, p := direct(t, no, recorded(t, recording(name)))
			p.tokens = append(p.tokens, secondToken())
			if _, err := ask(t.Context(), c); err != nil || p.fetched != 2 || len(p.asked) != 2 {
				t.Errorf("%d %s, %s: %v, %d tokens, asked %v", no.status, no.body, name, err, p.fetched, p.asked)
			}
			c, p = direct(t, no)
			p.tokens = append(p.tokens, secondToken())
			if _, err := ask(t.Context(), c); !strings.HasPrefix(outcome(err), "unavailable") || p.fetched != 2 || len(p.asked) != 2 {
				t.Errorf("%d %s, %s, again and again: %v, %d tokens, asked %v", no.status, no.body, name, err, p.fetched, p.asked)
			}
		}
	}
}

// A write is not made again: nothing was changed, and the next one has another
// token.
func TestARefusedTokenOfAWrite(t *testing.T) { synctest.Test(t, refusedTokenOfWrites) }

func refusedTokenOfWrites(t *testing.T) {
	for _, no := range refusals() {
		for name, ask := range writes() {
			c, p := direct(t, no, recorded(t, recording(name)))
			p.tokens = append(p.tokens, secondToken())
			if _, err := ask(t.Context(), c); !strings.HasPrefix(outcome(err), "unavailable") || p.fetched != 1 || len(p.asked) != 1 {
				t.Errorf("%d %s, %s: %v, %d tokens, asked %v", no.status, no.body, name, err, p.fetched, p.asked)
			}
			if _, err := ask(t.Context(), c); err != nil || p.fetched != 2 || len(p.asked) != 2 {
				t.Errorf("%d %s, %s, anew: %v, %d tokens, asked %v", no.status, no.body, name, err, p.fetched, p.asked)
			}
		}
	}
}

// A hundred that are refused at once fetch one new token.
func TestARevokedTokenIsFetchedOnceForAll(t *testing.T) {
	var fetched, refused atomic.Int32
	var together sync.WaitGroup
	const many = 100
	together.Add(many)
	second := tokenIn(t, secondToken())
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		switch bearer := r.Header.Get("Authorization"); {
		case strings.HasSuffix(r.URL.Path, "/token") && fetched.Add(1) == 1:
			recorded(t, "token.json").to(w)
		case strings.HasSuffix(r.URL.Path, "/token"):
			secondToken().to(w)
		case bearer == "Bearer "+second:
			recorded(t, "packages.json").to(w)
		default:
			refused.Add(1)
			together.Done() // all of them hold the old one before anyone is told
			together.Wait()
			answers(401, `{"message":"Token has expired"}`).to(w)
		}
	}), func(config *Config) {
		config.HTTP, config.Timeout = &http.Client{Transport: unlimited(t)}, 0
	})
	var all sync.WaitGroup
	for range many {
		all.Go(func() {
			if _, err := c.Plans(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if fetched.Load() != 2 || refused.Load() != many {
		t.Errorf("%d tokens, %d refused", fetched.Load(), refused.Load())
	}
}

// unlimited lets a hundred calls be under way at once.
func unlimited(t *testing.T) *http.Transport {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// Why there is no token is why there is no answer; nothing was changed by it.
func TestNoToken(t *testing.T) { synctest.Test(t, noToken) }

func noToken(t *testing.T) {
	all := reads()
	for name, ask := range writes() {
		all[name] = ask
	}
	for _, test := range []struct {
		no   reply
		want string
	}{
		{answers(200, `{"status":"error","code":208,"message":"Invalid API key"}`), "unauthorized: Invalid API key"},
		{answers(401, `{"message":"Wrong key"}`), "unauthorized: Wrong key"},
		{answers(200, `{"status":"error","code":401,"message":"Nope"}`), "unauthorized: Nope"},
		{answers(401, ``), "blocked"}, // perhaps not the panel's word
		{answers(200, `{"status":"error","code":208,"message":"Maintenance"}`), "refused: Maintenance"},
		{answers(403, `{"message":"Nope"}`), "forbidden: Nope"},
		{answers(404, `{"message":"Nope"}`), "other_api: Nope"},
		{recordedAs(t, 404, "not_found.html"), "other_api"},
		{recordedAs(t, 405, "not_found.html"), "other_api"},
		{recordedAs(t, 200, "whoops.html"), "blocked"},
		{recordedAs(t, 403, "not_found.html"), "blocked"},
		{recordedAs(t, 502, "not_found.html"), "unavailable"},
		{answers(500, `{"message":"Nope"}`), "unavailable"},
		{answers(200, `{"code":100,"data":{}}`), "bad_answer"},
		{answers(200, `{"code":100,"data":{"token":"two words"}}`), "bad_answer"},
		{answers(200, `{"code":100,"data":{"token":"a\r\nX: y"}}`), "bad_answer"},
		{answers(200, ``), "bad_answer"},
	} {
		for name, ask := range all {
			c, p := direct(t, recorded(t, recording(name)))
			p.tokens = []reply{test.no}
			if _, err := ask(t.Context(), c); outcome(err) != test.want || len(p.asked) > 0 {
				t.Errorf("%d %.60s, %s: %q, want %q; asked %v", test.no.status, test.no.body, name, outcome(err), test.want, p.asked)
			}
		}
	}
}

func recordedAs(t *testing.T, status int, file string) reply {
	r := recorded(t, file)
	r.status = status
	return r
}

func TestReadyHasAToken(t *testing.T) {
	c, p := start(t, recorded(t, "invoice_created.json"))
	if err := c.Ready(t.Context()); err != nil || p.fetched != 1 {
		t.Fatalf("%v, %d fetched", err, p.fetched)
	}
	if _, err := c.RenewInvoice(t.Context(), ana(), 4); err != nil || p.fetched != 1 {
		t.Errorf("%v, %d fetched", err, p.fetched)
	}
	c, p = start(t)
	p.tokens = []reply{answers(401, `{"message":"Wrong key"}`)}
	if err := c.Ready(t.Context()); outcome(err) != "unauthorized: Wrong key" {
		t.Error(err)
	}
}
