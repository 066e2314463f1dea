package smm

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/secret"
)

// writes are what must be sent once, whatever happens.
func writes() map[string]asking {
	return map[string]asking{"add": add, "refill": refill, "refills": refills, "cancel": cancel}
}

func TestNoAnswer(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	for name, handle := range map[string]http.HandlerFunc{
		"cut before the answer": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"cut in the answer": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"order":235`)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
		"too slow":   func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"half of it": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"order":235`) },
	} {
		c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			tries.Add(1)
			_, _ = io.Copy(io.Discard, r.Body)
			handle(w, r)
		}))
		if c.timeout = time.Minute; name == "too slow" {
			c.timeout = 300 * time.Millisecond
		}
		for act, write := range writes() {
			tries.Store(0)
			if got := write(t.Context(), c); got != "unknown" || tries.Load() != 1 {
				t.Errorf("%s, %s: %q, sent %d times", name, act, got, tries.Load())
			}
		}
		want := "unavailable"
		if name == "half of it" {
			want = "bad_answer"
		}
		if got := balance(t.Context(), c); got != want {
			t.Errorf("%s, reading: %q, want %q", name, got, want)
		}
	}
}

func TestWhatWasNeverSentIsNotUnknown(t *testing.T) {
	closed, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	_ = closed.Close()
	if got := add(t.Context(), clientOf(t, "http://"+address+"/api/v2")); got != "unavailable" {
		t.Errorf("nobody listens: %q", got)
	}
	guarded := New(Config{BaseURL: "http://" + address, Key: secret.New(testKey)})
	if got := add(t.Context(), guarded); got != "private_address" {
		t.Errorf("inside: %q", got)
	}
}

// A body that is small on the way and huge when it is unpacked counts as huge.
func TestHugeBodies(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = io.WriteString(z, `{"order":5,"balance":"1","x":"`)
	_, _ = z.Write(bytes.Repeat([]byte("x"), servicesBody))
	_, _ = io.WriteString(z, `"}`)
	_ = z.Close()
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	}))
	for name, ask := range map[string]asking{"balance": balance, "services": services, "statuses": statuses} {
		if got := ask(t.Context(), c); got != "bad_answer" {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, write := range writes() {
		if got := write(t.Context(), c); got != "unknown" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A list of everything that a large panel sells fits.
func TestALongListOfServices(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, `,{"service":%d,"name":"Likes","type":"Default","category":"A","rate":"0.9","min":"1","max":"9","desc":%q}`, i+1, strings.Repeat("x", 1000))
	}
	c, _ := start(t, says("["+b.String()[1:]+"]"))
	all, err := c.Services(t.Context())
	if err != nil || len(all) != 10_000 {
		t.Errorf("%d, %v", len(all), err)
	}
}
