package whmdc

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

// paged is a list of so many rows that keeps to what it is asked as told.
type paged struct {
	rows                  int
	cut                   int  // no page is longer; 0: as asked
	samePage, noTotals    bool // the page's number is ignored; how many there are is not told
	lastAgain, noIDs, all bool // a page beyond the last is the last one; rows have no ids; everything at once
	asked                 int
}

func (p *paged) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.asked++
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	if p.cut > 0 {
		size = min(size, p.cut)
	}
	if p.samePage {
		page = 1
	}
	if p.all {
		size = p.rows
	}
	if p.lastAgain {
		page = min(page, max((p.rows+size-1)/size, 1))
	}
	var rows []string
	for i := (page - 1) * size; i < min(page*size, p.rows); i++ {
		if p.noIDs {
			rows = append(rows, fmt.Sprintf(`{"name":"c%d"}`, i))
			continue
		}
		rows = append(rows, fmt.Sprintf(`{"id":%d}`, i+1))
	}
	meta := fmt.Sprintf(`,"meta":{"total":%d}`, p.rows)
	if p.noTotals {
		meta = ""
	}
	_, _ = fmt.Fprintf(w, `{"data":[%s]%s}`, strings.Join(rows, ","), meta)
}

func TestAllPagesEnd(t *testing.T) {
	for name, test := range map[string]struct {
		paged
		want, calls int
	}{
		"as asked":                {paged{rows: 45}, 45, 3},
		"exactly full":            {paged{rows: 40}, 40, 2},
		"exactly full, not told":  {paged{rows: 40, noTotals: true}, 40, 3},
		"none":                    {paged{noTotals: true}, 0, 1},
		"cut":                     {paged{rows: 45, cut: 15}, 45, 3},
		"cut, not told":           {paged{rows: 45, cut: 15, noTotals: true}, 45, 4},
		"cut to an odd number":    {paged{rows: 45, cut: 7}, 45, 7},
		"the same page for ever":  {paged{rows: 45, samePage: true, noTotals: true}, 20, 2},
		"the last page for ever":  {paged{rows: 40, lastAgain: true, noTotals: true}, 40, 3},
		"everything for ever":     {paged{rows: 500, all: true, samePage: true, noTotals: true}, 500, 2},
		"everything, and told":    {paged{rows: 500, all: true, samePage: true}, 500, 1},
		"without ids":             {paged{rows: 45, noIDs: true}, 45, 3},
		"without ids, for ever":   {paged{rows: 45, noIDs: true, samePage: true, noTotals: true}, 20, 2},
		"more told than there is": {paged{rows: 45, samePage: true}, 20, 2},
	} {
		p := test.paged
		got := 0
		for _, err := range serve(t, &p).All(t.Context(), resale.Customers, Query{PerPage: 20}, 1000) {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			got++
		}
		if got != test.want || p.asked != test.calls {
			t.Errorf("%s: %d in %d calls, want %d in %d", name, got, p.asked, test.want, test.calls)
		}
	}
}

func TestAllStopsWhereItIsTold(t *testing.T) {
	p := &paged{rows: 45}
	c := serve(t, p)
	got := 0
	for _, err := range c.All(t.Context(), resale.Customers, Query{PerPage: 20}, 25) {
		same(t, "", outcome(err), nil)
		got++
	}
	same(t, "25 in 2", fmt.Sprint(got, " in ", p.asked), nil)
	for _, err := range c.All(t.Context(), resale.Customers, Query{PerPage: 20}, 1000) {
		same(t, "", outcome(err), nil)
		break
	}
	same(t, 3, p.asked, nil)
	for r, err := range c.All(t.Context(), resale.Customers, Query{}, 0) {
		t.Error("one of none", r, err)
	}
}

func TestAllEndsAfterAnError(t *testing.T) {
	turn, got, failed := 0, 0, 0
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if turn++; turn == 2 {
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte(`{"error":"No"}`))
			return
		}
		_, _ = w.Write([]byte(`{"data":[{"id":1}],"meta":{"total":9}}`))
	}))
	for _, err := range c.All(t.Context(), resale.Customers, Query{}, 1000) {
		if got++; err != nil {
			failed++
		}
	}
	same(t, "2 1 2", fmt.Sprint(got, failed, turn), nil)
}
