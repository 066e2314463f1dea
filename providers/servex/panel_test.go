package servex

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/secret"
)

const testKey = "sx_00112233445566778899aabbccddeeff"

// asked is one request as it arrived.
type asked struct {
	Method, Path string
	Query        url.Values
	Header       http.Header
	Body         map[string]any
}

// recorded is an answer of the panel, from testdata.
type recorded struct {
	status int
	file   string
	header map[string]string
}

func ok(file string) recorded { return recorded{status: http.StatusOK, file: file} }

// panel gives the recorded answers, in turn; the last one again and again.
type panel struct {
	t       *testing.T
	mu      sync.Mutex
	answers []recorded
	asked   []asked
}

func (p *panel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := asked{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header}
	if text, _ := io.ReadAll(r.Body); len(text) > 0 {
		if err := json.Unmarshal(text, &seen.Body); err != nil {
			p.t.Errorf("%s %s: body %q: %v", r.Method, r.URL.Path, text, err)
		}
	}
	p.asked = append(p.asked, seen)
	a := p.answers[min(len(p.asked), len(p.answers))-1]
	kind := "application/json; charset=utf-8"
	if filepath.Ext(a.file) == ".html" {
		kind = "text/html; charset=UTF-8"
	}
	w.Header().Set("Content-Type", kind)
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(a.status)
	if a.file != "" {
		_, _ = w.Write(testdata(p.t, a.file))
	}
}

func testdata(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// start serves the answers and gives a client for them.
func start(t *testing.T, answers ...recorded) (*Client, *panel) {
	t.Helper()
	p := &panel{t: t, answers: answers}
	return serve(t, p), p
}

func serve(t *testing.T, h http.Handler) *Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return New(Config{
		BaseURL: server.URL + "/api/", Key: secret.New(testKey), Timeout: 2 * time.Second,
		HTTP: clienttest.Web(t), Limiter: rate.NewLimiter(rate.Inf, 0),
	})
}

// wasAsked checks the one request that was made.
func (p *panel) wasAsked(method, path, query string, body map[string]any) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.asked) != 1 {
		p.t.Fatalf("%d requests were made, want 1", len(p.asked))
	}
	wantQuery, err := url.ParseQuery(query)
	if err != nil {
		p.t.Fatal(err)
	}
	got := p.asked[0]
	if auth := got.Header.Get("Authorization"); auth != "Bearer "+testKey {
		p.t.Errorf("Authorization is %q", auth)
	}
	got.Header = nil
	want := asked{Method: method, Path: path, Query: wantQuery, Body: body}
	if diff := cmp.Diff(want, got); diff != "" {
		p.t.Errorf("the request (-want +got):\n%s", diff)
	}
}

func same[T any](t *testing.T, want, got T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	parsed, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}
