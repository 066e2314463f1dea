package smm

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// answer is any JSON that a panel sends: what it means depends on what was
// asked, and refusals come in the same place as successes.
type answer struct {
	raw    json.RawMessage
	fields map[string]json.RawMessage // of an object, else nil
	rows   []json.RawMessage          // of a list
	list   bool
}

func (a *answer) UnmarshalJSON(raw []byte) error {
	*a = read(bytes.Clone(raw))
	return nil
}

func read(raw json.RawMessage) answer {
	a := answer{raw: bytes.TrimSpace(raw)}
	if json.Unmarshal(a.raw, &a.fields) != nil {
		a.fields = nil
		a.list = json.Unmarshal(a.raw, &a.rows) == nil && len(a.raw) > 0 && a.raw[0] == '['
	}
	return a
}

// inner is what some panels wrap their answers in, else the answer itself.
func (a answer) inner(names ...string) answer {
	for _, name := range names {
		if wrapped := read(a.fields[name]); wrapped.fields != nil || wrapped.list {
			return wrapped
		}
	}
	return a
}

// one is the answer to a question for one thing, which may be wrapped, or be
// the only row of a list.
func (a answer) one() answer {
	a = a.inner("data")
	if len(a.rows) == 1 {
		return read(a.rows[0])
	}
	return a
}

// value gives what a row says: the field of that name, or all of it.
func (a answer) value(name string) answer {
	if raw, ok := a.fields[name]; ok {
		return read(raw)
	}
	return a
}

// has tells of a field with something in it.
func (a answer) has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		text := strings.TrimSpace(string(a.fields[name]))
		return text != "" && text != "null" && text != `""` && text != "[]" && text != "{}"
	})
}

// denial gives the words of an explicit refusal: {"error": …}, {"errors": …},
// {"status": "error", "message": …}, or a known sentence by itself; "" when it
// is none.
func (a answer) denial() string {
	if text := scalar(a.raw); text != "" && known(text) {
		return text
	}
	for _, name := range []string{"error", "errors"} {
		if words := a.wordsOf(name); words != "" {
			return words
		}
	}
	failed := false
	switch strings.ToLower(scalar(a.fields["status"])) {
	case "error", "fail", "failed", "failure", "false", "0":
		failed = true
	}
	switch strings.ToLower(scalar(a.fields["success"])) {
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
