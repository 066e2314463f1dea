package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// What an answer may weigh and how long a try may take, unless its Request
// says otherwise.
const (
	ObjectBody     = 256 << 10 // a single object
	ListBody       = 8 << 20   // a list
	DefaultTimeout = 20 * time.Second
)

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
	Timeout  time.Duration // of one try, and no try begins later than that; default DefaultTimeout
	Complete func() bool   // tells, after decoding, whether the answer holds what the call is for

	// For providers whose statuses mean something of their own, that say no under a 2xx status, and whose codes are words.
	Statuses map[int]resale.Code                              // what a 4xx status of a no means, where it is not what it means to all
	Pages    map[int]resale.Code                              // what a page under a status means to a read, where it is not Blocked
	Inner    func(body []byte) []byte                         // finds the answer in a body that holds more, nil for none in it: PHP prints warnings before it
	AnyType  bool                                             // JSON is believed whatever type it is sent as: PHP calls everything text/html
	Denial   func() string                                    // gives, after decoding, the words of an explicit no, "" when it is none
	Meaning  func(code resale.Code, words string) resale.Code // what the words of a no mean; code is what its status means
}

func (r Request) withDefaults() Request {
	if r.MaxBody == 0 {
		r.MaxBody = ObjectBody
	}
	if r.Timeout == 0 {
		r.Timeout = DefaultTimeout
	}
	return r
}

func (c *Client) build(ctx context.Context, r Request) (*http.Request, error) {
	address, err := c.address(r)
	if err != nil {
		return nil, err
	}
	body, kind, err := payload(r)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, r.Method, address, body)
	if err != nil {
		return nil, err
	}
	for name, values := range r.Header {
		request.Header[name] = values
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", c.config.UserAgent)
	if !c.config.Bearer.IsZero() {
		request.Header.Set("Authorization", "Bearer "+c.config.Bearer.Reveal())
	}
	return request, nil
}

// address escapes every path element, so that none can name another operation.
func (c *Client) address(r Request) (string, error) {
	base, err := url.Parse(c.config.BaseURL)
	if err != nil {
		return "", err
	}
	if base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return "", errors.New("the base address is not an http address")
	}
	var b strings.Builder
	b.WriteString(strings.TrimRight(base.String(), "/"))
	for _, element := range r.Path {
		if strings.Trim(element, ".") == "" {
			return "", fmt.Errorf("path element %q", element)
		}
		b.WriteString("/" + url.PathEscape(element))
	}
	if len(r.Query) > 0 {
		b.WriteString("?" + r.Query.Encode())
	}
	return b.String(), nil
}

func payload(r Request) (body io.Reader, kind string, err error) {
	switch {
	case r.Form != nil:
		return strings.NewReader(r.Form.Encode()), "application/x-www-form-urlencoded", nil
	case r.Body != nil:
		text, err := json.Marshal(r.Body)
		return bytes.NewReader(text), "application/json", err
	default:
		return nil, "", nil
	}
}
