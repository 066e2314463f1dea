package smm

import (
	"encoding/json"
	"slices"
	"strings"

	"resellerbot/internal/httpapi"
)

// answer is any JSON that a panel sends: what it means depends on what was
// asked, and refusals come in the same place as successes.
type answer struct{ httpapi.Loose }

func read(raw json.RawMessage) answer { return answer{httpapi.ReadLoose(raw)} }

// inner is what some panels wrap their answers in, else the answer itself.
func (a answer) inner(names ...string) answer {
	for _, name := range names {
		if wrapped := read(a.Fields[name]); wrapped.Fields != nil || wrapped.List {
			return wrapped
		}
	}
	return a
}

// one is the answer to a question for one thing, which may be wrapped, or be
// the only row of a list.
func (a answer) one() answer {
	a = a.inner("data")
	if len(a.Rows) == 1 {
		return read(a.Rows[0])
	}
	return a
}

// value gives what a row says: the field of that name, or all of it.
func (a answer) value(name string) answer {
	if raw, ok := a.Fields[name]; ok {
		return read(raw)
	}
	return a
}

// has tells of a field with something in it.
func (a answer) has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		text := strings.TrimSpace(string(a.Fields[name]))
		return text != "" && text != "null" && text != `""` && text != "[]" && text != "{}"
	})
}

// denial gives the words of an explicit refusal: {"error": …}, {"errors": …},
// {"status": "error", "message": …}, or a known sentence by itself; "" when it
// is none.
func (a answer) denial() string {
	if text := httpapi.Scalar(a.Raw); text != "" && known(text) {
		return text
	}
	for _, name := range []string{"error", "errors"} {
		if words := a.wordsOf(name); words != "" {
			return words
		}
	}
	failed := false
	switch strings.ToLower(httpapi.Scalar(a.Fields["status"])) {
	case "error", "fail", "failed", "failure", "false", "0":
		failed = true
	}
	switch strings.ToLower(httpapi.Scalar(a.Fields["success"])) {
	case "false", "0":
		failed = true
	}
	if failed {
		return a.message()
	}
	return ""
}

// refusal is a denial of the whole or in the place of what was asked for.
func (a answer) refusal(field string) string {
	if text := a.denial(); text != "" {
		return text
	}
	return a.one().value(field).denial()
}
