package whmdc

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// perPage is how many rows are asked for when nobody says how many.
const perPage = 50

// Query narrows a list. A panel may ignore any of it.
type Query struct {
	Page     int // from 1; 0 is 1
	PerPage  int // 0: 50
	Search   string
	Status   string // in the panel's own word
	Customer string // the id of the customer they belong to
}

func (q Query) values() url.Values {
	values := url.Values{"page": {strconv.Itoa(max(q.Page, 1))}, "per_page": {strconv.Itoa(cmp.Or(q.PerPage, perPage))}}
	for name, text := range map[string]string{"search": q.Search, "status": q.Status, "client_id": q.Customer} {
		if text != "" {
			values.Set(name, text)
		}
	}
	return values
}

// Page is one page of a list. A panel that ignores how many were asked for may
// give more, and a row may have no ID.
type Page struct {
	Records []resale.Record
	More    bool // there is a page after it
	Total   int  // how many there are in all; -1 when the panel does not say
}

// List gives one page (WH01, WH06, WH12, WH21, WH27, WH29, WH33, WH36, WH39).
// Unsupported: the panel has no such list.
func (c *Client) List(ctx context.Context, kind resale.RecordKind, q Query) (Page, error) {
	return c.list(ctx, kind, q, nil)
}

func (c *Client) list(ctx context.Context, of resale.RecordKind, q Query, pages map[int]resale.Code) (Page, error) {
	k := kinds()[of]
	if k.list == "" {
		return Page{}, unsupported("list")
	}
	var page Page
	err := c.do(ctx, call{
		operation: k.list, act: "list " + k.many, method: http.MethodGet, path: []string{string(of)}, query: q.values(),
		read: true, most: httpapi.ListBody, pages: pages, absent: resale.Unsupported,
		take: func(a answer) bool {
			f, ok := rowsOf(a, k.within, wrappers)
			if !ok {
				return false
			}
			page.Records, ok = c.records(of, f.rows)
			page.Total, page.More = f.number("total", "total_count", "totalCount", "total_items"), f.more(q)
			return ok
		},
	})
	if err != nil {
		return Page{}, err
	}
	return page, nil
}

// more tells whether there is a page after this one: by the last page's number,
// by how many there are, or by a link; and when the panel tells nothing, after
// a page that is full, by what was asked for or by a number that panels cut
// their pages at.
func (f found) more(q Query) bool {
	if len(f.rows) == 0 {
		return false
	}
	asked := max(q.Page, 1)
	at := f.number("current_page", "currentPage", "page")
	if at >= 0 && at < asked { // the last page again, in the place of one that is not there
		return false
	}
	if last := f.number("last_page", "lastPage", "total_pages", "totalPages", "page_count"); last >= 0 {
		return asked < last
	}
	per := f.number("per_page", "perPage", "page_size", "limit")
	if total := f.number("total", "total_count", "totalCount", "total_items"); total >= 0 {
		return (asked-1)*cmp.Or(max(per, 0), cmp.Or(q.PerPage, perPage))+len(f.rows) < total
	}
	for _, meta := range f.metas() {
		for _, name := range []string{"has_more", "hasMore", "has_more_pages", "next_page_url", "next_page", "next"} {
			if raw, told := meta.Fields[name]; told {
				next := strings.ToLower(httpapi.Scalar(raw))
				return next != "" && next != "false" && next != "0"
			}
		}
	}
	return len(f.rows) >= cmp.Or(q.PerPage, perPage) || slices.Contains([]int{10, 15, 20, 25, 30, 50, 100}, len(f.rows))
}
