package vpnresellers

import (
	"testing"
)

func TestVR10ValidateAccount(t *testing.T) {
	const (
		first    = `POST /accounts/validate {"username":"ana.silva","password":"` + testPassword + `"}`
		second   = `POST /accounts/9/validate {"username":"ana.silva","password":"` + testPassword + `"}`
		unknown  = `{"message":"Username has not been found.","code":460}`
		wrong    = `{"message":"Username has not been validated.","code":461}`
		notThere = `{"message":"Method Not Allowed.","code":405}`
	)
	validated := recorded(t, 200, "validated.json")
	for _, test := range []struct {
		name    string
		replies []reply
		valid   bool
		failed  string
		asked   []string
	}{
		{"right", []reply{validated}, true, "", []string{first}},
		{"wrong password", []reply{says(461, wrong)}, false, "", []string{first}},
		{"no such name", []reply{says(460, unknown)}, false, "not_found: Username has not been found.", []string{first}},
		{"only as documented, 404", []reply{says(404, `{"message":""}`), validated}, true, "", []string{first, second}},
		{"only as documented, 405", []reply{says(405, notThere), says(461, wrong)}, false, "", []string{first, second}},
		{"only as documented, no such name", []reply{says(405, notThere), says(460, unknown)}, false, "not_found: Username has not been found.", []string{first, second}},
		{"neither", []reply{says(405, notThere), recorded(t, 404, "not_found.json")}, false, "unsupported: Method Not Allowed.", []string{first, second}},
		{"a yes that is a no", []reply{says(200, `{"id":9,"success":false,"message":"No."}`)}, false, "bad_answer: No.", []string{first}},
		{"without a word of success", []reply{says(200, `{"id":9}`)}, true, "", []string{first}},
		{"no balance", []reply{recorded(t, 402, "no_funds.json")}, false, "no_funds: Insufficient Balance.", []string{first}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := start(t, test.replies...)
			valid, err := c.ValidateAccount(t.Context(), 9, "ana.silva", testPassword)
			if got := outcome(err); valid != test.valid || got != test.failed {
				t.Errorf("%v %q, want %v %q", valid, got, test.valid, test.failed)
			}
			p.wasAsked(test.asked...)
		})
	}
}
