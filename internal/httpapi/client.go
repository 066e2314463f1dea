// Package httpapi is what the clients of all providers share: one call over
// HTTP with a deadline, a body limit and a rate limit, whose every failure is
// a *resale.Error that tells "nothing was changed" from "nobody can tell".
package httpapi

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// Config describes one provider account. Only Provider and BaseURL are required.
type Config struct {
	Provider  string            // for metrics and errors: "servex"
	BaseURL   string            // what paths are joined to
	Bearer    secret.String     // sent as "Authorization: Bearer …" when set
	HTTP      *http.Client      // shared by all clients, see Transport; its redirect policy and cookies are not used
	Limiter   *rate.Limiter     // one per key, see Limiters; default 5/s, burst 10
	UserAgent string            // default "resellerbot"
	Pause     time.Duration     // about that long before a read's second try, twice that before its third; default 300 ms
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
	config  Config
	reading *http.Client
	writing *http.Client
}

// New makes a client. It dials nothing; a bad BaseURL fails the first call.
func New(config Config) *Client {
	if config.HTTP == nil {
		config.HTTP = &http.Client{Transport: Transport(nil)}
	}
	if config.Limiter == nil {
		config.Limiter = DefaultRate().limiter()
	}
	if config.Pause == 0 {
		config.Pause = defaultPause
	}
	if config.UserAgent == "" {
		config.UserAgent = "resellerbot"
	}
	return &Client{
		config:  config,
		reading: with(config.HTTP, withinHost),
		// A followed redirect turns a POST into a GET, whose success would pass for the write's.
		writing: with(config.HTTP, func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }),
	}
}

// with copies a client, without its cookies: they would mix the accounts.
func with(base *http.Client, redirects func(*http.Request, []*http.Request) error) *http.Client {
	return &http.Client{Transport: base.Transport, Timeout: base.Timeout, CheckRedirect: redirects}
}

// withinHost follows up to three redirects that stay on the host and never
// leave https, for the key goes along with them.
func withinHost(next *http.Request, via []*http.Request) error {
	first := via[0].URL
	if len(via) > 3 || next.URL.Host != first.Host || first.Scheme == "https" && next.URL.Scheme != "https" {
		return http.ErrUseLastResponse
	}
	return nil
}

// Do makes the call and decodes the JSON answer into target, which may be nil
// when only success matters; a target that is an encoding.TextUnmarshaler gets
// any answer as it is. Errors are *resale.Error. A read is tried up to
// three times; a write once, and its error is Unknown unless it is certain
// that nothing was changed.
func (c *Client) Do(ctx context.Context, r Request, target any) error {
	r = r.withDefaults()
	var failed *resale.Error
	if r.Read {
		failed = c.retry(ctx, r, target)
	} else {
		failed = c.try(ctx, r, target)
	}
	if failed != nil {
		return failed
	}
	return nil
}

// try waits for the key's turn and makes one exchange.
func (c *Client) try(ctx context.Context, r Request, target any) *resale.Error {
	turn, cancel := context.WithTimeout(ctx, r.Timeout)
	err := c.turn(turn, c.config.Limiter)
	cancel()
	if err != nil {
		return c.fail(r, resale.Unavailable, err)
	}
	start := time.Now()
	failed := c.exchange(ctx, r, target)
	if c.config.Observe != nil {
		seen := Observation{Provider: c.config.Provider, Operation: r.Operation, Duration: time.Since(start)}
		if failed != nil {
			seen.Outcome = failed.Code
		}
		c.config.Observe(seen)
	}
	return failed
}

func (c *Client) exchange(ctx context.Context, r Request, target any) *resale.Error {
	ctx, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	var way progress
	request, err := c.build(way.watch(ctx), r)
	if err != nil {
		return c.fail(r, resale.Internal, err)
	}
	client := c.writing
	if r.Read {
		client = c.reading
	}
	response, err := client.Do(request)
	if err != nil {
		return c.lost(r, err, way.unsent())
	}
	defer func() { _ = response.Body.Close() }()
	a, err := readAnswer(response, r.MaxBody)
	if err != nil {
		return c.lost(r, err, false)
	}
	if r.Inner != nil {
		if inner := r.Inner(a.body); inner != nil {
			a.body = inner
		}
	}
	return c.judge(r, a, target)
}
