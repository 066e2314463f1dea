package smm

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"resellerbot/internal/httpapi"
)

// wordsOf reads an error in any of its forms: words, a list of them, an object
// of them by field, or a bare yes with the words in the message.
func (a answer) wordsOf(name string) string {
	raw, ok := a.Fields[name]
	if !ok {
		return ""
	}
	switch text := httpapi.Scalar(raw); strings.ToLower(text) {
	case "":
		return words(raw)
	case "false", "0":
		return ""
	case "true", "1":
		if message := a.message(); message != "" {
			return message
		}
		return "error"
	default:
		return text
	}
}

func (a answer) message() string {
	for _, name := range []string{"message", "msg", "detail", "description"} {
		if text := words(a.Fields[name]); text != "" {
			return text
		}
	}
	return ""
}

// words finds the first sentence in a list or an object.
func words(raw json.RawMessage) string {
	a := read(raw)
	switch {
	case a.List:
		for _, row := range a.Rows {
			if text := words(row); text != "" {
				return text
			}
		}
		return ""
	case a.Fields != nil:
		if text := a.message(); text != "" {
			return text
		}
		for _, name := range slices.Sorted(maps.Keys(a.Fields)) {
			if text := words(a.Fields[name]); text != "" {
				return text
			}
		}
		return ""
	default:
		switch text := httpapi.Scalar(raw); text {
		case "false", "true", "0", "1":
			return ""
		default:
			return text
		}
	}
}
