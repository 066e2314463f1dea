package httpapi

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"resellerbot/internal/resale"
)

// Some providers say no with a success, in words, and call everything a page.
func TestANoUnderASuccess(t *testing.T) {
	for _, test := range []struct {
		status     int
		body, want string
	}{
		{200, `{"n":1}`, ""},
		{200, `{"error":"` + key + ` is poor"}`, "no_funds: [redacted] is poor"},
		{200, `{"error":"no"}`, "refused: no"},
		{200, `{}`, "unknown: "},
		{200, page, "unknown: "},
		{200, ``, "unknown: "},
		{422, `{"error":"he is poor"}`, "no_funds: he is poor"},
		{422, `{"error":"no"}`, "invalid: no"},
		{422, `{}`, "unknown: "},
	} {
		c := client(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=UTF-8")
			w.WriteHeader(test.status)
			_, _ = io.WriteString(w, test.body)
		})
		var answer struct {
			N     int
			Error string
		}
		r := writing("x")
		r.AnyType = true
		r.Denial = func() string { return answer.Error }
		r.Complete = func() bool { return answer.N == 1 }
		r.Meaning = func(code resale.Code, words string) resale.Code {
			if strings.HasSuffix(words, "poor") {
				return resale.NoFunds
			}
			return code
		}
		got := ""
		if err := c.Do(t.Context(), r, &answer); err != nil {
			e := failure(t, err)
			got = string(e.Code) + ": " + e.Detail
		}
		if got != test.want {
			t.Errorf("%d %s: %q, want %q", test.status, test.body, got, test.want)
		}
	}
}

// A status may mean something of its own to a provider, and words more.
func TestAStatusOfAProvidersOwn(t *testing.T) {
	for status, want := range map[int]resale.Code{402: resale.NoFunds, 460: resale.NotFound, 404: resale.Unsupported, 409: resale.Refused} {
		c := client(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, `{"message":"no"}`)
		})
		for _, r := range []Request{reading("x"), writing("x")} {
			r.Statuses = map[int]resale.Code{402: resale.NoFunds, 460: resale.NotFound, 404: resale.RateLimited}
			r.Meaning = func(code resale.Code, _ string) resale.Code {
				if code == resale.RateLimited {
					return resale.Unsupported
				}
				return code
			}
			if err := c.Do(t.Context(), r, nil); resale.CodeOf(err) != want {
				t.Errorf("%d: %v, want %s", status, err, want)
			}
		}
	}
}
