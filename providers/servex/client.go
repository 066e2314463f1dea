// Package servex talks to a Servex panel, https://servex.ws. The methods bear
// the ids of the table of operations (SX01 to SX20); their shapes come from
// the panel's page "Endpoints da API" and from what its public clients read.
package servex

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// DefaultBaseURL is the panel's public address.
const DefaultBaseURL = "https://servex.ws/api"

// Config is one account. Only Key is required.
type Config struct {
	BaseURL   string // default DefaultBaseURL
	WSURL     string // default DefaultWSURL
	Key       secret.String
	HTTP      *http.Client  // share one with httpapi.Transport
	Dial      Dial          // for WebSockets; default httpapi.Dialer(nil)
	Limiter   *rate.Limiter // share one per key, see httpapi.Limiters
	UserAgent string
	Timeout   time.Duration // of one try; default httpapi.DefaultTimeout
	Pause     time.Duration // between a read's tries, see httpapi.Config
	Observe   func(httpapi.Observation)
}

// Client calls one panel with one key. It is safe for concurrent use.
type Client struct {
	api     *httpapi.Client
	timeout time.Duration
	sockets sockets
	beyond  resale.Scope
}

// Beyond gives a client that looks others' clients up too, in a scope that the
// key may reach: resale.All for admin keys, resale.OfResellers for resellers'.
func (c *Client) Beyond(scope resale.Scope) *Client {
	wider := *c
	wider.beyond = scope
	return &wider
}

// New makes a client. It dials nothing.
func New(config Config) *Client {
	if config.BaseURL == "" {
		config.BaseURL = DefaultBaseURL
	}
	if config.WSURL == "" {
		config.WSURL = DefaultWSURL
	}
	if config.Dial == nil {
		config.Dial = httpapi.Dialer(nil)
	}
	return &Client{timeout: config.Timeout, sockets: sockets{config.WSURL, config.Dial, config.UserAgent}, api: httpapi.New(httpapi.Config{
		Provider:  "servex",
		BaseURL:   config.BaseURL,
		Bearer:    config.Key,
		HTTP:      config.HTTP,
		Limiter:   config.Limiter,
		UserAgent: config.UserAgent,
		Pause:     config.Pause,
		Observe:   config.Observe,
	})}
}

func (c *Client) do(ctx context.Context, r httpapi.Request, target any) error {
	r.Timeout = c.timeout
	err := c.api.Do(ctx, r, target)
	// The panel says it in words too, whatever the status, when an object is somebody else's or gone.
	if e, ok := errors.AsType[*resale.Error](err); ok && (e.Code == resale.Refused || e.Code == resale.Invalid) &&
		strings.Contains(strings.ToLower(e.Detail), "acesso negado") {
		e.Code = resale.Forbidden
	}
	return err
}

// list reads one page or a whole list.
func (c *Client) list(ctx context.Context, r httpapi.Request, target any) error {
	r.Method, r.Read, r.MaxBody = http.MethodGet, true, httpapi.ListBody
	return c.do(ctx, r, target)
}

// write changes something and reads what the panel says about it.
func (c *Client) write(ctx context.Context, r httpapi.Request) (reply, error) {
	var answer reply
	enough := r.Complete
	r.Complete = func() bool { return answer.accepts() && (enough == nil || enough()) }
	err := c.do(ctx, r, &answer)
	return answer, err
}

// create is a write whose answer must hold the new object under the name. With
// an error, accepted tells that the panel said yes but left the object out.
func (c *Client) create(ctx context.Context, r httpapi.Request, name string, object interface{ present() bool }) (accepted bool, err error) {
	var answer reply
	r.Method = http.MethodPost
	r.Complete = func() bool { return answer.accepts() && answer.object(name, object) == nil && object.present() }
	err = c.do(ctx, r, &answer)
	return answer.accepts(), err
}

// remove is a write of whose answer only a no is of interest.
func (c *Client) remove(ctx context.Context, r httpapi.Request) error {
	var answer removal
	r.Method = http.MethodDelete
	r.Complete = func() bool { return !answer.denies() }
	return c.do(ctx, r, &answer)
}

func path(resource string, id int64, rest ...string) []string {
	return append([]string{resource, strconv.FormatInt(id, 10)}, rest...)
}

func notFound(act string) error { return &resale.Error{Act: act, Code: resale.NotFound} }
