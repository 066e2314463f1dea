package xmplus

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/secret"
)

// behindToken serves tokens, and everything else by handle.
func behindToken(t *testing.T, handle http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if strings.HasSuffix(r.URL.Path, "/client/token") {
			recorded(t, "token.json").to(w)
			return
		}
		handle(w, r)
	}
}

func TestNoAnswer(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	arrived := make(chan struct{}, 100)
	for name, handle := range map[string]http.HandlerFunc{
		"cut before the answer": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"cut in the answer": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"code":100,"invid":"5EG`)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
		"no answer": func(_ http.ResponseWriter, r *http.Request) {
			arrived <- struct{}{}
			<-r.Context().Done()
		},
		"half of it": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"code":100,"invid":"5EG`) },
		"a redirect": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) },
	} {
		c := serve(t, behindToken(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/login" {
				tries.Add(1)
			}
			handle(w, r)
		}), func(config *Config) { config.Timeout = time.Minute })
		must(c.token(t.Context()))(t)
		for id, write := range writes() {
			tries.Store(0)
			if _, err := write(untilArrived(t, name, arrived), c); outcome(err) != "unknown" || tries.Load() != 1 {
				t.Errorf("%s, %s: %q, sent %d times", name, id, outcome(err), tries.Load())
			}
		}
		want := map[string]string{"half of it": "bad_answer", "a redirect": "blocked"}[name]
		if _, err := c.Plans(untilArrived(t, name, arrived)); outcome(err) != cmp.Or(want, "unavailable") {
			t.Errorf("%s, reading: %q", name, outcome(err))
		}
	}
}

// untilArrived ends when a request that gets no answer is there: it was sent.
func untilArrived(t *testing.T, name string, arrived <-chan struct{}) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	if name == "no answer" {
		go func() {
			defer cancel()
			select {
			case <-arrived:
			case <-ctx.Done():
			}
		}()
	}
	return ctx
}

func TestWhatWasNeverSentIsNotUnknown(t *testing.T) {
	closed, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + closed.Addr().String()
	_ = closed.Close()
	// With a token from before, so that the write itself is what is not sent.
	tokens := new(Tokens)
	nobody := clientOf(t, address, func(config *Config) { config.Tokens = tokens })
	tokens.put(nobody.account(), keptToken{token: secret.New("eyJ0.x"), until: testNow().Add(time.Hour)}, testNow())
	for id, write := range writes() {
		if _, err := write(t.Context(), nobody); outcome(err) != "unavailable" {
			t.Errorf("%s, nobody listens: %v", id, err)
		}
	}
	guarded := New(Config{BaseURL: address, Key: secret.New(testKey), Limiter: rate.NewLimiter(rate.Inf, 0)})
	if _, err := writes()["XM09"](t.Context(), guarded); outcome(err) != "private_address" {
		t.Errorf("inside: %v", err)
	}
}

// A body that is small on the way and huge when it is unpacked counts as huge.
func TestHugeBodies(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = io.WriteString(z, `{"code":100,"invid":"5EGFZSVJA1JMA1S6NE0T","message":"`)
	_, _ = z.Write(bytes.Repeat([]byte("x"), listBody))
	_, _ = io.WriteString(z, `"}`)
	_ = z.Close()
	c := serve(t, behindToken(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	}))
	for id, ask := range reads() {
		if _, err := ask(t.Context(), c); outcome(err) != "bad_answer" {
			t.Errorf("%s: %v", id, err)
		}
	}
	for id, write := range writes() {
		if _, err := write(t.Context(), c); outcome(err) != "unknown" {
			t.Errorf("%s: %v", id, err)
		}
	}
}
