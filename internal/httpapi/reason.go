package httpapi

import (
	"encoding/json"
	"maps"
	"slices"
)

// generic is how Laravel introduces wrong fields: it says nothing by itself.
const generic = "The given data was invalid."

// reason is why a provider said no, in its own words.
type reason struct {
	text   string
	fields []string
	blank  bool // it has a place for words, and none in it
}

// explicit tells a parsed refusal from any other body. Laravel before version 9
// leaves the message of a route that it does not have blank.
func (r reason) explicit() bool { return r.text != "" || len(r.fields) > 0 || r.blank }

// readReason finds the reason where the providers were seen to put it: in
// error, message, msg or detail, with the fields in errors.
func readReason(body []byte) reason {
	var wire map[string]json.RawMessage
	if json.Unmarshal(body, &wire) != nil {
		return reason{}
	}
	var found reason
	for _, key := range []string{"error", "message", "msg", "detail"} {
		if found.text = words(wire[key]); found.text != "" {
			break
		}
	}
	first := ""
	for _, raw := range []json.RawMessage{wire["errors"], within(wire["error"], "errors"), within(wire["error"], "fields")} {
		if found.fields, first = wrongFields(raw); first != "" || len(found.fields) > 0 {
			break
		}
	}
	if found.text == "" || found.text == generic && first != "" {
		found.text = first
	}
	found.blank = string(wire["message"]) == `""`
	return found
}

// words reads a text, or an object that holds one, by the names that were seen.
func words(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	for _, key := range []string{"message", "detail", "description", "title"} {
		if json.Unmarshal(within(raw, key), &text) == nil && text != "" {
			return text
		}
	}
	return ""
}

// within gives a field of an object, nil when it is none.
func within(raw json.RawMessage, key string) json.RawMessage {
	var object map[string]json.RawMessage
	_ = json.Unmarshal(raw, &object)
	return object[key]
}

// wrongFields reads {"field": ["why"]}, {"field": "why"}, [{"field": "…",
// "message": "why"}] and ["why"]; why is the first sentence.
func wrongFields(raw json.RawMessage) (fields []string, why string) {
	var byName map[string]json.RawMessage
	if json.Unmarshal(raw, &byName) == nil && len(byName) > 0 {
		fields = slices.Sorted(maps.Keys(byName))
		return fields, firstWords(byName[fields[0]])
	}
	var list []json.RawMessage
	_ = json.Unmarshal(raw, &list)
	for _, row := range list {
		var object struct{ Field, Path, Param, Message string }
		_ = json.Unmarshal(row, &object)
		for _, name := range []string{object.Field, object.Path, object.Param} {
			if name != "" {
				fields = append(fields, name)
				break
			}
		}
		if why == "" {
			why = words(row)
		}
	}
	return fields, why
}

func firstWords(raw json.RawMessage) string {
	var list []string
	if json.Unmarshal(raw, &list) == nil && len(list) > 0 {
		return list[0]
	}
	return words(raw)
}
