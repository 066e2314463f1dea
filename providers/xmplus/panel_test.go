package xmplus

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/secret"
)

const (
	testKey      = "ck_0f1e2d3c4b5a6978"
	testDigest   = "175332b6af5bc257dd9e5d06aebc2e6f" // what md5sum says of it
	testPassword = "Qct8-<Fm>&v!"
	anInvoice    = "5EGFZSVJA1JMA1S6NE0T"
)

// testNow is when the recorded token was made.
func testNow() time.Time { return time.Unix(1795168000, 0) }

func ana() Login { return Login{Email: "ana@mail.example", Password: secret.New(testPassword)} }

// reply is one answer of the panel.
type reply struct {
	status int
	body   string
}

func answers(status int, body string) reply { return reply{status, body} }

// recorded is an answer from testdata.
func recorded(t *testing.T, file string) reply {
	t.Helper()
	return reply{200, clienttest.Recorded(t, file)}
}

// tokenIn is the token of a recorded answer.
func tokenIn(t *testing.T, r reply) string {
	t.Helper()
	var got struct{ Data struct{ Token string } }
	if err := json.Unmarshal([]byte(r.body), &got); err != nil || got.Data.Token == "" {
		t.Fatal(r.body, err)
	}
	return got.Data.Token
}

// panel gives a token to the right key, and beside that its answers in turn,
// the last one again and again.
type panel struct {
	t       *testing.T
	tokens  []reply
	replies []reply

	mu      sync.Mutex
	asked   []string // "packages {}", without tokens
	fetched int
}

func (p *panel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		p.t.Error(err)
	}
	where, under := strings.CutPrefix(r.URL.RequestURI(), "/api/client/")
	if !under || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
		p.t.Errorf("asked %s %s with %v", r.Method, r.URL, r.Header)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if where == "token" {
		p.fetched++
		if got := r.Header.Get("xmplus-authorization"); got != testDigest || string(body) != "{}" {
			p.t.Errorf("a token for %q and %s", got, body)
		}
		p.tokens[min(p.fetched, len(p.tokens))-1].to(w)
		return
	}
	if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer eyJ0") {
		p.t.Errorf("%s with the authorization %q", where, r.Header.Get("Authorization"))
	}
	p.asked = append(p.asked, where+" "+string(body))
	p.replies[min(len(p.asked), len(p.replies))-1].to(w)
}

// to sends a reply as PHP does: as a page, whatever it is.
func (r reply) to(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	w.WriteHeader(r.status)
	_, _ = io.WriteString(w, r.body)
}

// start serves answers and gives a client for them.
func start(t *testing.T, replies ...reply) (*Client, *panel) {
	t.Helper()
	p := &panel{t: t, tokens: []reply{recorded(t, "token.json")}, replies: replies}
	return serve(t, p), p
}

// direct is start without a network, for bubbles in which pauses take no time.
func direct(t *testing.T, replies ...reply) (*Client, *panel) {
	t.Helper()
	p := &panel{t: t, tokens: []reply{recorded(t, "token.json")}, replies: replies}
	return clientOf(t, "http://panel.example", func(config *Config) { config.HTTP = &http.Client{Transport: p} }), p
}

// RoundTrip makes a panel a transport.
func (p *panel) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Result(), nil
}

func serve(t *testing.T, h http.Handler, more ...func(*Config)) *Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return clientOf(t, server.URL, more...)
}

func clientOf(t *testing.T, address string, more ...func(*Config)) *Client {
	t.Helper()
	config := Config{
		BaseURL: address, Key: secret.New(testKey), Timeout: 20 * time.Second, Now: testNow,
		HTTP: clienttest.Web(t), Limiter: rate.NewLimiter(rate.Inf, 0),
	}
	for _, set := range more {
		set(&config)
	}
	return New(config)
}

// wasAsked checks all calls that were made with the token, and that there was
// one token.
func (p *panel) wasAsked(want ...string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if diff := cmp.Diff(want, p.asked); diff != "" {
		p.t.Errorf("calls (-want +got):\n%s", diff)
	}
	if p.fetched != 1 {
		p.t.Errorf("%d tokens were fetched", p.fetched)
	}
}
