package servex

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// rows is a list under its own name, under data, or bare; limit is the page
// size that the panel used, 0 when it did not say.
type rows[T any] struct {
	name  string
	items []T
	limit int
}

func (r *rows[T]) UnmarshalJSON(raw []byte) error {
	r.items = nil
	if raw = bytes.TrimSpace(raw); len(raw) > 0 && raw[0] == '[' {
		return json.Unmarshal(raw, &r.items)
	}
	var wrapper map[string]json.RawMessage
	if err := json.Unmarshal(raw, &wrapper); err != nil {
		return err
	}
	for _, name := range []string{r.name, "data"} {
		if list, ok := wrapper[name]; ok && string(list) != "null" {
			var limit number
			if used, ok := wrapper["limit"]; ok && limit.UnmarshalJSON(used) == nil {
				r.limit = int(limit)
			}
			return json.Unmarshal(list, &r.items)
		}
	}
	// An empty list may be null, but a wrapper without any list is no answer to a question for one.
	if _, ok := wrapper[r.name]; ok {
		return nil
	}
	return fmt.Errorf("no list of %s", r.name)
}

// reply is what a write is answered with: a sentence, and the object or some
// of its fields, each of which may be missing.
type reply struct {
	fields map[string]json.RawMessage
	whole  json.RawMessage
}

func (r *reply) UnmarshalJSON(raw []byte) error {
	r.whole = bytes.Clone(raw)
	return json.Unmarshal(raw, &r.fields)
}

// accepts is false for what no panel says about a success: nothing at all, or
// a refusal under a 2xx status.
func (r *reply) accepts() bool { return len(r.fields) > 0 && !r.denies() }

// denies tells of an error, or of a success that is none.
func (r *reply) denies() bool {
	var failure, success text
	if raw, ok := r.fields["error"]; ok && (failure.UnmarshalJSON(raw) != nil || failure != "" && failure != "false") {
		return true
	}
	_ = success.UnmarshalJSON(r.fields["success"])
	return success == "false" || success == "0"
}

// removal is what a deletion is answered with, which may be anything.
type removal struct{ reply }

func (r *removal) UnmarshalJSON(raw []byte) error {
	if !json.Valid(raw) {
		return fmt.Errorf("no JSON")
	}
	_ = r.reply.UnmarshalJSON(raw) // a bare word says nothing against it
	return nil
}

// object reads the object under its name, under data, or bare.
func (r *reply) object(name string, target any) error {
	for _, key := range []string{name, "data"} {
		if raw, ok := r.fields[key]; ok && string(raw) != "null" {
			return json.Unmarshal(raw, target)
		}
	}
	return json.Unmarshal(r.whole, target)
}

// scalar reads a field of the answer itself or of the object in it; target
// stays as it is when neither has it.
func (r *reply) scalar(name, object string, target json.Unmarshaler) {
	var inner map[string]json.RawMessage
	_ = json.Unmarshal(r.fields[object], &inner)
	for _, fields := range []map[string]json.RawMessage{inner, r.fields} {
		if raw, ok := fields[name]; ok {
			_ = target.UnmarshalJSON(raw)
		}
	}
}

// full tells whether another page may follow one asked with limit.
func (r *rows[T]) full(limit int) bool {
	if limit <= 0 {
		limit = defaultPage
	}
	if r.limit > 0 {
		limit = min(limit, r.limit) // the panel may give less than it was asked for
	}
	return len(r.items) >= limit
}

func all[T any](items []T, holds func(*T) bool) bool {
	for i := range items {
		if !holds(&items[i]) {
			return false
		}
	}
	return true
}
