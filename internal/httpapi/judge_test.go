package httpapi

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

const page = "<html>no</html>"

// verdict is what an answer means to a read and to a write.
type verdict struct {
	name           string
	status         int
	header, body   string
	reading, wrote resale.Code
}

func verdicts() []verdict {
	return []verdict{
		{"success", 200, "", `{"n":1}`, "", ""},
		{"success with a mark before it", 200, "", "\xef\xbb\xbf {\"n\":1}", "", ""},
		{"not JSON", 200, "", `ok`, resale.BadAnswer, resale.Unknown},
		{"empty", 200, "", ``, resale.BadAnswer, resale.Unknown},
		{"no content", 204, "", ``, resale.BadAnswer, resale.Unknown},
		{"wrong type", 200, "", `{"n":"x"}`, resale.BadAnswer, resale.Unknown},
		{"a list", 200, "", `[]`, resale.BadAnswer, resale.Unknown},
		{"without what was asked for", 200, "", `{"n":0}`, resale.BadAnswer, resale.Unknown},
		{"page by its type", 200, "Content-Type: text/html", `{"n":1}`, resale.Blocked, resale.Unknown},
		{"page by its look", 200, "", "\n " + page, resale.Blocked, resale.Unknown},
		{"page, 401", 401, "", page, resale.Blocked, resale.Unknown},
		{"page, 403", 403, "", page, resale.Blocked, resale.Unknown},
		{"page, 502", 502, "", page, resale.Unavailable, resale.Unknown},
		{"challenge, 503", 503, "Cf-Mitigated: challenge", page, resale.Blocked, resale.Unknown},
		{"page, 429", 429, "Retry-After: 90", page, resale.RateLimited, resale.Unknown},
		{"401", 401, "", `{"error":"no"}`, resale.Unauthorized, resale.Unauthorized},
		{"401, empty", 401, "", ``, resale.Unauthorized, resale.Unauthorized},
		{"403", 403, "", `{"error":"no"}`, resale.Forbidden, resale.Forbidden},
		{"403, empty", 403, "", ``, resale.Forbidden, resale.Unknown},
		{"404", 404, "", `{"message":"no"}`, resale.NotFound, resale.NotFound},
		{"400", 400, "", `{"error":{"message":"no"}}`, resale.Invalid, resale.Invalid},
		{"400 without a reason", 400, "", `{}`, resale.Invalid, resale.Unknown},
		{"404 with a blank message", 404, "", `{"message": ""}`, resale.NotFound, resale.NotFound},
		{"404 with a message that is none", 404, "", `{"message":null}`, resale.NotFound, resale.Unknown},
		{"409", 409, "", `{"msg":"no"}`, resale.Refused, resale.Refused},
		{"422", 422, "", `{"detail":"no"}`, resale.Invalid, resale.Invalid},
		{"402", 402, "", `{"error":"no"}`, resale.Refused, resale.Refused},
		{"408", 408, "", `{"error":"too slow"}`, resale.Refused, resale.Unknown},
		{"425", 425, "", `{"error":"too early"}`, resale.Refused, resale.Unknown},
		{"499", 499, "", `{"error":"hung up"}`, resale.Refused, resale.Unknown},
		{"429", 429, "Retry-After: 90", `{}`, resale.RateLimited, resale.RateLimited},
		{"500", 500, "", `{"error":"no"}`, resale.Unavailable, resale.Unknown},
		{"304", 304, "", ``, resale.BadAnswer, resale.Unknown},
	}
}

func TestWhatAnAnswerMeans(t *testing.T) {
	for _, test := range verdicts() {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := client(t, func(w http.ResponseWriter, _ *http.Request) {
				if name, value, ok := strings.Cut(test.header, ": "); ok {
					w.Header().Set(name, value)
				}
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			})
			for _, r := range []Request{reading("x"), writing("x")} {
				var answer struct{ N int }
				r.Complete = func() bool { return answer.N == 1 }
				want := test.wrote
				if r.Read {
					want = test.reading
				}
				err := c.Do(t.Context(), r, &answer)
				if resale.CodeOf(err) != want {
					t.Errorf("%s: %v, want %q", r.Method, err, want)
				}
				if err != nil && !strings.HasPrefix(err.Error(), r.Act+": ") {
					t.Errorf("the error %q does not begin with what was attempted", err)
				}
			}
		})
	}
}

