package vpnresellers

import (
	"testing"

	"resellerbot/internal/resale"
)

// The filter by username is not documented, so it is believed in nothing.
func TestFindByUsername(t *testing.T) {
	const (
		filtered = "GET /accounts?page=1&per_page=100&username=user7"
		checked  = "GET /accounts/check_username?username=user7"
		scanned  = "GET /accounts?page=1&per_page=100"
	)
	none, free, taken := recorded(t, 200, "accounts_none.json"), recorded(t, 200, "username_free.json"), recorded(t, 422, "username_taken.json")
	for _, test := range []struct {
		name    string
		replies []reply
		found   int64
		failed  string
		asked   []string
	}{
		{"the filter works", []reply{pageOf(1, 1, 7)}, 7, "", []string{filtered}},
		{"it finds longer names too", []reply{pageOf(1, 1, 77, 17, 7)}, 7, "", []string{filtered}},
		{"it is passed over", []reply{pageOf(1, 2, 1, 2), pageOf(2, 2, 7)}, 7, "", []string{filtered, "GET /accounts?page=2&per_page=100&username=user7"}},
		{"it is passed over, and there is none", []reply{pageOf(1, 1, 1, 2)}, 0, "not_found", []string{filtered}},
		{"there is none", []reply{none, free}, 0, "not_found", []string{filtered, checked}},
		{"none, as a 404", []reply{recorded(t, 404, "not_found.json"), free}, 0, "not_found", []string{filtered, checked}},
		{"it finds nothing at all", []reply{none, taken, pageOf(1, 1, 7)}, 7, "", []string{filtered, checked, scanned}},
		{"somebody else has the name", []reply{none, taken, pageOf(1, 1, 1)}, 0, "not_found", []string{filtered, checked, scanned}},
		{"it is refused", []reply{says(422, `{"message":"The given data was invalid.","errors":{"username":["Unknown."]}}`), pageOf(1, 1, 7)}, 7, "", []string{filtered, scanned}},
		{"no check", []reply{none, recorded(t, 402, "no_funds.json")}, 0, "no_funds: Insufficient Balance.", []string{filtered, checked}},
		{"another one in other letters", []reply{says(200, `{"data":[{"id":7,"username":"User7","expired_at":null}],"meta":{"last_page":1}}`)}, 0, "not_found", []string{filtered}},
		{"wrong key", []reply{says(401, `{"message":"Unauthorized."}`)}, 0, "unauthorized: Unauthorized.", []string{filtered}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := start(t, test.replies...)
			found, err := c.FindByUsername(t.Context(), "user7")
			if got := outcome(err); found.ID != test.found || got != test.failed {
				t.Errorf("%d %q, want %d %q", found.ID, got, test.found, test.failed)
			}
			if err != nil && resale.CodeOf(err) != resale.Internal && err.Error()[:12] != "find account" {
				t.Errorf("the act is not told: %v", err)
			}
			p.wasAsked(test.asked...)
		})
	}
}
