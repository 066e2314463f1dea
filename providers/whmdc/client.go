// Package whmdc talks to a hosting panel of the kind WHMDC by its public REST
// API. The methods bear the ids of the table of operations (WH01 to WH39).
// Little of what the panel answers is written down, so everything is read
// tolerantly, and kept as it came.
package whmdc

import (
	"context"
	"errors"
	"iter"
	"net/http"
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
	base := strings.TrimRight(config.BaseURL, "/")
	if !strings.HasSuffix(base, root) {
		base += root
	}
	return &Client{key: &config.Key, timeout: config.Timeout, api: httpapi.New(httpapi.Config{
		Provider:  "whmdc",
		BaseURL:   base,
		Bearer:    config.Key,
		HTTP:      config.HTTP,
		Limiter:   config.Limiter,
		UserAgent: config.UserAgent,
		Observe:   config.Observe,
	})}
}

// Rate is how often one key may call. The panel allows 100 calls in any minute:
// 90 and 8 at once stay below it.
func Rate() httpapi.Rate { return httpapi.Rate{PerMinute: 90, AtOnce: 8} }

// Ready waits until the key's rate lets a call go at once, a while at most.
func (c *Client) Ready(ctx context.Context) error { return c.api.Ready(ctx, "wait for a turn") }

var errNotYet = errors.New("not yet")

// Query narrows a list. A panel may ignore any of it.
type Query struct {
	Page     int // from 1; 0 is 1
	PerPage  int // 0: 50
	Search   string
	Status   string // in the panel's own word
	Customer string // the id of the customer they belong to
}

// Page is one page of a list.
type Page struct {
	Records []resale.Record
	More    bool // there is a page after it
	Total   int  // how many there are in all; -1 when the panel does not say
}

// Made is what Create made.
type Made struct {
	Record resale.Record
	Secret secret.String // what the panel shows once: an API key, a webhook's secret, a customer's password
}

// Found is what a key leads to.
type Found struct {
	Customers int                        // -1 when the panel does not say
	May       map[resale.RecordKind]bool // what the key may list
}

// List gives one page (WH01, WH06, WH12, WH21, WH27, WH29, WH33, WH36, WH39).
func (c *Client) List(ctx context.Context, kind resale.RecordKind, q Query) (Page, error) {
	return Page{}, errNotYet
}

// All gives page after page, most records at most. It ends after an error. A
// panel that answers the same page again has no more.
func (c *Client) All(ctx context.Context, kind resale.RecordKind, q Query, most int) iter.Seq2[resale.Record, error] {
	return func(func(resale.Record, error) bool) {}
}

// Get gives one record by its id or uuid (WH02, WH07, WH13, WH22). Of what the
// panel has no such call for, the lists are looked through. A record that is
// deleted though still shown comes as it is, see Record.Deleted.
func (c *Client) Get(ctx context.Context, kind resale.RecordKind, id string) (resale.Record, error) {
	return resale.Record{}, errNotYet
}

// Create makes a record (WH03, WH08, WH14, WH23, WH28, WH30, WH34, WH37). An
// answer that does not tell the id of what was made is Unknown.
func (c *Client) Create(ctx context.Context, kind resale.RecordKind, wish resale.RecordWish) (Made, error) {
	return Made{}, errNotYet
}

// Update writes fields of a record (WH04, WH09, WH15, WH24, WH31, WH35, WH38)
// and gives what the panel answered, which may hold little more than the id.
func (c *Client) Update(ctx context.Context, kind resale.RecordKind, id string, wish resale.RecordWish) (resale.Record, error) {
	return resale.Record{}, errNotYet
}

// Delete deletes a record (WH05, WH10, WH16, WH25, WH32, WH35, WH38). The panel
// may go on showing it, as deleted or inactive.
func (c *Client) Delete(ctx context.Context, kind resale.RecordKind, id string) error {
	return errNotYet
}

// Do provisions, suspends, unsuspends or terminates a service (WH17 to WH20).
// The panel's server may take a while to follow.
func (c *Client) Do(ctx context.Context, id string, verb resale.HostVerb) error { return errNotYet }

// Pay records the payment of an invoice (WH26), which marks it paid and may
// activate its service. The panel takes it twice when it is asked twice.
func (c *Client) Pay(ctx context.Context, id string, p resale.HostPayment) error { return errNotYet }

// Pricing gives the products with their prices (WH11).
func (c *Client) Pricing(ctx context.Context) ([]resale.Record, error) { return nil, errNotYet }

// Probe tells what the key may see. Unauthorized: the key is wrong. Forbidden:
// it may see nothing, for want of rights or because of the panel's list of
// addresses. OtherAPI: this is no such panel.
func (c *Client) Probe(ctx context.Context) (Found, error) { return Found{}, errNotYet }
