package vpnresellers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A scalar that cannot be read is its zero value, as if it were missing; an
// object or a list where a scalar belongs is an error.

type number int64

func (n *number) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	if err != nil {
		return err
	}
	*n = 0
	if whole, err := strconv.ParseInt(s, 10, 64); err == nil {
		*n = number(whole)
	} else if f, err := strconv.ParseFloat(s, 64); err == nil && math.Abs(f) < 1<<53 {
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

// degrees are of latitude or longitude.
type degrees float64

func (d *degrees) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	if f, bad := strconv.ParseFloat(s, 64); bad == nil && math.Abs(f) <= 180 {
		*d = degrees(f)
	}
	return err
}

// moment is a time in UTC, which is what times without a zone are taken for.
type moment struct{ time.Time }

func (m *moment) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	if err != nil {
		return err
	}
	m.Time, _ = readTime(s)
	return nil
}

// expiry is a moment that must be readable: one that is not would pass for an
// account without an end.
type expiry struct {
	moment
	said bool // even if it said that there is none
}

func (e *expiry) UnmarshalJSON(raw []byte) error {
	s, err := scalar(raw)
	if err != nil {
		return err
	}
	at, ok := readTime(s)
	if !ok && s != "" && !strings.HasPrefix(s, "0000-00-00") {
		return fmt.Errorf("an expiry that is no time")
	}
	e.Time, e.said = at, true
	return nil
}

func readTime(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05", time.DateOnly} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
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
