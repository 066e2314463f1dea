package xmplus

import (
	"context"
	"errors"
	"net/http"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// Generation is one of the APIs that panels of XMPlus have.
type Generation string

// The generations.
const (
	GenClient   Generation = "client"   // the documented one, which this package speaks
	GenOld      Generation = "old"      // /api/v2/client
	GenReseller Generation = "reseller" // /api/reseller alone
	GenNew      Generation = "new"      // that of 2026: /api/config, /api/auth
	GenUnknown  Generation = "unknown"  // none of these, or no XMPlus at all
)

// Found is what a panel is.
type Found struct {
	Generation Generation
	Reseller   bool // it has the API for resellers too
}

// Probe tells which API a panel has, and that the key is right. Another
// generation than GenClient is no error: callers refuse it as OtherAPI. The
// error is Unauthorized only when the documented API itself refuses the key;
// Unavailable, Blocked and the like mean that nobody can tell yet.
func (c *Client) Probe(ctx context.Context) (Found, error) {
	// A kept token would say nothing about the key as it is now.
	token, until, err := c.fetchToken(ctx, map[int]resale.Code{http.StatusOK: resale.OtherAPI})
	switch code := resale.CodeOf(err); {
	case err == nil:
		c.tokens.put(c.account(), keptToken{token, c.now(), until}, c.now())
		return Found{Generation: GenClient, Reseller: c.has(ctx, resellerAPI())}, nil
	case code != resale.OtherAPI && code != resale.BadAnswer && code != resale.Blocked:
		return Found{Generation: GenUnknown}, under("probe panel", err)
	}
	reseller := c.has(ctx, resellerAPI())
	switch {
	case c.has(ctx, newAPI()):
		return Found{Generation: GenNew, Reseller: reseller}, nil
	case c.has(ctx, oldAPI()):
		return Found{Generation: GenOld, Reseller: reseller}, nil
	case reseller:
		return Found{Generation: GenReseller, Reseller: true}, nil
	case resale.CodeOf(err) == resale.OtherAPI:
		return Found{Generation: GenUnknown}, nil
	default:
		return Found{Generation: GenUnknown}, under("probe panel", err)
	}
}

// sign is a call by which an API is known, whatever it answers to it.
type sign struct {
	path    []string
	body    map[string]any
	fields  []string // any of them is in its answers
	refuses bool     // a no in words is as good: it was asked without a key
}

func resellerAPI() sign {
	return sign{
		path: []string{"api", "reseller", "token"}, body: map[string]any{"email": "", "passwd": ""},
		fields: []string{"status", "code", "ret"}, refuses: true,
	}
}

func newAPI() sign {
	return sign{
		path:   []string{"api", "config"},
		fields: []string{"app_timezone", "app_locale", "default_currency_code", "registration_status", "login_authentication", "email_verify"},
	}
}

func oldAPI() sign {
	return sign{path: []string{"api", "v2", "client", "token"}, body: map[string]any{"email": "", "passwd": ""}, fields: []string{"ret"}, refuses: true}
}

// has tells whether a panel answers as an API does. The key is not sent.
func (c *Client) has(ctx context.Context, s sign) bool {
	var got answer
	body := s.body
	if body == nil {
		body = map[string]any{}
	}
	err := c.api.Do(ctx, httpapi.Request{
		Operation: "probe", Act: "probe panel", Method: http.MethodPost, Path: s.path, Body: body, Read: true, Timeout: c.timeout,
		AnyType: true, Inner: object, Statuses: map[int]resale.Code{http.StatusMethodNotAllowed: resale.NotFound},
	}, &got)
	if e, failed := errors.AsType[*resale.Error](err); failed {
		refused := e.Code == resale.Unauthorized || e.Code == resale.Forbidden || e.Code == resale.Invalid || e.Code == resale.Refused
		return s.refuses && refused && e.Detail != ""
	}
	there := got.first(s.fields...) != nil || read(got["data"]).first(s.fields...) != nil
	return there && got.verdict(resale.Refused) != resale.NotFound
}
