package httpapi

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	"resellerbot/internal/resale"
)

// An answer behind something else is judged like one that stands alone; what
// holds none is judged as it is.
func TestAnAnswerInsideOfMore(t *testing.T) {
	inner := func(body []byte) []byte {
		if from := bytes.IndexByte(body, '{'); from >= 0 {
			return body[from:]
		}
		return nil
	}
	for _, test := range []struct {
		status         int
		body           string
		reading, wrote resale.Code
	}{
		{200, "<b>Warning</b> {\"n\":1}", "", ""},
		{200, "{\"n\":1}", "", ""},
		{400, "<b>Warning</b> {\"error\":\"no\"}", resale.Invalid, resale.Invalid},
		{200, "<b>Warning</b>", resale.Blocked, resale.Unknown},
		{200, "<b>Warning</b> {", resale.BadAnswer, resale.Unknown},
		{500, "<b>Warning</b> {\"n\":1}", resale.Unavailable, resale.Unknown},
	} {
		c := client(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(test.status)
			_, _ = io.WriteString(w, test.body)
		})
		for _, r := range []Request{reading("x"), writing("x")} {
			var answer struct{ N int }
			r.Inner, r.AnyType = inner, true
			want := test.wrote
			if r.Read {
				want = test.reading
			}
			if err := c.Do(t.Context(), r, &answer); resale.CodeOf(err) != want || err == nil && answer.N != 1 {
				t.Errorf("%d %s, read %v: %v, want %q", test.status, test.body, r.Read, err, want)
			}
		}
	}
}

// A page may mean something to a read. After a write nobody can tell, and a
// wall's challenge is a wall's.
func TestWhatPagesMean(t *testing.T) {
	for _, test := range []struct {
		status         int
		header         string
		reading, wrote resale.Code
	}{
		{404, "", resale.Unsupported, resale.Unknown},
		{403, "", resale.Blocked, resale.Unknown},
		{404, "challenge", resale.Blocked, resale.Unknown},
	} {
		c := client(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cf-Mitigated", test.header)
			w.WriteHeader(test.status)
			_, _ = io.WriteString(w, page)
		})
		for _, r := range []Request{reading("x"), writing("x")} {
			r.Pages = map[int]resale.Code{404: resale.Unsupported}
			want := test.wrote
			if r.Read {
				want = test.reading
			}
			if err := c.Do(t.Context(), r, nil); resale.CodeOf(err) != want {
				t.Errorf("%d %s, read %v: %v, want %q", test.status, test.header, r.Read, err, want)
			}
		}
	}
}
