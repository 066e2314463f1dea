package whmdc

import (
	"context"
	"net/http"

	"resellerbot/internal/resale"
)

// Found is what a key leads to.
type Found struct {
	Customers int                        // -1 when the panel does not say
	May       map[resale.RecordKind]bool // what the key may list
}

// Probe tells what the key may see, by asking for one of everything.
// Unauthorized: the key is wrong. Forbidden: it may see nothing, for want of
// rights or because of the panel's list of addresses. OtherAPI: this is no such
// panel.
func (c *Client) Probe(ctx context.Context) (Found, error) {
	got := Found{Customers: -1, May: map[resale.RecordKind]bool{}}
	var refused, other error
	for _, kind := range resale.RecordKinds() {
		page, err := c.list(ctx, kind, Query{PerPage: 1}, map[int]resale.Code{
			http.StatusOK: resale.OtherAPI, http.StatusNotFound: resale.OtherAPI, http.StatusMethodNotAllowed: resale.OtherAPI,
		})
		switch resale.CodeOf(err) {
		case "":
			got.May[kind] = true
			if kind == resale.Customers {
				got.Customers = count(page)
			}
		case resale.Forbidden:
			refused = err
		case resale.OtherAPI, resale.Unsupported, resale.NotFound, resale.BadAnswer, resale.Refused, resale.Invalid:
			other = err
		case resale.Unauthorized:
			// A key that is good for one list is no wrong key.
			if len(got.May) == 0 {
				return Found{}, err
			}
		default:
			return Found{}, err
		}
	}
	switch {
	case len(got.May) > 0:
		return got, nil
	case refused != nil:
		return Found{}, refused
	default:
		return Found{}, &resale.Error{Act: "look at the panel", Code: resale.OtherAPI, Err: other}
	}
}

func count(p Page) int {
	if p.Total >= 0 || p.More {
		return p.Total
	}
	return len(p.Records)
}
