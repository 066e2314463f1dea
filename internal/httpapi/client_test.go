package httpapi

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"golang.org/x/time/rate"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const key = "sx_canary/0011223344"

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// client serves h and gives a client for it.
func client(t *testing.T, h http.HandlerFunc, more ...func(*Config)) *Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return clientOf(t, server.URL, more...)
}

func clientOf(t *testing.T, address string, more ...func(*Config)) *Client {
	t.Helper()
	transport := Transport(loopback)
	t.Cleanup(transport.CloseIdleConnections)
	config := Config{
		Provider: "panel", BaseURL: address, Bearer: secret.New(key),
		HTTP: &http.Client{Transport: transport}, Limiter: rate.NewLimiter(rate.Inf, 0),
	}
	for _, set := range more {
		set(&config)
	}
	return New(config)
}

func reading(path ...string) Request {
	return Request{Operation: "SX01", Act: "list clients", Method: http.MethodGet, Path: path, Read: true}
}

func writing(path ...string) Request {
	return Request{Operation: "SX02", Act: "create client", Method: http.MethodPost, Path: path, Body: map[string]int{"days": 3}}
}

// failure gives the error as what it must be.
func failure(t *testing.T, err error) *resale.Error {
	t.Helper()
	e, ok := errors.AsType[*resale.Error](err)
	if !ok {
		t.Fatalf("got %v, want a *resale.Error", err)
	}
	return e
}

func TestTheRequest(t *testing.T) {
	type seen struct{ Method, URI, Auth, Kind, Accept, Agent, Extra, Body string }
	var got seen
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		h := r.Header
		got = seen{r.Method, r.RequestURI, h.Get("Authorization"), h.Get("Content-Type"), h.Get("Accept"), h.Get("User-Agent"), h.Get("X-Extra"), string(body)}
		_, _ = w.Write([]byte(`{"n":5}`))
	}, func(c *Config) { c.BaseURL += "/api/"; c.UserAgent = "bot/1" })

	var answer struct{ N int }
	r := writing("clients", "a/b?c %2e", "é")
	r.Query, r.Header = url.Values{"q": {"a&b"}}, http.Header{"X-Extra": {"yes"}}
	if err := c.Do(t.Context(), r, &answer); err != nil || answer.N != 5 {
		t.Fatal(answer, err)
	}
	want := seen{"POST", "/api/clients/a%2Fb%3Fc%20%252e/%C3%A9?q=a%26b", "Bearer " + key, "application/json", "application/json", "bot/1", "yes", `{"days":3}`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	r = writing("orders")
	r.Body, r.Form = nil, url.Values{"key": {"a b"}}
	if err := c.Do(t.Context(), r, nil); err != nil || got.Kind != "application/x-www-form-urlencoded" || got.Body != "key=a+b" {
		t.Errorf("form: %+v, %v", got, err)
	}
}

func TestAPathElementCannotNameAnotherOperation(t *testing.T) {
	c := client(t, func(http.ResponseWriter, *http.Request) { t.Error("it was sent") })
	for _, element := range []string{"", ".", ".."} {
		if err := c.Do(t.Context(), writing("clients", element), nil); resale.CodeOf(err) != resale.Internal {
			t.Errorf("%q: %v", element, err)
		}
	}
}

func TestNoRedirectLeavesTheHost(t *testing.T) {
	reached := false
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached = true
		_, _ = w.Write([]byte(`{}`))
	}))
	defer other.Close()
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
		case "/here":
			http.Redirect(w, r, "/there", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		default:
			_, _ = w.Write([]byte(`{}`))
		}
	})
	for _, test := range []struct {
		request Request
		want    resale.Code
	}{
		{reading("away"), resale.Blocked},
		{writing("away"), resale.Unknown},
		{reading("here"), ""},
		{writing("here"), resale.Unknown}, // followed, it would be a GET that succeeds
		{reading("loop"), resale.Blocked},
	} {
		if err := c.Do(t.Context(), test.request, nil); resale.CodeOf(err) != test.want {
			t.Errorf("%s %s: %v, want %q", test.request.Method, test.request.Path, err, test.want)
		}
	}
	if reached {
		t.Error("the key went to another host")
	}
}

