package xmplus

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// success is the code of a yes. The status beside it says nothing: it is
// misspelt, translated, or that of a service.
const success = 100

// refusal is the code of every no, whatever it is about.
const refusal = 208

// answer is any JSON object. What is missing in it is nil.
type answer map[string]json.RawMessage

// UnmarshalJSON takes anything: what is no object is an empty answer.
func (a *answer) UnmarshalJSON(raw []byte) error {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(raw, &fields)
	*a = fields
	return nil
}

func read(raw json.RawMessage) answer {
	var a answer
	_ = a.UnmarshalJSON(raw)
	return a
}

// mostBraces is how many beginnings of an object are tried in a body.
const mostBraces = 50

// aPage is how a whole page begins, unlike a warning.
var aPage = regexp.MustCompile(`(?i)<(?:!doctype|html|head|script)\b`)

// object finds the answer among the warnings that PHP prints before and after
// it: the first object with a code of its own. Those of a page are no answers of
// this API, and neither is the "{closure}" of a warning.
func object(body []byte) []byte {
	if json.Valid(body) || aPage.Match(body[:max(bytes.IndexByte(body, '{'), 0)]) {
		return nil
	}
	rest := body
	for range mostBraces {
		from := bytes.IndexByte(rest, '{')
		if from < 0 {
			return nil
		}
		rest = rest[from:]
		var found json.RawMessage
		if json.NewDecoder(bytes.NewReader(rest)).Decode(&found) == nil && read(found)["code"] != nil {
			return found
		}
		rest = rest[1:]
	}
	return nil
}

// code is the panel's own; false when it gave none.
func (a answer) code() (int64, bool) {
	n, err := strconv.ParseInt(httpapi.Scalar(a["code"]), 10, 64)
	return n, err == nil
}

func (a answer) accepted() bool {
	code, said := a.code()
	return said && code == success
}

// denial gives the words of an explicit no, "" when it is none. The codes of
// servers in trouble are none, and neither is another code beside a status that
// says yes, but for that of every no: nobody can tell then what was done.
func (a answer) denial() string {
	code, said := a.code()
	switch {
	case said && (code == success || code >= 500 || code != refusal && a.succeeded()):
		return ""
	case !said && !a.failed():
		return ""
	}
	if words := a.message(); words != "" {
		return words
	}
	return strings.TrimSpace(a.text("status") + " " + a.text("code"))
}

// failed tells of a status that says no.
func (a answer) failed() bool {
	switch strings.ToLower(a.text("status")) {
	case "error", "fail", "failed", "failure":
		return true
	default:
		return false
	}
}

// succeeded tells of a status that says yes.
func (a answer) succeeded() bool {
	switch strings.ToLower(a.text("status")) {
	case "success", "sucess", "ok": //nolint:misspell // as XMPlus writes it
		return true
	default:
		return false
	}
}

// verdict is what the panel's code means, under a status that says nothing by
// itself. 208 says nothing either: it is the code of every no.
func (a answer) verdict(status resale.Code) resale.Code {
	code, said := a.code()
	if status != resale.Refused || !said {
		return status
	}
	switch code {
	case 401:
		return resale.Unauthorized
	case 403:
		return resale.Forbidden
	case 404:
		return resale.NotFound
	case 422:
		return resale.Invalid
	case 429:
		return resale.RateLimited
	default:
		return status
	}
}

// message is what the panel says, wherever it says it.
func (a answer) message() string {
	for _, name := range []string{"message", "msg", "error", "errors"} {
		if words := sentence(a[name]); words != "" {
			return words
		}
	}
	return a.text("data")
}

// sentence is a text, or the first one in a list or an object.
func sentence(raw json.RawMessage) string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, one := range list {
			if words := sentence(one); words != "" {
				return words
			}
		}
		return ""
	}
	inside := read(raw)
	for _, name := range slices.Sorted(maps.Keys(inside)) {
		if words := sentence(inside[name]); words != "" {
			return words
		}
	}
	if text := httpapi.Scalar(raw); strings.ContainsFunc(text, func(r rune) bool { return r > '9' }) && text != "true" && text != "false" {
		return text
	}
	return ""
}

// inner is what an answer is wrapped in, else the answer itself.
func (a answer) inner(names ...string) answer {
	for _, name := range names {
		if wrapped := read(a[name]); len(wrapped) > 0 {
			return wrapped
		}
	}
	return a
}

// first gives the first field that holds anything.
func (a answer) first(names ...string) json.RawMessage {
	for _, name := range names {
		if text := strings.TrimSpace(string(a[name])); text != "" && text != "null" && text != `""` {
			return a[name]
		}
	}
	return nil
}

func (a answer) text(names ...string) string { return httpapi.Scalar(a.first(names...)) }
