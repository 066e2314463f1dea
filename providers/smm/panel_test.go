package smm

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/secret"
)

const testKey = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"

// reply is one answer of the panel.
type reply struct {
	status int
	kind   string // Content-Type; PHP's own by default
	body   string
}

func says(body string) reply { return reply{body: body} }

// recorded is an answer from testdata.
func recorded(t *testing.T, file string) reply {
	t.Helper()
	return reply{body: clienttest.Recorded(t, file)}
}

// panel gives one answer, again and again.
type panel struct {
	t     *testing.T
	reply reply

	mu    sync.Mutex
	forms []url.Values
}

func (p *panel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost || r.URL.Path != "/api/v2" || r.URL.RawQuery != "" ||
		r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" || r.Header.Get("Authorization") != "" {
		p.t.Errorf("asked %s %s, %v", r.Method, r.URL, r.Header)
	}
	if err := r.ParseForm(); err != nil {
		p.t.Error(err)
	}
	p.mu.Lock()
	p.forms = append(p.forms, r.PostForm)
	p.mu.Unlock()
	kind := p.reply.kind
	if kind == "" {
		kind = "text/html; charset=UTF-8"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(max(p.reply.status, http.StatusOK))
	_, _ = w.Write([]byte(p.reply.body))
}

// start serves one answer and gives a client for it.
func start(t *testing.T, r reply) (*Client, *panel) {
	t.Helper()
	p := &panel{t: t, reply: r}
	return serve(t, p), p
}

func serve(t *testing.T, h http.Handler, more ...func(*Config)) *Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return clientOf(t, server.URL+"/api/v2", more...)
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

// wasAsked checks the one form that was sent, which is as a query here.
func (p *panel) wasAsked(want string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.forms) != 1 {
		p.t.Fatalf("%d calls were made, want 1", len(p.forms))
	}
	values, err := url.ParseQuery(want)
	if err != nil {
		p.t.Fatal(err)
	}
	values.Set("key", testKey)
	if diff := cmp.Diff(values, p.forms[0]); diff != "" {
		p.t.Errorf("the form (-want +got):\n%s", diff)
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

func money(text string) *decimal.Decimal {
	d := dec(text)
	return &d
}
