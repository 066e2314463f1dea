package sandbox

import (
	"slices"
	"strconv"
	"strings"
)

// whPerPage is how long a page is unless it is asked to be longer, and
// whPerPageMost how long it can be.
const (
	whPerPage     = 20
	whPerPageMost = 100
)

// list answers a page of a kind.
func (p *WHPanel) list(q whRequest) whReply {
	rows := p.state.all(q.kind)
	rows = slices.DeleteFunc(rows, func(row WHRow) bool {
		return !row.Time("deleted_at").IsZero() && !p.quirks.SoftDeleteStays || !p.quirks.IgnoreFilters && !p.fits(q, row)
	})
	if !p.quirks.OldestFirst {
		slices.Reverse(rows)
	}
	page, size := whNatural(q.query.Get("page"), 1), whNatural(q.query.Get("per_page"), whPerPage)
	most := p.quirks.MaxPerPage
	if most == 0 {
		most = whPerPageMost
	}
	size = min(size, most)
	if p.quirks.IgnorePerPage {
		size = whPerPage
	}
	if p.quirks.IgnorePage {
		page = 1
	}
	begin := min((page-1)*size, len(rows))
	shown := []whObject{}
	for _, row := range rows[begin:min(begin+size, len(rows))] {
		shown = append(shown, p.show(q.kind, row))
	}
	return p.enveloped(shown, page, size, len(rows))
}

// enveloped is a page in the panel's envelope.
func (p *WHPanel) enveloped(rows []whObject, page, size, total int) whReply {
	last := max((total+size-1)/size, 1)
	n := func(n int) any { return p.number(int64(n)) }
	counts := whObject{{"current_page", n(page)}, {"per_page", n(size)}, {"total", n(total)}, {"last_page", n(last)}}
	switch p.quirks.Envelope {
	case 2:
		data := whObject{{"items", rows}}
		if !p.quirks.NoTotals {
			data = data.with("pagination", whObject{{"page", n(page)}, {"per_page", n(size)}, {"total", n(total)}, {"total_pages", n(last)}})
		}
		return whRead(data)
	case 3:
		data := whObject{{"data", rows}}
		if !p.quirks.NoTotals {
			data = append(counts, data...)
		}
		return whRead(data)
	}
	if p.quirks.NoTotals {
		return whRead(rows)
	}
	return whRead(rows, whPair{"meta", counts})
}

func whNatural(text string, otherwise int) int {
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// fits tells whether a row is what a list is narrowed to: by status, by words
// that are searched for, and by what it belongs to.
func (p *WHPanel) fits(q whRequest, row WHRow) bool {
	if status := q.query.Get("status"); status != "" && !strings.EqualFold(status, row.Text("status")) {
		return false
	}
	for _, f := range p.kinds[q.kind].fields {
		for _, name := range f.names() {
			if wanted := q.query.Get(name); f.sort == whRef && name != "" && wanted != "" && p.find(f.of, wanted).ID() != row.Number(f.name) {
				return false
			}
		}
	}
	wanted := strings.ToLower(strings.TrimSpace(q.query.Get("search")))
	if wanted == "" {
		return true
	}
	text := []string{row.Text("id"), row.Text("uuid")}
	for _, f := range p.kinds[q.kind].fields {
		if f.sort == whString {
			text = append(text, row.Text(f.name))
		}
	}
	return strings.Contains(strings.ToLower(strings.Join(text, " ")), wanted)
}
