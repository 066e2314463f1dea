package vpnresellers

import (
	"maps"
	"slices"
	"testing"
	"testing/synctest"

	"resellerbot/internal/resale"
)

// Whatever the call, a status means the same, with or without a code in the
// answer. What was not refused in words may have been done.
func TestStatusesOfHTTP(t *testing.T) { synctest.Test(t, statusesOfHTTP) }

func statusesOfHTTP(t *testing.T) {
	const wall = "<!DOCTYPE html><title>Just a moment</title>"
	for _, test := range []struct {
		status         int
		body           string
		reading, wrote string
	}{
		{400, `{"message":"Bad Request.","code":400}`, "invalid: Bad Request.", "invalid: Bad Request."},
		{401, `{"message":"Unauthorized.","code":401}`, "unauthorized: Unauthorized.", "unauthorized: Unauthorized."},
		{401, `{"message":"Unauthenticated."}`, "unauthorized: Unauthenticated.", "unauthorized: Unauthenticated."},
		{402, `{"message":"Insufficient Balance.","code":402}`, "no_funds: Insufficient Balance.", "no_funds: Insufficient Balance."},
		{402, `{"message":"Insufficient Balance."}`, "no_funds: Insufficient Balance.", "no_funds: Insufficient Balance."},
		{402, ``, "no_funds", "unknown"},
		{403, `{"message":"Forbidden.","code":403}`, "forbidden: Forbidden.", "forbidden: Forbidden."},
		{422, `{"message":"The given data was invalid.","errors":{"port_id":["Bad port."],"server_id":["Bad server."]}}`, "invalid: Bad port. [port_id server_id]", "invalid: Bad port. [port_id server_id]"},
		{422, `{"errors":{"password":["Too short."]}}`, "invalid: Too short. [password]", "invalid: Too short. [password]"},
		{406, `{"message":"Not Acceptable."}`, "refused: Not Acceptable.", "refused: Not Acceptable."},
		{429, `{"message":"Too Many Attempts."}`, "rate_limited", "rate_limited"},
		{500, `{"message":"Server Error"}`, "unavailable", "unknown"},
		{503, wall, "unavailable", "unknown"},
		{403, wall, "blocked", "unknown"},
		{200, wall, "blocked", "unknown"},
		{200, ``, "bad_answer", "unknown"},
		{200, `[]`, "bad_answer", "unknown"},
		{200, `{"message":"Insufficient Balance.","code":402}`, "bad_answer: Insufficient Balance.", "unknown: Insufficient Balance."},
		{200, `{"message":"Bad.","errors":{"username":["Bad."]}}`, "bad_answer: Bad.", "unknown: Bad."},
		{302, ``, "bad_answer", "unknown"},
	} {
		for name, ask := range reads() {
			if name == "find" && (test.status == 400 || test.status == 406 || test.status == 422) {
				continue // it asks on, see its own test
			}
			c, _ := direct(t, says(test.status, test.body))
			if _, err := ask(t.Context(), c); outcome(err) != test.reading {
				t.Errorf("%d %s, %s: %q, want %q", test.status, test.body, name, outcome(err), test.reading)
			}
		}
		for name, ask := range writes() {
			c, p := direct(t, says(test.status, test.body))
			if _, err := ask(t.Context(), c); outcome(err) != test.wrote || len(p.asked) != 1 {
				t.Errorf("%d %s, %s: %q after %v, want %q", test.status, test.body, name, outcome(err), p.asked, test.wrote)
			}
		}
	}
}

func TestEveryOperationIsAsked(t *testing.T) {
	all := slices.Concat(slices.Collect(maps.Keys(reads())), slices.Collect(maps.Keys(writes())))
	if len(all) != 33+2 {
		t.Errorf("%d operations in the tables", len(all))
	}
}

// Objects that are not the ones asked for are no answer.
func TestQuirksOfAnAccount(t *testing.T) {
	for body, want := range map[string]string{
		`{"data":{"id":9,"username":"a","status":"Active","expired_at":null}}`:                           "Active true none",
		`{"data":{"id":"9","username":"a","status":"active","expired_at":""}}`:                           "active true none",
		`{"data":{"id":9,"username":"a","status":"Expired","expired_at":"2026-09-18T12:30:00.5Z"}}`:      "Expired false 2026-09-18 12:30:00",
		`{"data":{"id":9,"username":"a","status":"Disabled","expired_at":"2026-09-18T02:00:00+02:00"}}`:  "Disabled false 2026-09-18 00:00:00",
		`{"data":{"id":9,"username":"a","expired_at":"2026-09-18 10:11:12"}}`:                            " false 2026-09-18 10:11:12",
		`{"data":{"id":9,"username":"a","expired_at":"2026-09-18"}}`:                                     " false 2026-09-18 00:00:00",
		`{"data":{"id":9,"username":"a","expired_at":"0000-00-00 00:00:00"}}`:                            " false none",
		`{"data":{"id":9,"username":"a","expired_at":"soon"}}`:                                           "bad_answer",
		`{"data":{"id":9,"username":"a","expired_at":{"date":"2026-09-18"}}}`:                            "bad_answer",
		`{"data":{"id":9,"username":"a"}}`:                                                               "bad_answer",
		`{"data":{"id":0,"username":"a","expired_at":null}}`:                                             "bad_answer",
		`{"data":{"id":9,"expired_at":null}}`:                                                            "bad_answer",
		`{"data":null}`:                                                                                  "bad_answer",
		`{"data":{"id":9,"username":"a","expired_at":null,"created":"yesterday","updated":[]}}`:          "bad_answer",
		`{"data":{"id":9,"username":"a","expired_at":null,"created":"yesterday","updated":null},"x":{}}`: " false none",
	} {
		c, _ := start(t, says(200, body))
		a, err := c.Account(t.Context(), 9)
		got := outcome(err)
		if err == nil {
			got = told(a)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
	other := `{"data":{"id":10,"username":"b","expired_at":null}}`
	for _, id := range []string{"VR06", "VR07", "VR08", "VR09", "VR11", "VR12", "VR13"} {
		c, _ := start(t, says(200, other))
		if _, err := writes()[id](t.Context(), c); outcome(err) != "unknown" {
			t.Errorf("%s took another account: %v", id, err)
		}
	}
}

func told(a resale.VPNAccount) string {
	text := a.Status + " false "
	if a.Active {
		text = a.Status + " true "
	}
	if a.RenewsItself() {
		return text + "none"
	}
	return text + a.Expires.Format("2006-01-02 15:04:05")
}
