// Package servex talks to a Servex panel, https://servex.ws. The methods bear
// the ids of the table of operations (SX01 to SX17); their shapes come from
// the panel's page "Endpoints da API" and from what its public clients read.
package servex

import (
	"net/http"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/secret"
)

// DefaultBaseURL is the panel's public address.
const DefaultBaseURL = "https://servex.ws/api"

// Config is one account. Only Key is required.
type Config struct {
	BaseURL   string // default DefaultBaseURL
	Key       secret.String
	HTTP      *http.Client  // share one with httpapi.Transport
	Limiter   *rate.Limiter // share one per key, see httpapi.Limiters
	UserAgent string
	Timeout   time.Duration // of one try; default httpapi.DefaultTimeout
	Observe   func(httpapi.Observation)
}

// Client calls one panel with one key. It is safe for concurrent use.
type Client struct {
	api     *httpapi.Client
	timeout time.Duration
}

// New makes a client. It dials nothing.
func New(config Config) *Client {
	return &Client{api: httpapi.New(httpapi.Config{Provider: "servex", BaseURL: config.BaseURL})}
}
