package httpapi

import (
	"bytes"
	"encoding"
	"encoding/json"
	"io"
	"mime"
	"net/http"
)

// errorBody is how much of an error's body is read: its text is short, and
// the rest of it changes nothing.
const errorBody = 64 << 10

type answer struct {
	status   int
	header   http.Header
	body     []byte
	tooLarge bool // body is cut
}

func readAnswer(response *http.Response, limit int64) (answer, error) {
	a := answer{status: response.StatusCode, header: response.Header}
	if !a.ok() {
		limit = min(limit, errorBody)
	}
	if a.ok() && response.ContentLength > limit {
		a.tooLarge = true
		return a, nil
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err != nil && a.ok() {
		return answer{}, err
	}
	if int64(len(body)) > limit {
		body, a.tooLarge = body[:limit], true
	}
	a.body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	return a, nil
}

func (a answer) ok() bool { return a.status >= 200 && a.status < 300 }

// html tells a bot wall's or a web server's page from an answer of the API; by
// its look only when types mean nothing.
func (a answer) html(anyType bool) bool {
	kind, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	return kind == "text/html" && !anyType || bytes.HasPrefix(a.body, []byte("<"))
}

// challenged is true for the page by which a bot wall asks for a browser,
// whatever status it has.
func (a answer) challenged() bool { return a.header.Get("Cf-Mitigated") != "" }

// decode reads the JSON, or for a target that reads texts whatever it is.
func (a answer) decode(target any) error {
	if text, ok := target.(encoding.TextUnmarshaler); ok {
		return text.UnmarshalText(a.body)
	}
	if target == nil {
		var anything json.RawMessage
		target = &anything
	}
	return json.Unmarshal(a.body, target)
}
