package servex

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

// pages answers a list of count clients, at most most per page, with or
// without saying so.
func pages(count, most int, says bool) (http.Handler, *int) {
	calls := 0
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		if limit == 0 {
			limit = 10
		}
		limit = min(limit, most)
		var items []string
		for id := (page-1)*limit + 1; id <= min(page*limit, count); id++ {
			items = append(items, fmt.Sprintf(`{"id":%d,"username":"u%d"}`, id, id))
		}
		used := ""
		if says {
			used = fmt.Sprintf(`,"limit":%d`, limit)
		}
		_, _ = fmt.Fprintf(w, `{"clients":[%s]%s}`, strings.Join(items, ","), used)
	}), &calls
}

func TestAllClientsPagesUntilAShortPage(t *testing.T) {
	for _, test := range []struct {
		name                string
		count, most         int
		says                bool
		limit, ask          int
		wantRows, wantCalls int
	}{
		{"the default page is ten", 25, 1000, false, 1000, 0, 25, 3},
		{"a full last page needs one more look", 20, 1000, false, 1000, 10, 20, 3},
		{"one page is enough", 25, 1000, false, 1000, 100, 25, 1},
		{"the panel gives less than asked and says so", 25, 10, true, 1000, 100, 25, 3},
		{"the limit ends it", 25, 1000, false, 12, 10, 12, 2},
		{"an empty list", 0, 1000, false, 1000, 10, 0, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			h, calls := pages(test.count, test.most, test.says)
			c := serve(t, h)
			var ids []int64
			for client, err := range c.AllClients(t.Context(), resale.ClientQuery{Limit: test.ask}, test.limit) {
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, client.ID)
			}
			if len(ids) != test.wantRows || *calls != test.wantCalls {
				t.Errorf("%d clients in %d calls, want %d in %d", len(ids), *calls, test.wantRows, test.wantCalls)
			}
			for i, id := range ids {
				if id != int64(i+1) {
					t.Fatalf("client %d at place %d", id, i)
				}
			}
		})
	}
}

func TestAllClientsEndsOnAPanelThatDoesNotPage(t *testing.T) {
	c, p := start(t, ok("clients.json")) // the same two at every page
	count := 0
	for _, err := range c.AllClients(t.Context(), resale.ClientQuery{Limit: 2}, 1000) {
		if err != nil {
			t.Fatal(err)
		}
		count++
	}
	if count != 2 || len(p.asked) != 2 {
		t.Errorf("%d clients in %d calls, want 2 in 2", count, len(p.asked))
	}
}

func TestAllClientsGivesTheErrorAndEnds(t *testing.T) {
	c, _ := start(t, recorded{status: 401, file: "bad_key.json"})
	var errs []error
	for _, err := range c.AllClients(t.Context(), resale.ClientQuery{}, 10) {
		errs = append(errs, err)
	}
	if len(errs) != 1 || resale.CodeOf(errs[0]) != resale.Unauthorized {
		t.Errorf("got %v", errs)
	}
}

func TestFindDoesNotCallItGoneWhenThereAreTooManyHits(t *testing.T) {
	h, _ := pages(5000, 1000, false)
	_, err := serve(t, h).FindByUsername(t.Context(), "ana")
	if resale.CodeOf(err) != resale.BadAnswer {
		t.Errorf("got %v", err)
	}
}

func TestKeyKind(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers []recorded
		admin   bool
		code    resale.Code
	}{
		{"an admin key", []recorded{ok("clients.json")}, true, ""},
		{"a reseller key", []recorded{{status: 403, file: "denied.json"}}, false, ""},
		{"a reseller key, told otherwise", []recorded{{status: 400, file: "denied_message.json"}}, false, ""},
		{"a reseller key that breaks the panel", []recorded{{status: 500, file: "error_in_success.json"}, {status: 500}, {status: 500}, ok("clients.json")}, false, ""},
		{"a wrong key", []recorded{{status: 401, file: "bad_key.json"}}, false, resale.Unauthorized},
		{"a bot wall", []recorded{{status: 403, file: "challenge.html"}}, false, resale.Blocked},
		{"a broken panel", []recorded{{status: 502}}, false, resale.Unavailable},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, p := start(t, test.answers...)
			admin, err := c.KeyKind(t.Context())
			if admin != test.admin || resale.CodeOf(err) != test.code {
				t.Errorf("admin %v, %v; want %v, code %q", admin, err, test.admin, test.code)
			}
			if got := p.asked[0].Query.Get("scope"); got != "todos" {
				t.Errorf("asked for scope %q", got)
			}
		})
	}
}
