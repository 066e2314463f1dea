package httpapi

import (
	"bytes"
	"encoding/json"
	"strings"

	"resellerbot/internal/resale"
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
func Scalar(raw json.RawMessage) string { return strings.TrimSpace(resale.Scalar(raw)) }
