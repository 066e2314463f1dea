// Package smm talks to panels that sell followers, likes and views, by the
// protocol that they share: "API v2". The methods bear the ids of the table of
// operations (SM01 to SM10).
package smm

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// DefaultBaseURL is the panel that is connected when no other is named.
const DefaultBaseURL = "https://servsmm.com/api/v2"

// Config is one account. Only Key is required.
type Config struct {
	BaseURL   string // default DefaultBaseURL
	Key       secret.String
	HTTP      *http.Client  // share one with httpapi.Transport
	Limiter   *rate.Limiter // share one per key, see Rate
	UserAgent string
	Timeout   time.Duration // of one try; default httpapi.DefaultTimeout
	Pause     time.Duration // between a read's tries, see httpapi.Config
	Observe   func(httpapi.Observation)
}

// Client calls one panel with one key. It is safe for concurrent use.
type Client struct {
	api     *httpapi.Client
	key     *secret.String // behind a pointer, for what prints a Client sees into its fields
	timeout time.Duration
}

// New makes a client. It dials nothing.
func New(config Config) *Client {
	if config.BaseURL == "" {
		config.BaseURL = DefaultBaseURL
	}
	return &Client{key: &config.Key, timeout: config.Timeout, api: httpapi.New(httpapi.Config{
		Provider:  "smm",
		BaseURL:   config.BaseURL,
		HTTP:      config.HTTP,
		Limiter:   config.Limiter,
		UserAgent: config.UserAgent,
		Pause:     config.Pause,
		Observe:   config.Observe,
	})}
}

// Rate is how often one key may call. The panels allow 300 calls in any minute
// (servsmm's page): 260, 20 at once and 10 more after a start stay below it,
// with some left for the reseller's own tools.
func Rate() httpapi.Rate { return httpapi.Rate{PerMinute: 260, AtOnce: 20} }

// Ready waits until the key's rate lets a call go at once, a while at most.
func (c *Client) Ready(ctx context.Context) error { return c.api.Ready(ctx, "wait for a turn") }

// call is one action of the API.
type call struct {
	operation, act string
	action         string
	field          string // what the answer is in; a refusal may be in it too
	form           url.Values
	read           bool
	body           int64             // what the answer may weigh; default httpapi.ObjectBody
	holds          func(answer) bool // tells that the answer holds something asked for, so that it is no plain refusal
	take           func(answer) bool // reads the answer; false when it does not hold what the call is for
}

// do makes a call. The key goes in the form and never in an address, which
// others write down.
func (c *Client) do(ctx context.Context, k call) error {
	var got answer
	r := c.request(k)
	r.Denial = func() string {
		if k.holds(got) {
			return ""
		}
		return got.refusal(k.field)
	}
	r.Complete = func() bool { return k.take(got) }
	return c.api.Do(ctx, r, &got)
}

func (c *Client) request(k call) httpapi.Request {
	form := url.Values{"key": {c.key.Reveal()}, "action": {k.action}}
	maps.Copy(form, k.form)
	return httpapi.Request{
		Operation: k.operation, Act: k.act, Method: http.MethodPost, Form: form, Secrets: []secret.String{*c.key},
		Read: k.read, MaxBody: k.body, Timeout: c.timeout, AnyType: true, Meaning: meaning,
	}
}

// refusal is the error of one entry among others.
func (c *Client) refusal(k call, words string) error {
	return &resale.Error{Act: k.act, Code: meaning(resale.Refused, words), Detail: c.api.Words(c.request(k), words)}
}
