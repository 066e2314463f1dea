package whmdc

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi/clienttest"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

const testKey = "whk_0f1e2d3c4b5a69788796a5b4c3d2e1f0"

// reply is one answer of the panel.
type reply struct {
	status int
	kind   string // Content-Type; JSON's by default
	body   string
}

func says(body string) reply { return reply{body: body} }

// recorded is an answer from testdata.
func recorded(t *testing.T, file string) reply {
	t.Helper()
	return reply{body: clienttest.Recorded(t, file)}
}

// panel gives one answer, again and again, or those of by to what they are
// for, and keeps what it was asked.
type panel struct {
	t     *testing.T
	reply reply
	by    map[string]reply // by "GET clients/7", as asked without the query

	mu    sync.Mutex
	asked []string
}

func (p *panel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if r.Header.Get("Authorization") != "Bearer "+testKey || strings.Contains(r.URL.String(), testKey) || len(body) > 0 && r.Header.Get("Content-Type") != "application/json" {
		p.t.Errorf("asked %s %s, %v", r.Method, r.URL, r.Header)
	}
	path := strings.TrimPrefix(r.URL.Path, "/api/v1/")
	call := r.Method + " " + path
	if r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	p.mu.Lock()
	p.asked = append(p.asked, strings.TrimSpace(r.Method+" "+path+" "+string(body)))
	p.mu.Unlock()
	say, named := p.by[call]
	if !named {
		say = p.reply
	}
	if say.kind == "" {
		say.kind = "application/json"
	}
	w.Header().Set("Content-Type", say.kind)
	w.WriteHeader(max(say.status, http.StatusOK))
	_, _ = w.Write([]byte(say.body))
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
	return clientOf(t, server.URL, more...)
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

// wasAsked checks all that was asked.
func (p *panel) wasAsked(want ...string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if diff := cmp.Diff(want, p.asked); diff != "" {
		p.t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func (p *panel) calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.asked)
}

// outcome gives an error's code, wrong fields and detail, "" for none.
func outcome(err error) string {
	e, ok := errors.AsType[*resale.Error](err)
	if err == nil {
		return ""
	}
	if !ok {
		return "not one of ours: " + err.Error()
	}
	text := string(e.Code)
	if len(e.Fields) > 0 {
		text += fmt.Sprint(" ", e.Fields)
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// brief tells a record in short.
func brief(r resale.Record) string {
	parts := []string{r.ID, r.Label()}
	if r.State() != resale.RecordUnclear {
		parts = append(parts, string(r.State()))
	}
	if total := r.Total(); total.Known {
		parts = append(parts, total.String())
	}
	for _, of := range []resale.RecordKind{resale.Customers, resale.HostInvoices} {
		if ref := r.Ref(of); ref != "" && of != r.Kind {
			parts = append(parts, fmt.Sprintf("of %s %s", kinds()[of].one, ref))
		}
	}
	if due := r.Due(); !due.IsZero() {
		parts = append(parts, "due "+due.Format(time.DateOnly))
	}
	if next := r.NextDue(); !next.IsZero() {
		parts = append(parts, "next "+next.Format(time.DateOnly))
	}
	return strings.Join(parts, ", ")
}

func briefs(records []resale.Record) []string {
	var all []string
	for _, r := range records {
		all = append(all, brief(r))
	}
	return all
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

// wish writes fields of text, in pairs.
func wish(pairs ...string) resale.RecordWish {
	var w resale.RecordWish
	for pair := range slices.Chunk(pairs, 2) {
		w.Fields = append(w.Fields, resale.WishField{Name: pair[0], Text: pair[1]})
	}
	return w
}