func TestNoContentIsEnoughWhenNothingIsAsked(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	if err := c.Do(t.Context(), writing("x"), nil); err != nil {
		t.Error(err)
	}
	gone := writing("x")
	gone.Method = http.MethodDelete
	if err := c.Do(t.Context(), gone, new(struct{ N int })); err != nil {
		t.Error(err)
	}
}

func TestTheWrongFieldsAreNamed(t *testing.T) {
	for body, want := range map[string]resale.Error{
		`{"message":"bad","errors":{"username":["taken"],"days":["too few"]}}`:  {Detail: "bad", Fields: []string{"days", "username"}},
		`{"errors":{"username":["taken"]}}`:                                     {Detail: "taken", Fields: []string{"username"}},
		`{"errors":[{"field":"days","message":"too few"},{"path":"username"}]}`: {Detail: "too few", Fields: []string{"days", "username"}},
		`{"errors":["too few days"]}`:                                           {Detail: "too few days"},
		`{"message":"The given data was invalid.","errors":{"a":["too few"]}}`:  {Detail: "too few", Fields: []string{"a"}},
		`{"message":"The given data was invalid."}`:                             {Detail: "The given data was invalid."},
	} {
		c := client(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusUnprocessableEntity)
			_, _ = io.WriteString(w, body)
		})
		e := failure(t, c.Do(t.Context(), writing("x"), nil))
		got := resale.Error{Code: e.Code, Detail: e.Detail, Fields: e.Fields}
		want.Code = resale.Invalid
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", body, diff)
		}
	}
}

func TestABodyHasALimit(t *testing.T) {
	for _, announced := range []bool{true, false} {
		c := client(t, func(w http.ResponseWriter, _ *http.Request) {
			if !announced {
				w.(http.Flusher).Flush()
			}
			_, _ = io.WriteString(w, `"`+strings.Repeat("x", 998)+`"`)
		})
		for limit, fits := range map[int64]bool{1000: true, 999: false} {
			r, w := reading("x"), writing("x")
			r.MaxBody, w.MaxBody = limit, limit
			readErr, writeErr := c.Do(t.Context(), r, nil), c.Do(t.Context(), w, nil)
			if fits && (readErr != nil || writeErr != nil) {
				t.Errorf("limit %d: %v, %v", limit, readErr, writeErr)
			}
			if !fits && (resale.CodeOf(readErr) != resale.BadAnswer || resale.CodeOf(writeErr) != resale.Unknown) {
				t.Errorf("limit %d: %v, %v", limit, readErr, writeErr)
			}
		}
	}
}

func TestOnlyWhatWasSentIsUnknown(t *testing.T) {
	closed, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + closed.Addr().String()
	_ = closed.Close()
	hung := client(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	})
	halfway := client(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"n":`)
	})
	silent := client(t, nil, func(c *Config) {
		c.HTTP = &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF })}
	})
	for _, test := range []struct {
		name           string
		client         *Client
		reading, wrote resale.Code
	}{
		{"nobody listens", clientOf(t, nobody), resale.Unavailable, resale.Unavailable},
		{"no such name", clientOf(t, "http://panel.invalid"), resale.Unavailable, resale.Unavailable},
		{"private address", clientOf(t, "http://10.1.2.3"), resale.PrivateAddress, resale.PrivateAddress},
		{"metadata address", clientOf(t, "http://169.254.169.254"), resale.PrivateAddress, resale.PrivateAddress},
		{"no address", clientOf(t, "panel.example"), resale.Internal, resale.Internal},
		{"no answer in time", hung, resale.Unavailable, resale.Unknown},
		{"cut halfway", halfway, resale.Unavailable, resale.Unknown},
		{"a transport that proves nothing", silent, resale.Unavailable, resale.Unknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r, w := reading("x"), writing("x")
			r.Timeout, w.Timeout = 200*time.Millisecond, 200*time.Millisecond
			if err := test.client.Do(t.Context(), r, nil); resale.CodeOf(err) != test.reading {
				t.Errorf("reading: %v, want %s", err, test.reading)
			}
			if err := test.client.Do(t.Context(), w, nil); resale.CodeOf(err) != test.wrote {
				t.Errorf("writing: %v, want %s", err, test.wrote)
			}
		})
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
