package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
)

// vpnPaged answers with one page of rows, as Laravel does. The addresses in it
// have the page and lose the rest of the query.
func vpnPaged[T any](quirks VPNQuirks, q vpnRequest, rows []T, object func(T) vpnObject) vpnReply {
	page, size := max(vpnNumber(q, "page"), 1), 15
	if n := vpnNumber(q, "per_page"); n > 0 {
		size = min(n, 100)
	}
	if quirks.PageSize > 0 {
		size = quirks.PageSize
	}
	last := max((len(rows)+size-1)/size, 1)
	from := min((min(page, last+1)-1)*size, len(rows)) // a page beyond the last is empty
	shown := rows[from:min(from+size, len(rows))]
	data := make([]vpnObject, 0, len(shown))
	for _, row := range shown {
		data = append(data, object(row))
	}
	address := func(n int) any {
		if n < 1 || n > last {
			return nil
		}
		return fmt.Sprintf("%s%s?page=%d", q.base, q.path, n)
	}
	meta := vpnObject{
		"current_page": page, "from": nil, "to": nil, "last_page": last, "links": vpnPageLinks(page, last, address),
		"path": q.base + q.path, "per_page": size, "total": len(rows),
	}
	if len(shown) > 0 {
		meta["from"], meta["to"] = from+1, from+len(shown)
	}
	return vpnReply{status: http.StatusOK, body: vpnObject{
		"data": data, "meta": meta, "code": http.StatusOK,
		"links": vpnObject{"first": address(1), "last": address(last), "prev": address(page - 1), "next": address(page + 1)},
	}}
}

// vpnPageLinks are the buttons of a paginator: all pages when there are few,
// and otherwise the ends and the neighbours.
func vpnPageLinks(page, last int, address func(int) any) []vpnObject {
	links := []vpnObject{{"url": address(page - 1), "label": "« Previous", "active": false}}
	gap := false
	for n := 1; n <= last; n++ {
		if last > 13 && n > 2 && n < last-1 && (n < page-3 || n > page+3) {
			if !gap {
				links = append(links, vpnObject{"url": nil, "label": "...", "active": false})
			}
			gap = true
			continue
		}
		gap = false
		links = append(links, vpnObject{"url": address(n), "label": strconv.Itoa(n), "active": n == page})
	}
	return append(links, vpnObject{"url": address(page + 1), "label": "Next »", "active": false})
}

func vpnNumber(q vpnRequest, name string) int {
	n, err := strconv.Atoi(q.query.Get(name))
	if err != nil {
		return 0
	}
	return n
}
