package smm

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// A refusal is the same to a read and to a write, whatever form it has.
func TestRefusalsInWords(t *testing.T) {
	t.Parallel()
	for words, code := range map[string]resale.Code{
		"Incorrect service ID":          resale.NotFound,
		"Service ID does not exists":    resale.NotFound,
		"Incorrect order ID":            resale.NotFound,
		"Refill not found":              resale.NotFound,
		"Bad link":                      resale.Refused,
		"Quantity less than minimal 10": resale.Refused,
		"Quantity more than maximum 99": resale.Refused,
		"Not enough funds on balance":   resale.NoFunds,
		"NOT ENOUGH FUNDS ON BALANCE":   resale.NoFunds,
		"You have active order with this link. Please wait until order being completed.": resale.SameLink,
		"Invalid API key": resale.Unauthorized,
		"API is Disable for this user or user not found!":                        resale.Forbidden,
		"Your account has been suspended":                                        resale.Forbidden,
		"This action is Invalid":                                                 resale.Unsupported,
		"Incorrect request":                                                      resale.Unsupported,
		"Refill is disabled for this service":                                    resale.Refused,
		"The order is not completed":                                             resale.Refused,
		"The order was completed or refill was requested less than 24 hours ago": resale.Refused,
		"Недостаточно средств":                                                   resale.Refused, // only the person can read it
	} {
		for _, form := range []string{`{"error":%q}`, `{"errors":[%q]}`, `{"errors":{"link":[%q]}}`, `{"status":"error","message":%q}`, `{"status":"fail","msg":%q}`, `{"success":false,"message":%q}`, `{"error":true,"message":%q}`, `{"error":{"message":%q,"code":1}}`} {
			body := fmt.Sprintf(form, words)
			for name, ask := range map[string]asking{"add": add, "status": status, "statuses": statuses, "refill": refill, "cancel": cancel, "balance": balance} {
				c, p := start(t, says(body))
				if got, want := ask(t.Context(), c), string(code)+": "+words; got != want {
					t.Errorf("%s, %s: %q, want %q", name, body, got, want)
				}
				if len(p.forms) != 1 {
					t.Errorf("%s, %s: asked %d times", name, body, len(p.forms))
				}
			}
		}
	}
}

func TestStatusesOfHTTP(t *testing.T) {
	const wall = "<!DOCTYPE html><title>Maintenance</title>"
	t.Parallel()
	for _, test := range []struct {
		status         int
		kind, body     string
		reading, wrote string
	}{
		{201, "application/json", `{"order":5,"balance":"7"}`, "7 ", "5"},
		{200, "", "\xef\xbb\xbf" + `{"order":5,"balance":"7"}`, "7 ", "5"},
		{401, "", `{"message":"Unauthenticated."}`, "unauthorized: Unauthenticated.", "unauthorized: Unauthenticated."},
		{401, "", ``, "unauthorized", "unauthorized"},
		{422, "", `{"message":"The link is bad","errors":{"link":["Bad link"]}}`, "invalid: The link is bad", "invalid: The link is bad"},
		{422, "", `{"error":"Not enough funds on balance"}`, "no_funds: Not enough funds on balance", "no_funds: Not enough funds on balance"},
		{422, "", ``, "invalid", "unknown"},
		{403, "", `{"error":"Your account has been suspended"}`, "forbidden: Your account has been suspended", "forbidden: Your account has been suspended"},
		{404, "", `{"error":"Bad link"}`, "not_found: Bad link", "not_found: Bad link"},
		{408, "", `{"error":"Not enough funds"}`, "no_funds: Not enough funds", "unknown"},
		{429, "", `{"error":"Slow down"}`, "rate_limited", "rate_limited"},
		{500, "", `{"error":"Not enough funds"}`, "unavailable", "unknown"},
		{502, "", wall, "unavailable", "unknown"},
		{200, "", wall, "blocked", "unknown"},
		{200, "application/json", wall, "blocked", "unknown"},
		{200, "", "\n<br />\n<b>Warning</b>: mysqli in /srv\n" + `{"order":5,"balance":"7"}`, "blocked", "unknown"},
		{403, "", wall, "blocked", "unknown"},
		{200, "", ``, "bad_answer", "unknown"},
		{302, "", ``, "bad_answer", "unknown"},
		{204, "", ``, "bad_answer", "unknown"},
	} {
		c, p := start(t, reply{status: test.status, kind: test.kind, body: test.body})
		if got := balance(t.Context(), c); got != test.reading {
			t.Errorf("%d %s, reading: %q, want %q", test.status, test.body, got, test.reading)
		}
		p.forms = nil
		if got := add(t.Context(), c); got != test.wrote {
			t.Errorf("%d %s, writing: %q, want %q", test.status, test.body, got, test.wrote)
		}
		if len(p.forms) != 1 {
			t.Errorf("%d %s: sent %d times", test.status, test.body, len(p.forms))
		}
	}
}

// A panel that repeats what it was sent gives the key away to nobody.
func TestTheKeyIsInNoError(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"error":"Invalid API key KEY"}`, `{"1":{"error":"KEY"},"2":"no KEY"}`, `{"message":"KEY"}`, `{"order":{"error":"KEY"}}`,
		`[{"order":1,"cancel":{"error":"KEY"}},{"order":2,"refill":"no KEY"}]`, `"KEY: too many requests"`, `{"KEY":`,
	} {
		for _, code := range []int{200, 401, 422} {
			c, _ := start(t, reply{status: code, body: strings.ReplaceAll(body, "KEY", testKey)})
			for name, ask := range map[string]asking{"add": add, "statuses": statuses, "refills": refills, "cancel": cancel, "services": services} {
				if got := ask(t.Context(), c); strings.Contains(got, testKey) {
					t.Errorf("%s, %d %s: %s", name, code, body, got)
				}
			}
			_, err := c.Add(t.Context(), "7", resale.OrderValues{resale.FieldLink: testKey})
			if e, _ := errors.AsType[*resale.Error](err); e == nil || strings.Contains(err.Error(), testKey) || strings.Contains(fmt.Sprintf("%+v", e), testKey) {
				t.Errorf("%d %s: %v", code, body, err)
			}
			if strings.Contains(fmt.Sprintf("%+v %#v", c, c), testKey) {
				t.Error("the client shows its key")
			}
		}
	}
}

func TestARefusalIsObservedAsOne(t *testing.T) {
	var seen []httpapi.Observation
	c := serve(t, &panel{t: t, reply: says(`{"error":"Not enough funds on balance"}`)}, func(config *Config) {
		config.Observe = func(o httpapi.Observation) { seen = append(seen, o) }
	})
	_ = add(t.Context(), c)
	if len(seen) != 1 || seen[0].Provider != "smm" || seen[0].Operation != "SM02" || seen[0].Outcome != resale.NoFunds {
		t.Errorf("%+v", seen)
	}
}
