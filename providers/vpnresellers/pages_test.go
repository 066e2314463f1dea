package vpnresellers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

// rowsOf writes accounts with the given ids.
func rowsOf(ids ...int) string {
	var all []string
	for _, id := range ids {
		all = append(all, fmt.Sprintf(`{"id":%d,"username":"user%d","status":"Active","expired_at":null,"wg_private_key":%q}`, id, id, privateKey))
	}
	return strings.Join(all, ",")
}

func pageOf(current, last int, ids ...int) reply {
	return says(200, fmt.Sprintf(`{"data":[%s],"meta":{"current_page":%d,"last_page":%d,"total":99},"code":200}`, rowsOf(ids...), current, last))
}

// gather reads ids until the end.
func gather(t *testing.T, c *Client, q resale.AccountQuery) string {
	t.Helper()
	var all []string
	for account, err := range c.AllAccounts(t.Context(), q) {
		if err != nil {
			return strings.Join(append(all, outcome(err)), " ")
		}
		all = append(all, fmt.Sprint(account.ID))
	}
	return strings.Join(all, " ")
}

func TestAllAccounts(t *testing.T) {
	for _, test := range []struct {
		name    string
		replies []reply
		want    string
		calls   int
	}{
		{"recorded", []reply{recorded(t, 200, "accounts.json"), recorded(t, 200, "accounts_last.json")}, "9 10 11", 2},
		{"none", []reply{recorded(t, 200, "accounts_none.json")}, "", 1},
		{"a list that moves", []reply{pageOf(1, 3, 1, 2), pageOf(2, 3, 2, 3), pageOf(3, 3, 4)}, "1 2 3 4", 3},
		{"a list that shrinks", []reply{pageOf(1, 3, 1, 2), pageOf(2, 3)}, "1 2", 2},
		{"a panel that does not page", []reply{pageOf(1, 1000, 1, 2)}, "1 2", 2},
		{"without meta", []reply{says(200, `{"data":[`+rowsOf(1, 2)+`]}`), says(200, `{"data":[`+rowsOf(3)+`]}`), says(200, `{"data":[]}`)}, "1 2 3", 3},
		{"an empty meta", []reply{says(200, `{"data":[`+rowsOf(1)+`],"meta":[],"links":[]}`)}, "1", 2},
		{"numbers as strings", []reply{says(200, `{"data":[`+rowsOf(1)+`],"meta":{"current_page":"1","last_page":"2"}}`), pageOf(2, 2, 2)}, "1 2", 2},
		{"numbered rows", []reply{says(200, `{"data":{"10":`+rowsOf(5)+`,"2":`+rowsOf(7)+`},"meta":{"last_page":1}}`)}, "7 5", 1},
		{"fails in between", []reply{pageOf(1, 3, 1), says(401, `{"message":"Unauthorized."}`)}, "1 unauthorized: Unauthorized.", 2},
		{"an object", []reply{says(200, `{"data":`+rowsOf(1)+`}`)}, "bad_answer", 1},
		{"no list", []reply{says(200, `{"code":200}`)}, "bad_answer", 1},
		{"a row without an id", []reply{says(200, `{"data":[{"username":"x","expired_at":null}]}`)}, "bad_answer", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := start(t, test.replies...)
			if got := gather(t, c, resale.AccountQuery{}); got != test.want || len(p.asked) != test.calls {
				t.Errorf("%q after %v, want %q after %d", got, p.asked, test.want, test.calls)
			}
			if p.asked[0] != "GET /accounts?page=1&per_page=100" {
				t.Error(p.asked[0])
			}
		})
	}
}

// A list without an end is left, and that is said.
func TestAnEndlessList(t *testing.T) {
	n := 0
	c := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		_, _ = w.Write([]byte(pageOf(n, n+1, n).body))
	}))
	got := gather(t, c, resale.AccountQuery{})
	if n != mostPages || !strings.HasSuffix(got, fmt.Sprint(mostPages, " bad_answer")) {
		t.Errorf("%d pages, %s", n, got)
	}
	n = 0
	for _, err := range c.AllAccounts(t.Context(), resale.AccountQuery{Page: 1}) {
		if err != nil {
			t.Error(err)
		}
		break
	}
	if n != 1 {
		t.Errorf("%d pages for one account", n)
	}
}