func TestEveryTryIsObserved(t *testing.T) {
	var got []Observation
	calls := 0
	c := client(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls++; calls == 1 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		_, _ = w.Write([]byte(`{}`))
	}, func(c *Config) { c.Observe = func(o Observation) { got = append(got, o) } })
	if err := c.Do(t.Context(), reading("clients"), nil); err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if got[i].Duration <= 0 {
			t.Errorf("try %d took %v", i, got[i].Duration)
		}
		got[i].Duration = 0
	}
	want := []Observation{{Provider: "panel", Operation: "SX01", Outcome: resale.Unavailable}, {Provider: "panel", Operation: "SX01"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheLimiterEndsWithItsContext(t *testing.T) {
	c := client(t, func(http.ResponseWriter, *http.Request) { t.Error("it was sent") }, func(c *Config) {
		c.Limiter = rate.NewLimiter(rate.Every(time.Hour), 1)
		c.Limiter.Allow()
	})
	for _, r := range []Request{reading("clients"), writing("clients")} {
		if err := c.Do(t.Context(), r, nil); resale.CodeOf(err) != resale.Unavailable {
			t.Errorf("%s: %v", r.Method, err)
		}
	}
}

func TestCancelStopsEverything(t *testing.T) {
	arrived := make(chan struct{}, 1)
	c := client(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		arrived <- struct{}{}
		<-r.Context().Done()
	})
	for _, test := range []struct {
		request Request
		want    resale.Code
	}{{reading("clients"), resale.Unavailable}, {writing("clients"), resale.Unknown}} {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- c.Do(ctx, test.request, nil) }()
		<-arrived
		cancel()
		err := <-done
		if resale.CodeOf(err) != test.want || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", test.request.Method, err)
		}
	}
}

func TestNoErrorShowsASecret(t *testing.T) {
	echo := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":"bad \u0007 header \u202e`+r.Header.Get("Authorization")+` and hunter22"}`)
	}
	r := writing("clients")
	r.Secrets = []secret.String{secret.New("hunter22"), {}}
	e := failure(t, client(t, echo).Do(t.Context(), r, nil))
	if e.Detail != "bad header Bearer [redacted] and [redacted]" {
		t.Errorf("detail %q", e.Detail)
	}

	r = reading("clients", key)
	r.Query, r.Timeout = url.Values{"token": {key}}, 100*time.Millisecond
	cut := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	e = failure(t, client(t, cut).Do(t.Context(), r, nil))
	for err := error(e); err != nil; err = errors.Unwrap(err) {
		if strings.Contains(err.Error(), "canary") || !strings.Contains(err.Error(), "[redacted]") {
			t.Errorf("the error is %q", err)
		}
		if _, ok := errors.AsType[*url.Error](err); ok {
			t.Error("the address is within reach")
		}
	}
}

func TestDetailIsShort(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusConflict)
		_, _ = io.WriteString(w, `{"message":"`+strings.Repeat("é", 5000)+`"}`)
	})
	e := failure(t, c.Do(t.Context(), writing("clients"), nil))
	if e.Code != resale.Refused || e.Detail != strings.Repeat("é", 200) {
		t.Errorf("code %s, detail of %d bytes", e.Code, len(e.Detail))
	}
}

type plain string

func (p *plain) UnmarshalText(text []byte) error {
	*p = plain(text)
	return nil
}

func TestATargetThatReadsTexts(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "no JSON\n") })
	var got plain
	if err := c.Do(t.Context(), reading("x"), &got); err != nil || got != "no JSON" {
		t.Errorf("%q, %v", got, err)
	}
}
