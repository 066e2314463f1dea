// Package whmdc talks to a hosting panel of the kind WHMDC by its public REST
// API. The methods bear the ids of the table of operations (WH01 to WH39).
// Little of what the panel answers is written down, so everything is read
// tolerantly, and kept as it came.
package whmdc

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// root is what every path of the API begins with.
const root = "/api/v1"

// Config is one panel and one key. BaseURL and Key are required.
type Config struct {
	BaseURL   string // "https://panel.example"; "/api/v1" is appended unless it is there
	Key       secret.String
	HTTP      *http.Client  // share one with httpapi.Transport
	Limiter   *rate.Limiter // share one per key, see Rate
	UserAgent string
	Timeout   time.Duration // of one try; default httpapi.DefaultTimeout
	Pause     time.Duration // between a read's tries, see httpapi.Config
	Observe   func(httpapi.Observation)
	Ways      *Ways // share one; without it the client remembers for itself
}

// Client calls one panel with one key. It is safe for concurrent use.
type Client struct {
	api     *httpapi.Client
	key     *secret.String // behind a pointer, for what prints a Client sees into its fields
	timeout time.Duration
	panel   string
	ways    *Ways
	refused func(context.Context) // may be nil, see OnRefused
}

// New makes a client. It dials nothing.
func New(config Config) *Client {
	ways := cmp.Or(config.Ways, new(Ways))
	return &Client{key: &config.Key, timeout: config.Timeout, panel: Address(config.BaseURL), ways: ways, api: httpapi.New(httpapi.Config{
		Provider:  "whmdc",
		BaseURL:   Address(config.BaseURL) + root,
		Bearer:    config.Key,
		HTTP:      config.HTTP,
		Limiter:   config.Limiter,
		UserAgent: config.UserAgent,
		Pause:     config.Pause,
		Observe:   config.Observe,
	})}
}

// OnRefused gives a client that tells f each time the panel refuses the key.
func (c *Client) OnRefused(f func(context.Context)) *Client {
	heard := *c
	heard.refused = f
	return &heard
}

// LikeKey tells whether a record of an API key is about the one that is used here.
func (c *Client) LikeKey(r resale.Record) resale.KeyLikeness { return r.LikeKey(c.key.Reveal()) }

// Address gives a panel's address in one form: without the API's path.
func Address(baseURL string) string {
	return strings.TrimRight(strings.TrimSuffix(strings.TrimRight(baseURL, "/"), root), "/")
}

// Rate is how often one key may call. The panel allows 100 calls in any minute:
// 84, 8 at once and 4 more after a start stay below it.
func Rate() httpapi.Rate { return httpapi.Rate{PerMinute: 84, AtOnce: 8} }

// Ready waits until the key's rate lets a call go at once, a while at most.
func (c *Client) Ready(ctx context.Context) error { return c.api.Ready(ctx, "wait for a turn") }

// call is one operation of the API.
type call struct {
	operation, act string
	method         string
	path           []string
	query          url.Values
	body           any
	secrets        []secret.String // of the body, kept out of errors
	read           bool
	most           int64               // bytes of the answer; default httpapi.ObjectBody
	pages          map[int]resale.Code // see httpapi.Request
	absent         resale.Code         // what a 404 without a word about the object means; default NotFound
	take           func(answer) bool   // reads the answer; false when it does not hold what the call is for
}

// do makes a call. The panel says yes by a 2xx status and no success: false.
func (c *Client) do(ctx context.Context, k call) error {
	var got answer
	err := c.api.Do(ctx, httpapi.Request{
		Operation: k.operation, Act: k.act, Method: k.method, Path: k.path, Query: k.query, Body: k.body, Secrets: k.secrets,
		Read: k.read, MaxBody: k.most, Timeout: c.timeout, AnyType: true, Pages: k.pages,
		Statuses: map[int]resale.Code{http.StatusMethodNotAllowed: resale.Unsupported, http.StatusPaymentRequired: resale.Refused},
		Denial:   func() string { return got.denial() },
		Complete: func() bool { return k.take(got) },
		Meaning: func(code resale.Code, words string) resale.Code {
			if code == resale.Refused && len(got.wrong()) > 0 {
				code = resale.Invalid
			}
			return k.meaning(code, words)
		},
	}, &got)
	if e, ok := errors.AsType[*resale.Error](err); ok && (e.Code == resale.Invalid || e.Code == resale.Taken) && len(e.Fields) == 0 {
		e.Fields = got.wrong()
	}
	if c.refused != nil && resale.CodeOf(err) == resale.Unauthorized {
		c.refused(ctx)
	}
	return err
}
