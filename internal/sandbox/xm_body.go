package sandbox

import (
	"encoding/json"
	"strconv"
	"strings"
)

// xmBody is what was sent.
type xmBody map[string]json.RawMessage

// text is a field that is a string or a number, as PHP takes either for the
// other.
func (b xmBody) text(name string) string {
	raw := b[name]
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return strings.TrimSpace(text)
	}
	var number json.Number
	if json.Unmarshal(raw, &number) == nil {
		return number.String()
	}
	return ""
}

// exact is a field that is a string, as it was sent.
func (b xmBody) exact(name string) string {
	var text string
	_ = json.Unmarshal(b[name], &text) // what is no string is no password either
	return text
}

// number is a field that is a whole number; 0 is none.
func (b xmBody) number(name string) int64 {
	n, err := strconv.ParseInt(b.text(name), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// missing is the first of the keys that was not sent.
func (b xmBody) missing(keys []string) (key string, is bool) {
	for _, key := range keys {
		if _, sent := b[key]; !sent {
			return key, true
		}
	}
	return "", false
}
