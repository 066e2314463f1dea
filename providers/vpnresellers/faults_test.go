package vpnresellers

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/secret"
)

func TestNoAnswer(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	for name, handle := range map[string]http.HandlerFunc{
		"cut before the answer": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"cut in the answer": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"data":{"id":9`)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
		"too slow": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"half of it": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"data":{"id":9`)
		},
	} {
		c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			tries.Add(1)
			_, _ = io.Copy(io.Discard, r.Body)
			handle(w, r)
		}), func(config *Config) {
			if name == "too slow" {
				config.Timeout = 50 * time.Millisecond
			}
		})
		for id, write := range writes() {
			tries.Store(0)
			if _, err := write(t.Context(), c); outcome(err) != "unknown" || tries.Load() != 1 {
				t.Errorf("%s, %s: %q, sent %d times", name, id, outcome(err), tries.Load())
			}
		}
		want := "unavailable"
		if name == "half of it" {
			want = "bad_answer"
		}
		if _, err := c.Account(t.Context(), 9); outcome(err) != want {
			t.Errorf("%s, reading: %q, want %q", name, outcome(err), want)
		}
	}
}

func TestWhatWasNeverSentIsNotUnknown(t *testing.T) {
	closed, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + closed.Addr().String()
	_ = closed.Close()
	nobody := clientOf(t, address)
	for id, write := range writes() {
		if _, err := write(t.Context(), nobody); outcome(err) != "unavailable" {
			t.Errorf("%s, nobody listens: %v", id, err)
		}
	}
	guarded := New(Config{BaseURL: address, Key: secret.New(testKey)})
	if _, err := writes()["VR03"](t.Context(), guarded); outcome(err) != "private_address" {
		t.Errorf("inside: %v", err)
	}
}

// A redirect would turn a write into a read whose success means nothing.
func TestARedirectIsNoAnswer(t *testing.T) {
	var asked atomic.Int32
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.Redirect(w, r, "/v4_1/elsewhere", http.StatusFound)
	}))
	for id, write := range writes() {
		asked.Store(0)
		if _, err := write(t.Context(), c); outcome(err) != "unknown" || asked.Load() != 1 {
			t.Errorf("%s: %v after %d calls", id, err, asked.Load())
		}
	}
}

// A body that is small on the way and huge when it is unpacked counts as huge.
func TestHugeBodies(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = io.WriteString(z, `{"data":{"id":9,"balance":"1","content":"`)
	_, _ = z.Write(bytes.Repeat([]byte("x"), httpapi.ListBody))
	_ = z.Close()
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	}))
	for id, want := range map[string]string{"VR02": "bad_answer", "VR04": "bad_answer", "VR16": "bad_answer", "VR18": "bad_answer", "VR20": "bad_answer"} {
		if _, err := reads()[id](t.Context(), c); outcome(err) != want {
			t.Errorf("%s: %v", id, err)
		}
	}
	for id, write := range writes() {
		if _, err := write(t.Context(), c); outcome(err) != "unknown" {
			t.Errorf("%s: %v", id, err)
		}
	}
}
