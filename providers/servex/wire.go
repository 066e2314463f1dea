package servex

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// The panel's scalars wobble: numbers come as strings, dates in several forms,
// anything as null. A scalar that cannot be read is its zero value, as if it
// were missing; an object or a list where a scalar belongs is an error.

type number int64

func (n *number) UnmarshalJSON(raw []byte) error {
	text, err := scalar(raw)
	if err != nil {
		return err
	}
	*n = 0
	if whole, err := strconv.ParseInt(text, 10, 64); err == nil {
		*n = number(whole)
	} else if f, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(f) < 1<<53 {
		*n = number(f)
	}
	return nil
}

type text string

func (t *text) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	*t = text(s)
	return err
}

type flag bool

func (f *flag) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	*f = flag(s == "true" || s == "1")
	return err
}

// date is a time in UTC, zero when the panel did not say. A date without a
// time is that day's midnight.
type date struct{ time.Time }

func (d *date) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	if err != nil {
		return err
	}
	d.Time = time.Time{}
	for _, layout := range []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05", time.DateOnly} {
		if at, err := time.Parse(layout, s); err == nil {
			d.Time = at.UTC()
			return nil
		}
	}
	if seconds, err := strconv.ParseInt(s, 10, 64); err == nil && seconds > 0 {
		if seconds > 1e11 { // that many seconds are 5,000 years: these are milliseconds
			d.Time = time.UnixMilli(seconds).UTC()
		} else {
			d.Time = time.Unix(seconds, 0).UTC()
		}
	}
	return nil
}

// scalar gives the text of a string, number or bool, and "" for null.
func scalar(raw []byte) (string, error) {
	raw = bytes.TrimSpace(raw)
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return "", nil
	case raw[0] == '{' || raw[0] == '[':
		return "", fmt.Errorf("an object or a list where a scalar belongs")
	case raw[0] == '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return strings.TrimSpace(s), err
	default:
		return string(raw), nil
	}
}
