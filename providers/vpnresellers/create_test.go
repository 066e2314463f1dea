package vpnresellers

import (
	"testing"

	"resellerbot/internal/resale"
)

// What is created goes to the collection, and once more to the documented path
// only when the panel itself said that it does not know the first one.
func TestAPostThatCreatesGoesOutAgainOnlyAfterANo(t *testing.T) {
	const page = "<html>not found</html>"
	for _, test := range []struct {
		name   string
		first  reply
		again  bool
		failed string // when the second would be answered well
	}{
		{"405", says(405, `{"message":"Method Not Allowed.","code":405}`), true, ""},
		{"404", recorded(t, 404, "not_found.json"), true, ""},
		{"404 of a Laravel route", says(404, `{"message":""}`), true, ""},
		{"404 with a page", says(404, page), false, "unknown"},
		{"404, empty", says(404, ``), false, "unknown"},
		{"405, empty", says(405, ``), false, "unknown"},
		{"404, no JSON", says(404, `Not Found`), false, "unknown"},
		{"422", recorded(t, 422, "email_taken.json"), false, "invalid: The email has already been taken. [email]"},
		{"402", recorded(t, 402, "no_funds.json"), false, "no_funds: Insufficient Balance."},
		{"500", says(500, `{"message":"Server Error"}`), false, "unknown"},
		{"200 without the object", says(200, `{"code":200}`), false, "unknown"},
		{"200 with another one", says(200, `{"data":{"id":2,"email":"x@example.com","name":"X"},"code":200}`), false, "unknown"},
		{"429", says(429, `{"message":"Too Many Attempts."}`), false, "rate_limited"},
	} {
		t.Run(test.name, func(t *testing.T) {
			const projectSent = `{"name":"Lisbon shop","description":""}`
			c, p := start(t, test.first, recorded(t, 200, "customer.json"))
			made, err := c.CreateCustomer(t.Context(), resale.NewVPNCustomer{FirstName: "Joana", LastName: "Braga", Email: "joana@example.com", Project: 4})
			if outcome(err) != test.failed || test.again && made != joana() {
				t.Errorf("%+v, %v", made, err)
			}
			d, q := start(t, test.first, recorded(t, 200, "project.json"))
			project, err := d.CreateProject(t.Context(), resale.NewVPNProject{Name: "Lisbon shop"})
			if outcome(err) != test.failed || test.again && project != shop() {
				t.Errorf("%+v, %v", project, err)
			}
			if test.again {
				p.wasAsked("POST /customers "+joanaSent, "POST /customers/0 "+joanaSent)
				q.wasAsked("POST /projects "+projectSent, "POST /projects/0 "+projectSent)
			} else {
				p.wasAsked("POST /customers " + joanaSent)
				q.wasAsked("POST /projects " + projectSent)
			}
		})
	}
}

// The second answer counts, unless the panel knows neither path.
func TestWhatTheDocumentedPathAnswers(t *testing.T) {
	missing := recorded(t, 404, "not_found.json")
	for _, test := range []struct {
		second reply
		want   string
	}{
		{says(405, `{"message":"Method Not Allowed."}`), "not_found: Account not found."},
		{recorded(t, 422, "email_taken.json"), "invalid: The email has already been taken. [email]"},
		{says(404, ``), "unknown"},
		{says(502, ``), "unknown"},
	} {
		c, p := start(t, missing, test.second)
		_, err := c.CreateCustomer(t.Context(), resale.NewVPNCustomer{})
		if got := outcome(err); got != test.want || len(p.asked) != 2 {
			t.Errorf("%s: %q after %v, want %q", test.second.body, got, p.asked, test.want)
		}
	}
}

// An account has no other path, so its POST is never repeated.
func TestAnAccountIsCreatedOnce(t *testing.T) {
	for _, test := range []struct {
		reply reply
		want  string
	}{
		{recorded(t, 422, "username_taken.json"), "taken: The username has already been taken. [username]"},
		{says(422, `{"message":"The given data was invalid.","errors":{"username":["The username has already been taken."]},"code":422}`), "taken: The username has already been taken. [username]"},
		{says(422, `{"message":"The given data was invalid.","errors":{"username":["The username format is invalid."]}}`), "invalid: The username format is invalid. [username]"},
		{recorded(t, 422, "password_short.json"), "invalid: The password must be at least 6 characters. [password]"},
		{recorded(t, 402, "no_funds.json"), "no_funds: Insufficient Balance."},
		{says(402, ``), "unknown"},
		{recorded(t, 404, "not_found.json"), "not_found: Account not found."},
		{says(405, `{"message":"Method Not Allowed.","code":405}`), "unsupported: Method Not Allowed."},
		{says(201, `{"code":201}`), "unknown"},
		{says(201, `{"data":{"id":9,"username":"somebody.else","status":"Active","expired_at":null},"code":201}`), "unknown"},
		{says(201, `{"data":{"id":9,"username":"ana.silva","status":"Active"}}`), ""},
		{says(200, `{"data":{"id":"9","username":"Ana.Silva","status":"active","expired_at":null}}`), ""},
		{says(200, `{"data":{"id":9,"username":"ana.silva"},"message":"The given data was invalid.","code":422}`), "unknown: The given data was invalid."},
	} {
		c, p := start(t, test.reply)
		made, err := c.CreateAccount(t.Context(), resale.NewVPNAccount{Username: "ana.silva", Password: testPassword})
		if got := outcome(err); got != test.want || len(p.asked) != 1 {
			t.Errorf("%d %s: %q after %d calls, want %q", test.reply.status, test.reply.body, got, len(p.asked), test.want)
		}
		if test.want == "" && (made.ID != 9 || !made.RenewsItself()) {
			t.Errorf("%+v", made)
		}
	}
}
