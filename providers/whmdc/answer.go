package whmdc

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// answer is any JSON that the panel sends.
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

// scalar gives the text of a string, number or bool, and "" for anything else.
func scalar(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || string(raw) == "null" || raw[0] == '{' || raw[0] == '[':
		return ""
	case raw[0] == '"':
		var s string
		_ = json.Unmarshal(raw, &s)
		return strings.TrimSpace(s)
	default:
		return string(raw)
	}
}

// text gives the first of these fields that holds a scalar, "" for none.
func (a answer) text(names ...string) string {
	for _, name := range names {
		if text := scalar(a.fields[name]); text != "" {
			return text
		}
	}
	return ""
}

// number gives the first of these fields that holds a whole number, -1 for none.
func (a answer) number(names ...string) int {
	for _, name := range names {
		if n, err := strconv.Atoi(scalar(a.fields[name])); err == nil && n >= 0 {
			return n
		}
	}
	return -1
}

// denial gives the words of an explicit no under a 2xx status, "" when it is
// none.
func (a answer) denial() string {
	words := ""
	for _, name := range []string{"error", "errors", "message", "msg", "detail"} {
		if words = wordsOf(a.fields[name]); words != "" {
			break
		}
	}
	switch {
	case a.fails(), a.text("success") == "" && wordsOf(a.fields["error"]) != "", len(a.wrong()) > 0:
		if words == "" {
			return "no reason given"
		}
		return words
	default:
		return ""
	}
}

// fails tells of an answer that says that it is a failure.
func (a answer) fails() bool {
	switch strings.ToLower(a.text("success", "ok")) {
	case "false", "0":
		return true
	case "":
	default:
		return false
	}
	switch strings.ToLower(a.text("status", "result")) {
	case "error", "fail", "failed", "failure":
		data := read(a.fields["data"])
		return data.fields == nil && !data.list
	default:
		return false
	}
}

// wrong gives the names in a map of errors by field.
func (a answer) wrong() []string {
	if strings.EqualFold(a.text("success"), "true") {
		return nil
	}
	return slices.Sorted(maps.Keys(read(a.fields["errors"]).fields))
}

// wordsOf finds the first sentence in a text, a list or an object.
func wordsOf(raw json.RawMessage) string {
	a := read(raw)
	switch {
	case a.list:
		for _, row := range a.rows {
			if words := wordsOf(row); words != "" {
				return words
			}
		}
		return ""
	case a.fields != nil:
		if words := a.text("message", "msg", "detail", "description", "text"); words != "" {
			return words
		}
		for _, name := range slices.Sorted(maps.Keys(a.fields)) {
			if words := wordsOf(a.fields[name]); words != "" {
				return words
			}
		}
		return ""
	}
	switch words := scalar(raw); words {
	case "true", "false", "0", "1":
		return ""
	default:
		return words
	}
}
