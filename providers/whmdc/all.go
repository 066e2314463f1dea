package whmdc

import (
	"context"
	"iter"
	"strings"

	"resellerbot/internal/resale"
)

// All gives page after page, most records at most, none twice. It ends after an
// error. A page with nothing new in it is the last one: some panels answer the
// same one for ever.
func (c *Client) All(ctx context.Context, kind resale.RecordKind, q Query, most int) iter.Seq2[resale.Record, error] {
	return func(yield func(resale.Record, error) bool) {
		left, whole := most, walk{}
		for q.Page = max(q.Page, 1); left > 0; q.Page++ {
			page, err := c.List(ctx, kind, q)
			if err != nil {
				yield(resale.Record{}, err)
				return
			}
			fresh, on := whole.take(page)
			for _, r := range fresh[:min(len(fresh), left)] {
				if !yield(r, nil) {
					return
				}
			}
			left -= len(fresh)
			if !on {
				return
			}
		}
	}
}

// walk goes through the pages of a list.
type walk struct{ seen map[string]bool }

// take gives what is new on a page, and whether there may be a page after it.
// Who says how many there are is believed more than the page's size: some cut
// their pages shorter than they were asked to.
func (w *walk) take(p Page) (fresh []resale.Record, on bool) {
	if w.seen == nil {
		w.seen = map[string]bool{}
	}
	for _, r := range p.Records {
		if name := mark(r); !w.seen[name] {
			w.seen[name] = true
			fresh = append(fresh, r)
		}
	}
	return fresh, len(fresh) > 0 && (p.More || len(w.seen) < p.Total)
}

// mark tells one record from another.
func mark(r resale.Record) string {
	if r.ID != "" {
		return r.ID
	}
	var b strings.Builder
	for _, f := range r.Fields {
		b.WriteString(f.Name + "=" + string(f.Value) + "\n")
	}
	return b.String()
}
