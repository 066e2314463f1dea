package whmdc

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"resellerbot/internal/resale"
)

// How far a list is looked through for one record: 20 pages of 100.
const (
	lookPages = 20
	lookRows  = 100
)

var uuid = regexp.MustCompile(`^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)

// Get gives one record by its id or uuid (WH02, WH07, WH13, WH22), and an
// invoice also by what a webhook called it, see resale.HostEvent. Of what the
// panel has no such call for, the lists are looked through; BadAnswer when they
// are too long to tell that it is not there. A record that is deleted though
// still shown comes as it is, see resale.Record.Deleted.
func (c *Client) Get(ctx context.Context, kind resale.RecordKind, id string) (resale.Record, error) {
	k := kinds()[kind]
	if k.get == "" {
		return resale.Record{}, unsupported("read")
	}
	act := "read " + k.one
	if strings.HasPrefix(id, "#") {
		return c.find(ctx, kind, act, id)
	}
	absent := resale.Unsupported
	if c.ways.known(c.panel, kind) {
		absent = resale.NotFound
	}
	var got resale.Record
	err := c.do(ctx, call{
		operation: k.get, act: act, method: http.MethodGet, path: []string{string(kind), id}, read: true, absent: absent,
		pages: map[int]resale.Code{http.StatusNotFound: resale.Unsupported, http.StatusMethodNotAllowed: resale.Unsupported},
		take: func(a answer) (ok bool) {
			got, ok = c.the(kind, k, a, id)
			return ok
		},
	})
	switch {
	case err == nil:
		c.ways.seen(c.panel, kind)
		return got, nil
	case resale.CodeOf(err) == resale.Unsupported, resale.CodeOf(err) == resale.NotFound && maybeNumber(kind, id):
		return c.find(ctx, kind, act, id)
	default:
		return resale.Record{}, err
	}
}

// the reads the one record that was asked for. Another one is none, and neither
// is a list that says nothing but what is in it.
func (c *Client) the(of resale.RecordKind, k kind, a answer, id string) (resale.Record, bool) {
	f, _ := rowsOf(a, k.within, wrappers)
	if raw, ok := oneOf(a, k.within, wrappers); ok {
		r, _ := c.record(of, raw)
		if named := r.Label() != (resale.Record{}).Label(); r.ID == "" && (named || len(f.rows) == 0) {
			r.ID = id
		}
		if is(r, id) {
			return r, true
		}
	}
	for _, raw := range f.rows {
		if r, _ := c.record(of, raw); is(r, id) {
			return r, true
		}
	}
	return resale.Record{}, false
}

// is tells whether a record is the one of that id or uuid, or the invoice of
// that number.
func is(r resale.Record, id string) bool {
	if number, ok := strings.CutPrefix(id, "#"); ok {
		return r.Kind == resale.HostInvoices && number != "" && numberOf(r) == number
	}
	return id != "" && (r.ID == id || r.UUID == id || maybeNumber(r.Kind, id) && numberOf(r) == id)
}

func numberOf(r resale.Record) string { return r.Text("invoice_number", "number", "invoice_no") }

// maybeNumber tells of "INV-7", which is hardly an id.
func maybeNumber(kind resale.RecordKind, id string) bool {
	return kind == resale.HostInvoices && !digits(id) && !uuid.MatchString(id)
}

func digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// find looks for a record in the lists: by a search first, which few panels do
// by ids, and then page by page.
func (c *Client) find(ctx context.Context, kind resale.RecordKind, act, id string) (resale.Record, error) {
	for _, q := range []Query{{PerPage: lookRows, Search: strings.TrimPrefix(id, "#")}, {PerPage: lookRows}} {
		pages := lookPages
		if q.Search != "" {
			pages = 1
		}
		whole := walk{}
		for q.Page = 1; q.Page <= pages; q.Page++ {
			page, err := c.List(ctx, kind, q)
			if err != nil {
				return resale.Record{}, err
			}
			for _, r := range page.Records {
				if is(r, id) {
					return r, nil
				}
			}
			if _, on := whole.take(page); !on {
				break
			}
		}
		if q.Page > pages && q.Search == "" {
			return resale.Record{}, &resale.Error{Act: act, Code: resale.BadAnswer, Err: fmt.Errorf("not on the first %d pages", pages)}
		}
	}
	return resale.Record{}, &resale.Error{Act: act, Code: resale.NotFound}
}
