package vpnresellers

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/secret"
)

const (
	testKey      = "41|0f1e2d3c4b5a69788796a5b4c3d2e1f0"
	testPassword = "pa.ss-WORD_1@"
	privateKey   = "mCk3vT0pQ9x1YwB6sZ2eR8uJ4nH7aL5dF1gK0oPqW2E=" // of every recorded account
)

// reply is one answer of the panel.
type reply struct {
	status int
	body   string
}

func says(status int, body string) reply { return reply{status, body} }

// recorded is an answer from testdata.
func recorded(t *testing.T, status int, file string) reply {
	t.Helper()
	return reply{status, clienttest.Recorded(t, file)}
}

// panel gives its answers in turn, the last one again and again.
type panel struct {
	t       *testing.T
	replies []reply

	mu    sync.Mutex
	asked []string // "PUT /accounts/9/expire {…}"
}

func (p *panel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		p.t.Error(err)
	}
	where, under := strings.CutPrefix(r.URL.RequestURI(), "/v4_1")
	if accept := r.Header["Accept"]; !under || len(accept) != 1 || accept[0] != "application/json" {
		p.t.Errorf("asked %s with %v", r.URL, r.Header)
	}
	want := "Bearer " + testKey
	switch {
	case where == "/geoip":
		want = ""
	case strings.HasPrefix(where, "/un/accounts/show"):
		want = "Basic YW5hLnNpbHZhOnBhLnNzLVdPUkRfMUA="
	}
	if got := r.Header.Get("Authorization"); got != want {
		p.t.Errorf("%s with the authorization %q", where, got)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, strings.TrimSpace(r.Method+" "+where+" "+string(body)))
	answer := p.replies[min(len(p.asked), len(p.replies))-1]
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.status)
	_, _ = io.WriteString(w, answer.body)
}

// start serves answers and gives a client for them.
func start(t *testing.T, replies ...reply) (*Client, *panel) {
	t.Helper()
	p := &panel{t: t, replies: replies}
	return serve(t, p), p
}

// direct is start without a network, for bubbles in which pauses take no time.
func direct(t *testing.T, replies ...reply) (*Client, *panel) {
	t.Helper()
	p := &panel{t: t, replies: replies}
	return clientOf(t, "http://panel.example/v4_1", func(config *Config) { config.HTTP = &http.Client{Transport: p} }), p
}

// RoundTrip makes a panel a transport.
func (p *panel) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Result(), nil
}

func serve(t *testing.T, h http.Handler, more ...func(*Config)) *Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return clientOf(t, server.URL+"/v4_1", more...)
}

func clientOf(t *testing.T, address string, more ...func(*Config)) *Client {
	t.Helper()
	config := Config{
		BaseURL: address, Key: secret.New(testKey), Timeout: 2 * time.Second,
		HTTP: clienttest.Web(t), Limiter: rate.NewLimiter(rate.Inf, 0),
	}
	for _, set := range more {
		set(&config)
	}
	return New(config)
}

// wasAsked checks all calls that were made.
func (p *panel) wasAsked(want ...string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if diff := cmp.Diff(want, p.asked); diff != "" {
		p.t.Errorf("calls (-want +got):\n%s", diff)
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

func dec(text string) decimal.Decimal { return decimal.MustParse(text) }

func at(text string) time.Time {
	t, err := time.Parse(time.DateTime, text)
	if err != nil {
		panic(err)
	}
	return t
}

func outcome(err error) string { return clienttest.Outcome(err) }
