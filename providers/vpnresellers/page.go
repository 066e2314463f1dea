package vpnresellers

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

const (
	mostPerPage = 100 // what public clients ask for
	mostPages   = 200 // of one list
)

// page is a list as Laravel pages it. Short lists come without meta.
type page[W any] struct {
	verdict
	Data rows[W] `json:"data"`
	Meta meta    `json:"meta"`
}

type meta struct{ current, last, total number }

func (m *meta) UnmarshalJSON(raw []byte) error {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(raw, &fields) // an empty one is a list, in PHP
	for name, target := range map[string]*number{"current_page": &m.current, "last_page": &m.last, "total": &m.total} {
		_ = target.UnmarshalJSON(fields[name])
	}
	return nil
}

// rows are a list, or an object of rows by their numbers, as PHP writes a list
// that something was taken out of.
type rows[W any] []W

func (r *rows[W]) UnmarshalJSON(raw []byte) error {
	*r = rows[W]{}
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '{' {
		return json.Unmarshal(raw, (*[]W)(r))
	}
	var numbered map[string]W
	if err := json.Unmarshal(raw, &numbered); err != nil {
		return err
	}
	byNumber := make(map[int]W, len(numbered))
	for key, item := range numbered {
		n, err := strconv.Atoi(key)
		if err != nil {
			return errors.New("an object where a list belongs")
		}
		byNumber[n] = item
	}
	for _, n := range slices.Sorted(maps.Keys(byNumber)) {
		*r = append(*r, byNumber[n])
	}
	return nil
}

// list reads one page. A list without numbers of pages is one page.
func list[W row[T], T any](ctx context.Context, c caller, r httpapi.Request) (resale.VPNPage[T], error) {
	var got page[W]
	r.Method, r.Read, r.MaxBody = http.MethodGet, true, httpapi.ListBody
	r.Complete = func() bool {
		return !got.denies() && got.Data != nil && !slices.ContainsFunc(got.Data, func(w W) bool { return !w.present() })
	}
	if err := c.do(ctx, r, &got); err != nil {
		return resale.VPNPage[T]{}, err
	}
	asked, _ := strconv.Atoi(r.Query.Get("page"))
	p := resale.VPNPage[T]{Page: cmp.Or(int(got.Meta.current), asked, 1), Pages: int(got.Meta.last), Total: int(got.Meta.total)}
	for _, w := range got.Data {
		p.Items = append(p.Items, w.value())
	}
	return p, nil
}

func pageQuery(number, perPage int) url.Values {
	v := url.Values{}
	if number > 0 {
		v.Set("page", strconv.Itoa(number))
	}
	if perPage > 0 {
		v.Set("per_page", strconv.Itoa(perPage))
	}
	return v
}

// every gives the items of all pages from one on, page by page. It stops where
// the panel says that the list ends, and where a page holds nothing new, for a
// panel that does not page would never end. More than mostPages is an error.
func every[T any](act string, from int, read func(number int) (resale.VPNPage[T], error), id func(T) int64) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen := make(map[int64]bool)
		for number := max(from, 1); number < max(from, 1)+mostPages; number++ {
			p, err := read(number)
			if err != nil {
				yield(none, err)
				return
			}
			known := len(seen)
			for _, item := range p.Items {
				if seen[id(item)] {
					continue // the list moved while it was read
				}
				seen[id(item)] = true
				if !yield(item, nil) {
					return
				}
			}
			if len(seen) == known || number >= cmp.Or(p.Pages, 1) {
				return
			}
		}
		yield(none, &resale.Error{Act: act, Code: resale.BadAnswer, Err: fmt.Errorf("more than %d pages", mostPages)})
	}
}

// collect gives a list whole.
func collect[W row[T], T any](ctx context.Context, c caller, r httpapi.Request, id func(T) int64) ([]T, error) {
	var all []T
	items := every(r.Act, 1, func(number int) (resale.VPNPage[T], error) {
		if number > 1 {
			r.Query = pageQuery(number, 0)
		}
		return list[W](ctx, c, r)
	}, id)
	for item, err := range items {
		if err != nil {
			return nil, err
		}
		all = append(all, item)
	}
	return all, nil
}
