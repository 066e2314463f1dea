// Package vpnresellers talks to VPNresellers, https://vpnresellers.com, by its
// API 4.1. The methods bear the ids of the table of operations (VR01 to VR33);
// their shapes come from the API's page and from what its public clients read.
package vpnresellers

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// DefaultBaseURL is the API's public address.
const DefaultBaseURL = "https://api.vpnresellers.com/v4_1"

// Config is one account with the supplier. Only Key is required.
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

// Client calls the API with one key. It is safe for concurrent use.
type Client struct {
	keyed caller // sends the key
	open  caller // does not: for what needs none, or a VPN account's own password
}

// New makes a client. It dials nothing.
func New(config Config) *Client {
	if config.BaseURL == "" {
		config.BaseURL = DefaultBaseURL
	}
	if config.HTTP == nil {
		config.HTTP = &http.Client{Transport: httpapi.Transport(nil)}
	}
	if config.Limiter == nil {
		config.Limiter = new(httpapi.Limiters).At(Rate(), "vpnresellers", config.Key)
	}
	api := httpapi.Config{
		Provider:  "vpnresellers",
		BaseURL:   config.BaseURL,
		HTTP:      config.HTTP,
		Limiter:   config.Limiter,
		UserAgent: config.UserAgent,
		Pause:     config.Pause,
		Observe:   config.Observe,
	}
	c := &Client{open: caller{httpapi.New(api), config.Timeout}}
	api.Bearer = config.Key
	c.keyed = caller{httpapi.New(api), config.Timeout}
	return c
}

// Rate is how often one key may call. The API does not say: three calls a
// second are what its public clients get through.
func Rate() httpapi.Rate { return httpapi.Rate{PerMinute: 180, AtOnce: 10} }

type caller struct {
	api     *httpapi.Client
	timeout time.Duration
}

// do makes a call. Answers are judged by their HTTP status: the code in them is
// not always there.
func (c caller) do(ctx context.Context, r httpapi.Request, target any) error {
	r.Timeout = c.timeout
	r.Statuses, r.Meaning = maps.Clone(r.Statuses), meaning
	if r.Statuses == nil {
		r.Statuses = make(map[int]resale.Code)
	}
	r.Statuses[http.StatusPaymentRequired] = resale.NoFunds // on any call, reads too
	r.Statuses[http.StatusMethodNotAllowed] = resale.Unsupported
	err := c.api.Do(ctx, r, target)
	if e, ok := errors.AsType[*resale.Error](err); ok {
		e.Detail = keyLike.ReplaceAllString(e.Detail, secret.New("").String())
	}
	return err
}

// keyLike is what a WireGuard key looks like, also when it was cut: no error
// shows one, even if the panel does.
var keyLike = regexp.MustCompile(`[A-Za-z0-9+/]{24,}=*`)

// meaning tells a name that is taken from one that is wrong.
func meaning(code resale.Code, words string) resale.Code {
	words = strings.ToLower(words)
	if code == resale.Invalid && strings.Contains(words, "username") && strings.Contains(words, "been taken") {
		return resale.Taken
	}
	return code
}

// missing tells of a call that the panel does not have, or whose object it does
// not have: it said so, and did nothing.
func missing(err error) bool {
	code := resale.CodeOf(err)
	return code == resale.NotFound || code == resale.Unsupported
}

func path(resource string, id int64, rest ...string) []string {
	return append([]string{resource, number(id).String()}, rest...)
}

func (n number) String() string { return strconv.FormatInt(int64(n), 10) }
