package whmdc

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/httpapi"
)

// answer is any JSON that the panel sends.
type answer struct{ httpapi.Loose }

func read(raw json.RawMessage) answer { return answer{httpapi.ReadLoose(raw)} }

// text gives the first of these fields that holds a scalar, "" for none.
func (a answer) text(names ...string) string {
	for _, name := range names {
		if text := httpapi.Scalar(a.Fields[name]); text != "" {
			return text
		}
	}
	return ""
}

// number gives the first of these fields that holds a whole number, -1 for none.
func (a answer) number(names ...string) int {
	for _, name := range names {
		if n, err := strconv.Atoi(httpapi.Scalar(a.Fields[name])); err == nil && n >= 0 {
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
		if words = wordsOf(a.Fields[name], wordsDeep); words != "" {
			break
		}
	}
	switch {
	case a.fails(), a.text("success") == "" && wordsOf(a.Fields["error"], wordsDeep) != "", len(a.wrong()) > 0:
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
		data := read(a.Fields["data"])
		thing := a.text("id", "uuid") != "" // whose own status it is
		return data.Fields == nil && !data.List && !thing
	default:
		return false
	}
}

// wrong gives the names in a map of errors by field.
func (a answer) wrong() []string {
	if strings.EqualFold(a.text("success"), "true") {
		return nil
	}
	return slices.Sorted(maps.Keys(read(a.Fields["errors"]).Fields))
}

// wordsDeep is how far sentences are looked for in what holds them: each level is
// read anew, and thousands of them would take minutes.
const wordsDeep = 8

// wordsOf finds the first sentence in a text, a list or an object.
func wordsOf(raw json.RawMessage, depth int) string {
	a := read(raw)
	switch {
	case depth == 0 && (a.List || a.Fields != nil):
		return ""
	case a.List:
		for _, row := range a.Rows {
			if words := wordsOf(row, depth-1); words != "" {
				return words
			}
		}
		return ""
	case a.Fields != nil:
		if words := a.text("message", "msg", "detail", "description", "text"); words != "" {
			return words
		}
		for _, name := range slices.Sorted(maps.Keys(a.Fields)) {
			if words := wordsOf(a.Fields[name], depth-1); words != "" {
				return words
			}
		}
		return ""
	}
	switch words := httpapi.Scalar(raw); words {
	case "true", "false", "0", "1":
		return ""
	default:
		return words
	}
}
