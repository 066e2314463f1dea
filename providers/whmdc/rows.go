package whmdc

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
)

// wrappers is how many objects an answer may be wrapped in.
const wrappers = 5

// found is a list inside an answer: its rows, and what was around them, where
// the panel tells how many there are.
type found struct {
	rows   []json.RawMessage
	around []answer
}

// rowsOf finds the list, bare or wrapped. It is false when there is none: an
// answer that is not understood must not pass for an empty list.
func rowsOf(a answer, names []string, depth int) (found, bool) {
	if a.List {
		return found{rows: a.Rows}, true
	}
	if depth == 0 || a.text("id", "uuid") != "" { // what has an id is a thing, and its list is its own
		return found{}, false
	}
	for _, name := range slices.Concat([]string{"data", "items", "results", "records", "rows", "list"}, names) {
		raw, there := a.Fields[name]
		if !there {
			continue
		}
		if within, ok := rowsOf(read(raw), names, depth-1); ok {
			within.around = append(within.around, a)
			return within, true
		}
	}
	if rows := numbered(a); rows != nil {
		return found{rows: rows}, true
	}
	if none := (found{around: []answer{a}}); none.number("total", "total_count", "totalCount") == 0 {
		return none, true
	}
	return found{}, false
}

// numbered gives the rows of an object that stands for a list, with numbers
// for names: what PHP makes of a list with gaps.
func numbered(a answer) []json.RawMessage {
	type row struct {
		at  int
		raw json.RawMessage
	}
	var rows []row
	for name, raw := range a.Fields {
		at, err := strconv.Atoi(name)
		if err != nil || read(raw).Fields == nil {
			return nil
		}
		rows = append(rows, row{at, raw})
	}
	slices.SortFunc(rows, func(a, b row) int { return a.at - b.at })
	var list []json.RawMessage
	for _, r := range rows {
		list = append(list, r.raw)
	}
	return list
}

// metas gives all objects in which the panel may tell about the page.
func (f found) metas() []answer {
	var all []answer
	for _, a := range f.around {
		all = append(all, a)
		for _, name := range []string{"meta", "pagination", "paging", "page_info", "links"} {
			if inner := read(a.Fields[name]); inner.Fields != nil {
				all = append(all, inner, read(inner.Fields["pagination"]))
			}
		}
	}
	return all
}

func (f found) number(names ...string) int {
	for _, meta := range f.metas() {
		if n := meta.number(names...); n >= 0 {
			return n
		}
	}
	return -1
}

// mostRows is how many rows of a page are read: as many as real ones have room
// in httpapi.ListBody. Of empty ones millions have.
const mostRows = 30_000

// records reads rows. It is false when one of them is no object, or when there
// are too many.
func (c *Client) records(kind resale.RecordKind, rows []json.RawMessage) ([]resale.Record, bool) {
	if len(rows) > mostRows {
		return nil, false
	}
	records := make([]resale.Record, 0, len(rows))
	for _, raw := range rows {
		r, ok := c.record(kind, raw)
		if !ok {
			return nil, false
		}
		records = append(records, r)
	}
	return records, true
}

func (c *Client) record(kind resale.RecordKind, raw json.RawMessage) (resale.Record, bool) {
	return resale.ReadRecordHiding(kind, raw, c.hides(kind))
}

// hides tells which texts of a kind are secrets. Only where keys and logs are
// shown is any long word taken for one: elsewhere it is the number of a payment.
func (c *Client) hides(kind resale.RecordKind) func(text string) bool {
	key := c.key.Reveal()
	suspicious := slices.Contains([]resale.RecordKind{resale.HostKeys, resale.HostHooks, resale.HostAudit, resale.HostServers}, kind)
	return func(text string) bool {
		return key != "" && strings.Contains(text, key) || secret.Keyed(text) || suspicious && secret.Spilled(text)
	}
}

// oneOf finds the one object that an answer is about, bare or wrapped, or in a
// list by itself. What wraps it is none, unless it has an id.
func oneOf(a answer, names []string, depth int) (json.RawMessage, bool) {
	if depth == 0 {
		return nil, false
	}
	if len(a.Rows) == 1 {
		return oneOf(read(a.Rows[0]), names, depth-1)
	}
	if a.Fields == nil {
		return nil, false
	}
	if a.text("id", "uuid") != "" {
		return a.Raw, true
	}
	for _, name := range slices.Concat([]string{"data", "result", "item", "record"}, names) {
		if one, ok := oneOf(read(a.Fields[name]), names, depth-1); ok {
			return one, true
		}
	}
	return a.Raw, depth < wrappers && len(a.Fields) > 0
}
