package servex

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The shapes of live messages are documented nowhere: an object, a list, and
// either in a wrapper are read, with every spelling that was seen or guessed.

// maxFields bounds how many names of fields an error holds.
const maxFields = 10

// maxNesting bounds how deep a list is looked for: each wrapper is read anew.
const maxNesting = 3

type fields map[string]json.RawMessage

// objects gives the objects of a message, and whether it was a list of them.
func objects(raw []byte, isOne func(fields) bool, nesting int) (found []fields, list bool, err error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] == '[' {
		if json.Unmarshal(raw, &found) != nil {
			return nil, false, errors.New("no list of objects") // the decoder's own words may hold content
		}
		return found, true, nil
	}
	var o fields
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, false, errors.New("no JSON object or list")
	}
	if isOne(o) {
		return []fields{o}, false, nil
	}
	for _, name := range []string{"data", "users", "clients", "servers", "statuses", "list", "items", "payload", "event", "result", "user", "client", "server"} {
		inner, ok := o[name]
		if !ok || nesting == 0 || len(inner) == 0 || inner[0] != '{' && inner[0] != '[' {
			continue
		}
		if found, list, err := objects(inner, isOne, nesting-1); err == nil {
			return found, list, nil
		}
	}
	return nil, false, fmt.Errorf("unknown fields %s", strings.Join(o.names(), ", "))
}

func (o fields) names() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(o)) {
		if len(names) < maxFields && utf8.RuneCountInString(name) <= 30 {
			names = append(names, strconv.Quote(name)) // a name too is text of somebody else's
		}
	}
	return names
}

// text gives the first of the fields that holds a scalar.
func (o fields) text(names ...string) (string, bool) {
	for _, name := range names {
		raw, ok := o[name]
		if !ok {
			continue
		}
		if s, err := scalar(raw); err == nil && s != "" {
			return s, true
		}
	}
	return "", false
}

// float reads what begins like an amount: 45, "45,5 %", "3.84 GB". What is no
// amount of anything counts as none.
func (o fields) float(names ...string) float64 {
	s, _ := o.text(names...)
	s = strings.ReplaceAll(s, ",", ".")
	f, err := strconv.ParseFloat(s, 64)
	if end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789.+-", r) }); err != nil && end > 0 {
		f, err = strconv.ParseFloat(s[:end], 64)
	}
	if err != nil || !(f > 0) {
		return 0
	}
	return min(f, math.MaxInt32) // so that it may become an int
}
