// Package xmplus talks to panels of XMPlus for their customers, by the
// documented generation of its API, "Client API" (/api/client). The methods
// bear the ids of the table of operations (XM01 to XM16); their shapes come
// from the API's page and from what its public clients read.
package xmplus

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/secret"
)

// Config is one panel. BaseURL and Key are required.
type Config struct {
	BaseURL   string         // of the panel itself: https://panel.example
	Key       secret.String  // the panel's client API key
	Zone      *time.Location // of the panel's times, which name none; nil: UTC
	HTTP      *http.Client   // share one with httpapi.Transport
	Limiter   *rate.Limiter  // share one per key, see Rate
	Tokens    *Tokens        // share one among all clients; nil: its own
	UserAgent string
	Timeout   time.Duration // of one try; default httpapi.DefaultTimeout
	Pause     time.Duration // between a read's tries, see httpapi.Config
	Observe   func(httpapi.Observation)
	Now       func() time.Time // default time.Now
}

// Client calls one panel. It is safe for concurrent use.
type Client struct {
	api     *httpapi.Client
	key     secret.String
	base    string
	zone    *time.Location
	tokens  *Tokens
	timeout time.Duration
	now     func() time.Time
}

// New makes a client. It dials nothing.
func New(config Config) *Client {
	if config.HTTP == nil {
		config.HTTP = &http.Client{Transport: httpapi.Transport(nil)}
	}
	if config.Limiter == nil {
		config.Limiter = new(httpapi.Limiters).At(Rate(), "xmplus", config.Key)
	}
	if config.Tokens == nil {
		config.Tokens = new(Tokens)
	}
	if config.Zone == nil {
		config.Zone = time.UTC
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	return &Client{
		key: config.Key, base: strings.TrimRight(config.BaseURL, "/"), zone: config.Zone,
		tokens: config.Tokens, timeout: config.Timeout, now: config.Now,
		api: httpapi.New(httpapi.Config{
			Provider:  "xmplus",
			BaseURL:   config.BaseURL,
			HTTP:      config.HTTP,
			Limiter:   config.Limiter,
			UserAgent: config.UserAgent,
			Pause:     config.Pause,
			Observe:   config.Observe,
		}),
	}
}

// Format keeps the key out of every verb: those of fields that are not exported
// are not asked how they are printed.
func (c Client) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "{xmplus %s}", c.base) }

// Rate is how often one key may call. The API does not say: ten calls a second
// are what an invoice of each of many customers needs, looked at in time.
func Rate() httpapi.Rate { return httpapi.Rate{PerMinute: 600, AtOnce: 10} }

// Ready waits until the key's rate lets a call go at once, a while at most, and
// has a token then: a write needs no other call before it.
func (c *Client) Ready(ctx context.Context) error {
	const act = "wait for a turn"
	if _, err := c.token(ctx); err != nil {
		return under(act, err)
	}
	return c.api.Ready(ctx, act)
}

// Page is the panel itself, where a person can log in.
func (c *Client) Page() string { return c.base }

// InvoicePage is where a person sees an invoice in the panel itself.
func (c *Client) InvoicePage(id string) string {
	return c.base + "/portal/" + url.PathEscape(id) + "/invoice"
}

// Login is what a member logs in with: it goes into every call about them.
type Login struct {
	Email    string
	Password secret.String
}
