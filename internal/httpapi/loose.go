package httpapi

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Loose is any JSON of a provider that does not say what it will be: an object,
// a list or neither.
type Loose struct {
	Raw    json.RawMessage
	Fields map[string]json.RawMessage // of an object, else nil
	Rows   []json.RawMessage          // of a list
	List   bool
}

// UnmarshalJSON takes anything.
func (l *Loose) UnmarshalJSON(raw []byte) error {
	*l = ReadLoose(bytes.Clone(raw))
	return nil
}

// ReadLoose reads anything, also what is missing or no JSON.
func ReadLoose(raw json.RawMessage) Loose {
	l := Loose{Raw: bytes.TrimSpace(raw)}
	if json.Unmarshal(l.Raw, &l.Fields) != nil {
		l.Fields = nil
		l.List = json.Unmarshal(l.Raw, &l.Rows) == nil && len(l.Raw) > 0 && l.Raw[0] == '['
	}
	return l
}

// Scalar gives the text of a string, number or bool, and "" for anything else:
// what providers leave out, they write as null, "", [] or not at all.
func Scalar(raw json.RawMessage) string {
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
