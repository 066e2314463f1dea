// Package smm talks to panels that sell followers, likes and views, by the
// protocol that they share: "API v2". The methods bear the ids of the table of
// operations (SM01 to SM10).
package smm

import (
	"context"
	"net/http"
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
	Observe   func(httpapi.Observation)
}

// Client calls one panel with one key. It is safe for concurrent use.
type Client struct {
	api     *httpapi.Client
	key     secret.String
	timeout time.Duration
}

// New makes a client. It dials nothing.
func New(config Config) *Client {
	if config.BaseURL == "" {
		config.BaseURL = DefaultBaseURL
	}
	return &Client{key: config.Key, timeout: config.Timeout, api: httpapi.New(httpapi.Config{
		Provider:  "smm",
		BaseURL:   config.BaseURL,
		HTTP:      config.HTTP,
		Limiter:   config.Limiter,
		UserAgent: config.UserAgent,
		Observe:   config.Observe,
	})}
}

// MaxIDs is how many orders or refills one call may name.
const MaxIDs = 100

// Services gives everything the panel sells to this key (SM01). A service
// whose price cannot be read is left out.
func (c *Client) Services(ctx context.Context) ([]resale.Service, error) { return nil, todo() }

// Add places an order (SM02) of the service with this number and gives the
// order's. It is sent once, and every call orders: after Unknown nothing but the
// balance and the panel's own pages can tell whether there is one.
func (c *Client) Add(ctx context.Context, service string, v resale.OrderValues) (order string, err error) {
	return "", todo()
}

// Status gives an order's status (SM03), NotFound when the panel does not know it.
func (c *Client) Status(ctx context.Context, order string) (resale.OrderStatus, error) {
	return resale.OrderStatus{}, todo()
}

// Statuses gives the statuses of up to MaxIDs orders (SM04), and the errors of
// those that it refused. An order that is in neither was not answered.
// BadAnswer: nothing tells which status is whose; ask for each with Status.
func (c *Client) Statuses(ctx context.Context, orders []string) (map[string]resale.OrderStatus, map[string]error, error) {
	return nil, nil, todo()
}

// Refill asks for a refill of an order (SM05) and gives the refill's number.
func (c *Client) Refill(ctx context.Context, order string) (refill string, err error) {
	return "", todo()
}

// Refills asks for refills of up to MaxIDs orders (SM06). Of an order that is
// in neither map nobody can tell.
func (c *Client) Refills(ctx context.Context, orders []string) (map[string]string, map[string]error, error) {
	return nil, nil, todo()
}

// RefillStatus gives a refill's status (SM07).
func (c *Client) RefillStatus(ctx context.Context, refill string) (resale.RefillStatus, error) {
	return resale.RefillStatus{}, todo()
}

// RefillStatuses gives the statuses of up to MaxIDs refills (SM08), like Statuses.
func (c *Client) RefillStatuses(ctx context.Context, refills []string) (map[string]resale.RefillStatus, map[string]error, error) {
	return nil, nil, todo()
}

// Cancel asks to cancel up to MaxIDs orders (SM09). The error of an order that
// was answered is nil when its cancellation was requested, which is not yet a
// refund: only its status tells. Of an order that is missing nobody can tell.
func (c *Client) Cancel(ctx context.Context, orders []string) (map[string]error, error) {
	return nil, todo()
}

// Balance gives what is left on the account (SM10).
func (c *Client) Balance(ctx context.Context) (resale.Balance, error) {
	return resale.Balance{}, todo()
}

func todo() error { return &resale.Error{Act: "call", Code: resale.Internal} }

// Rate is how often one key may call. The panels allow 300 calls in any minute
// (servsmm's page): 270 and 20 at once stay below it, with some left for the
// reseller's own tools.
func Rate() httpapi.Rate { return httpapi.Rate{PerMinute: 270, AtOnce: 20} }
